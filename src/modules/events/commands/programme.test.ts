import { beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { ANONYMOUS } from '../../../platform/access/access.ts';
import { listVersions } from '../../../platform/history/versions.ts';
import { registering } from '../fixtures.ts';
import { findRegistrationEvent } from '../queries/registrations.ts';
import { ACT, at, editor } from './fixtures.ts';
import { removeQuestion, saveMaterial, saveQuestion, saveRoom, saveTrack } from './parts.ts';
import { registerPerson } from './registration/register.ts';
import { removeSession, removeSpeaker, saveSpeaker } from './programme.ts';

const database = useDatabase();
let count = 0;
let eventId = '';
const { run, done, newEdition, session, room } = editor(database, () => eventId);

beforeEach(async () => {
  eventId = await newEdition(`edicion-${++count}`);
});

describe('a session', () => {
  it.each([
    ['end_before_start', { startsAt: at('10:00'), endsAt: at('10:00') }],
    ['session_outside', { startsAt: at('07:59'), endsAt: at('09:00') }],
    ['session_outside', { startsAt: at('16:00'), endsAt: at('17:01') }],
    ['half_times', { endsAt: null }],
    ['bad_capacity', { capacity: -1 }],
    ['bad_slug', { slug: 'á' }],
    ['missing_title', { title: '' }],
    ['room_unknown', { roomId: '01936d00-0000-7000-8000-000000000000' }],
    ['track_unknown', { trackId: '01936d00-0000-7000-8000-000000000000' }],
    [
      'speaker_unknown',
      { speakers: [{ speakerId: '01936d00-0000-7000-8000-000000000000', role: 'speaker' as const }] },
    ],
  ])('is refused: %s', async (refused, more) => {
    expect(await session('una', more)).toMatchObject({ ok: false, refused });
  });

  it('may have a sign-up capacity whatever its type, and no hours', async () => {
    expect(await session('panel', { type: 'panel', capacity: 0 })).toMatchObject({ ok: true });
    expect(await session('sin-hora', { startsAt: null, endsAt: null })).toMatchObject({ ok: true });
  });

  it('does not overlap another in its room; next to it, elsewhere and without a room it may', async () => {
    const [big, small] = [await room('Auditorio'), await room('Sala')];
    await done(session('a', { title: 'Apertura', roomId: big }));
    expect(
      await session('b', { title: 'Panel', roomId: big, startsAt: at('09:59'), endsAt: at('11:00') }),
    ).toEqual({
      ok: false,
      refused: 'room_overlap',
      field: 'roomId',
      detail: { first: 'Panel', second: 'Apertura', room: 'Auditorio' },
    });
    await done(session('b', { roomId: big, startsAt: at('10:00'), endsAt: at('11:00') }));
    await done(session('c', { roomId: small }));
    await done(session('d', {}));
  });

  it('two saved at once do not both get the room', async () => {
    const roomId = await room('Única');
    const outcomes = await Promise.all([session('a', { roomId }), session('b', { roomId })]);
    expect(outcomes.map((outcome) => outcome.ok).toSorted()).toEqual([false, true]);
  });

  it('is changed only from its newest version, keeps its speakers in order, goes when nobody signed up', async () => {
    const speaker = async (slug: string) =>
      (
        await done(
          run((trx) =>
            saveSpeaker(trx, ACT, eventId, { slug, name: `Persona ${slug}`, organization: '', bio: '' }),
          ),
        )
      ).id;
    const [one, two] = [await speaker('uno'), await speaker('dos')];
    const { id } = await done(session('taller', { type: 'workshop', capacity: 5 }));
    const speakers = [
      { speakerId: two, role: 'moderator' as const },
      { speakerId: one, role: 'speaker' as const },
    ];
    await done(session('taller', { id, version: 1, speakers }));
    expect(await session('taller', { id, version: 1 })).toEqual({ ok: false, refused: 'changed' });
    const linked = await database.db
      .selectFrom('event_session_speakers')
      .select(['speaker_id', 'role'])
      .where('session_id', '=', id)
      .orderBy('position')
      .execute();
    expect(linked).toEqual([
      { speaker_id: two, role: 'moderator' },
      { speaker_id: one, role: 'speaker' },
    ]);
    await done(run((trx) => removeSpeaker(trx, ACT, eventId, one)));
    await done(run((trx) => removeSession(trx, ACT, eventId, id)));
    expect(await run((trx) => removeSession(trx, ACT, eventId, id))).toEqual({
      ok: false,
      refused: 'not_found',
    });
    const history = await listVersions(database.db, { kind: 'event_session', id }, undefined, { limit: 10 });
    expect(history.map((entry) => entry.action)).toEqual(['removed', 'changed', 'created']);
  });

  it('stays a workshop once somebody has signed up for it', async () => {
    const { id } = await done(session('taller', { type: 'workshop', capacity: 5 }));
    await done(session('taller', { id, version: 1, type: 'panel' }));
    await done(session('taller', { id, version: 2, type: 'workshop', capacity: 5 }));
    const event = await findRegistrationEvent(database.db, { id: eventId });
    const context = { actor: ANONYMOUS, vault: testDeps(database.db).vault, now: ACT.now };
    const registered = await run((trx) =>
      registerPerson(trx, context, event ?? expect.fail(), registering(1, { workshops: [id] })),
    );
    expect(registered).toMatchObject({ ok: true });
    expect(await session('taller', { id, version: 3, type: 'panel' })).toEqual({
      ok: false,
      refused: 'workshop_in_use',
      field: 'type',
      detail: { title: 'Sesión taller' },
    });
    await done(session('taller', { id, version: 3, type: 'workshop', capacity: 6 }));
  });

  it('of another edition is not found', async () => {
    const { id } = await done(session('a'));
    eventId = await newEdition(`otra-${count}`);
    expect(await session('a', { id })).toEqual({ ok: false, refused: 'not_found' });
  });
});

describe('parts', () => {
  it('have names of their own and valid values', async () => {
    await room('Sala');
    expect(await run((trx) => saveRoom(trx, ACT, eventId, { name: 'Sala', capacity: null }))).toMatchObject({
      refused: 'duplicate_name',
    });
    expect(await run((trx) => saveRoom(trx, ACT, eventId, { name: 'Otra', capacity: 0 }))).toMatchObject({
      refused: 'bad_capacity',
    });
    expect(
      await run((trx) => saveTrack(trx, ACT, eventId, { slug: 'a', name: 'A', color: 'red' })),
    ).toMatchObject({ refused: 'bad_color' });
    const material = {
      sessionId: null,
      kind: 'recording' as const,
      title: 'Video',
      url: 'ftp://example.org/a',
    };
    expect(await run((trx) => saveMaterial(trx, ACT, eventId, material))).toMatchObject({
      refused: 'bad_url',
    });
  });

  it('questions: a condition looks back at a choice, and what it looks at stays', async () => {
    const question = (key: string, more = {}) => ({
      key,
      label: key,
      hint: '',
      type: 'yes_no' as const,
      required: false,
      options: [],
      shownWhen: null,
      ...more,
    });
    const save = (input: ReturnType<typeof question>) => run((trx) => saveQuestion(trx, ACT, eventId, input));
    const { id } = await done(save(question('viaja')));
    await done(save(question('desde', { type: 'text', shownWhen: { key: 'viaja', values: ['yes'] } })));
    expect(await save(question('otra', { shownWhen: { key: 'desde', values: ['x'] } }))).toMatchObject({
      refused: 'bad_condition',
    });
    expect(await save(question('viaja'))).toMatchObject({ refused: 'duplicate_key' });
    expect(await save(question('elige', { type: 'one_of' }))).toMatchObject({ refused: 'options_missing' });
    expect(await save({ ...question('viaja', { type: 'text' }), id } as never)).toMatchObject({
      refused: 'bad_condition',
    });
    expect(await run((trx) => removeQuestion(trx, ACT, eventId, id))).toMatchObject({ refused: 'in_use' });
  });
});
