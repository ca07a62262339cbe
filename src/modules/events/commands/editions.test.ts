import { beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import { listVersions } from '../../../platform/history/versions.ts';
import { copyEdition } from './copy.ts';
import { createEdition, publishEdition, saveSeries, unpublishEdition, updateEdition } from './editions.ts';
import { ACT, at, editionInput, editor } from './fixtures.ts';
import { removeRoom, saveMaterial } from './parts.ts';
import { saveSpeaker } from './programme.ts';

const database = useDatabase();
let count = 0;
let eventId = '';
const { run, done, newEdition, session, room } = editor(database, () => eventId);

beforeEach(async () => {
  eventId = await newEdition(`edicion-${++count}`);
});

describe('an edition', () => {
  it.each([
    ['slug', 'bad_slug', { slug: 'Con Espacio' }],
    ['title', 'missing_title', { title: '' }],
    ['timezone', 'unknown_zone', { timezone: 'GMT-6' }],
    ['endsAt', 'end_before_start', { endsAt: at('07:00') }],
    ['sources.0', 'bad_url', { sources: [{ title: 'a', publisher: 'b', url: 'javascript:alert(1)' }] }],
  ])('is refused for its %s: %s', async (field, refused, more) => {
    expect(await run((trx) => createEdition(trx, ACT, editionInput('nueva', more)))).toMatchObject({
      ok: false,
      refused,
      field,
    });
  });

  it('is refused when registration closes before it opens, and with a negative capacity', async () => {
    const { registration } = editionInput('x');
    const early = { ...registration, closesAt: null, closesOn: Temporal.PlainDate.from('2027-01-03') };
    expect(
      await run((trx) => createEdition(trx, ACT, editionInput('x', { registration: early }))),
    ).toMatchObject({ refused: 'closes_before_opens' });
    const negative = { ...registration, capacity: { total: -1, online: null, inPerson: null } };
    expect(
      await run((trx) => createEdition(trx, ACT, editionInput('x', { registration: negative }))),
    ).toMatchObject({
      refused: 'bad_capacity',
      field: 'registration.capacity.total',
    });
  });

  it('takes no slug that another one has, and leaves nothing behind', async () => {
    const before = await database.db.selectFrom('audit_log').select('id').execute();
    expect(await run((trx) => createEdition(trx, ACT, editionInput(`edicion-${count}`)))).toEqual({
      ok: false,
      refused: 'duplicate_slug',
      field: 'slug',
      detail: { slug: `edicion-${count}` },
    });
    expect(await database.db.selectFrom('audit_log').select('id').execute()).toEqual(before);
  });

  it('raises SEQUENCE when calendars must follow, and only then', async () => {
    const edit = (version: number, more = {}) =>
      run((trx) => updateEdition(trx, ACT, eventId, { ...editionInput(`edicion-${count}`, more), version }));
    await done(edit(1, { summary: 'Otro resumen' }));
    const read = () =>
      database.db
        .selectFrom('events')
        .select(['sequence', 'version', 'summary'])
        .where('id', '=', eventId)
        .executeTakeFirst();
    expect(await read()).toEqual({ sequence: 0, version: 2, summary: 'Otro resumen' });
    expect(await edit(1)).toEqual({ ok: false, refused: 'changed' });
    await done(edit(2, { endsAt: at('18:00') }));
    expect(await read()).toEqual({ sequence: 1, version: 3, summary: '' });
  });

  it('can not be made shorter than its programme', async () => {
    await done(session('tarde', { title: 'La tarde', startsAt: at('15:00'), endsAt: at('16:30') }));
    const shorter = { ...editionInput(`edicion-${count}`, { endsAt: at('16:00') }), version: 1 };
    expect(await run((trx) => updateEdition(trx, ACT, eventId, shorter))).toEqual({
      ok: false,
      refused: 'session_outside',
      field: 'endsAt',
      detail: { title: 'La tarde' },
    });
  });

  it('is published once and taken back only while nobody registered', async () => {
    expect(await run((trx) => publishEdition(trx, ACT, eventId))).toEqual({ ok: true });
    expect(await run((trx) => publishEdition(trx, ACT, eventId))).toEqual({ ok: false, refused: 'not_now' });
    expect(await run((trx) => unpublishEdition(trx, ACT, eventId))).toEqual({ ok: true });
    await database.db
      .insertInto('event_registrations')
      .values({
        event_id: eventId,
        state: 'confirmed',
        attendance: 'online',
        address_hash: Buffer.from('a'),
        sealed: Buffer.from('b'),
        held_until: null,
        address_confirmed_at: null,
        approved_at: null,
        privacy_version: null,
        accepted_at: ACT.now,
        origin: 'form',
        mail_refused_at: null,
        last_notice_at: null,
      })
      .execute();
    await done(run((trx) => publishEdition(trx, ACT, eventId)));
    expect(await run((trx) => unpublishEdition(trx, ACT, eventId))).toEqual({ ok: false, refused: 'in_use' });
    const { version } = await database.db
      .selectFrom('events')
      .select('version')
      .where('id', '=', eventId)
      .executeTakeFirstOrThrow();
    const moved = { ...editionInput(`edicion-${count}`), mode: 'in_person' as const, version };
    expect(await run((trx) => updateEdition(trx, ACT, eventId, moved))).toMatchObject({
      refused: 'way_in_use',
      field: 'mode',
    });
    const history = await listVersions(database.db, { kind: 'event', id: eventId }, undefined, { limit: 10 });
    expect(history.map((entry) => entry.action)).toEqual([
      'published',
      'unpublished',
      'published',
      'created',
    ]);
  });

  it('belongs to a series that exists', async () => {
    const { id } = await done(
      run((trx) => saveSeries(trx, ACT, { slug: `serie-${count}`, title: 'Serie', summary: '' })),
    );
    await newEdition(`de-serie-${count}`, { seriesId: id });
    expect(
      await run((trx) =>
        createEdition(trx, ACT, editionInput('otra', { seriesId: '01936d00-0000-7000-8000-000000000000' })),
      ),
    ).toMatchObject({ refused: 'series_unknown' });
  });
});

it('a copy moves to its own dates at the same hours, as a draft without people and recordings', async () => {
  const roomId = await room('Auditorio');
  const { id: speakerId } = await done(
    run((trx) =>
      saveSpeaker(trx, ACT, eventId, { slug: 'uno', name: 'Persona Uno', organization: '', bio: '' }),
    ),
  );
  const { id } = await done(session('a', { roomId, speakers: [{ speakerId, role: 'speaker' }] }));
  await done(session('b', { startsAt: null, endsAt: null }));
  await done(
    run((trx) =>
      saveMaterial(trx, ACT, eventId, {
        sessionId: id,
        kind: 'recording',
        title: 'V',
        url: 'https://example.org/v',
        consent: true,
      }),
    ),
  );
  const copy = await done(
    run((trx) =>
      copyEdition(trx, ACT, eventId, {
        slug: `copia-${count}`,
        title: 'Copia',
        startsAt: at('10:00', '2028-03-07'),
      }),
    ),
  );
  const row = await database.db
    .selectFrom('events')
    .selectAll()
    .where('id', '=', copy.id)
    .executeTakeFirstOrThrow();
  expect([
    row.title,
    row.visibility,
    String(row.starts_at),
    String(row.ends_at),
    String(row.registration_closes_at),
  ]).toEqual(['Copia', 'draft', '2028-03-07T16:00:00Z', '2028-03-08T01:00:00Z', '2028-02-27T02:00:00Z']);
  const sessions = await database.db
    .selectFrom('event_sessions as s')
    .leftJoin('event_rooms as r', 'r.id', 's.room_id')
    .leftJoin('event_session_speakers as l', 'l.session_id', 's.id')
    .leftJoin('event_speakers as p', 'p.id', 'l.speaker_id')
    .select(['s.slug', 's.starts_at', 'r.name as room', 'r.event_id as owner', 'p.name as speaker'])
    .where('s.event_id', '=', copy.id)
    .orderBy('s.slug')
    .execute();
  expect(sessions).toEqual([
    {
      slug: 'a',
      starts_at: at('11:00', '2028-03-07'),
      room: 'Auditorio',
      owner: copy.id,
      speaker: 'Persona Uno',
    },
    { slug: 'b', starts_at: null, room: null, owner: null, speaker: null },
  ]);
  expect(
    await database.db.selectFrom('event_materials').select('id').where('event_id', '=', copy.id).execute(),
  ).toEqual([]);
  await done(run((trx) => removeRoom(trx, ACT, eventId, roomId)));
});
