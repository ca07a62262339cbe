import { beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { listVersions } from '../../../platform/history/versions.ts';
import { eventJobs } from '../jobs.ts';
import { ATTENDANCES, type RegistrationState, type WorkshopPlaceState } from '../tables.ts';
import {
  cancelEdition,
  cancelSession,
  postponeEdition,
  postponeSession,
  resumeEdition,
  resumeSession,
} from './announce.ts';
import { createEdition, publishEdition } from './editions.ts';
import { ACT, at, editionInput, sessionInput } from './fixtures.ts';
import type { SessionInput } from './inputs.ts';
import { saveRoom } from './parts.ts';
import { saveSession } from './programme.ts';

const database = useDatabase();
const run = <T>(work: (trx: Trx) => Promise<T>) => withTransaction(database.db, work);
const note = { note: 'Por fuerza mayor.' };
let count = 0;
let eventId = '';

async function session(slug: string, more: Partial<SessionInput> = {}): Promise<string> {
  const saved = await run((trx) => saveSession(trx, ACT, eventId, sessionInput(slug, more)));
  if (!saved.ok) throw new Error(saved.refused);
  return saved.id;
}

async function person(
  state: RegistrationState,
  more: { confirmed?: boolean; held?: boolean } = {},
): Promise<string> {
  const { id } = await database.db
    .insertInto('event_registrations')
    .values({
      event_id: eventId,
      state,
      attendance: 'online',
      address_hash: Buffer.from(`${state}-${++count}`),
      sealed: Buffer.from('x'),
      holds_place: more.held ?? false,
      held_until: more.held ? ACT.now.add({ hours: 2 }) : null,
      address_confirmed_at: more.confirmed ? ACT.now : null,
      approved_at: null,
      privacy_version: null,
      accepted_at: ACT.now,
      origin: 'form',
      mail_refused_at: null,
      last_notice_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const wants = (registrationId: string, sessionId: string, state: WorkshopPlaceState) =>
  database.db
    .insertInto('event_workshop_places')
    .values({ registration_id: registrationId, session_id: sessionId, state, held_until: null })
    .execute();

/** The job as the queue has it, then run, twice: as after a crash. */
async function told(): Promise<{ kind: string; subject_id: string }[]> {
  const { rows } = await database.pool.query<{ payload: Record<string, unknown> }>(
    'select payload from graphile_worker._private_jobs order by id',
  );
  const deps = testDeps(database.db, () => ACT.now);
  for (const { payload } of [...rows, ...rows]) await eventJobs()[0]?.run(payload, deps);
  await database.pool.query('delete from graphile_worker._private_jobs');
  const mails = await database.db
    .selectFrom('mails')
    .select(['kind', 'subject_id'])
    .orderBy('subject_id')
    .execute();
  await database.db.deleteFrom('mails').execute();
  return mails;
}

const mailsOf = (kind: string, ids: readonly string[]) =>
  ids.toSorted().map((subject_id) => ({ kind, subject_id }));
const edition = () =>
  database.db.selectFrom('events').selectAll().where('id', '=', eventId).executeTakeFirstOrThrow();

beforeEach(async () => {
  await database.pool.query('delete from graphile_worker._private_jobs');
  await database.db.deleteFrom('mails').execute();
  const created = await run((trx) => createEdition(trx, ACT, editionInput(`anuncio-${++count}`)));
  if (!created.ok) throw new Error(created.refused);
  eventId = created.id;
  await run((trx) => publishEdition(trx, ACT, eventId));
});

describe('an edition', () => {
  it('postponed tells everybody whose address is known, once however often the job runs', async () => {
    const known = await Promise.all([
      person('confirmed'),
      person('waitlisted'),
      person('offered'),
      person('awaiting_approval'),
      person('lapsed', { confirmed: true }),
      person('pending', { confirmed: true }),
    ]);
    await Promise.all([
      person('pending'),
      person('cancelled', { confirmed: true }),
      person('declined', { confirmed: true }),
    ]);
    expect(await run((trx) => postponeEdition(trx, ACT, eventId, note))).toEqual({ ok: true });
    expect(await run((trx) => postponeEdition(trx, ACT, eventId, note))).toEqual({
      ok: false,
      refused: 'not_now',
    });
    expect(await edition()).toMatchObject({
      status: 'postponed',
      status_note: 'Por fuerza mayor.',
      sequence: 1,
    });
    expect(await told()).toEqual(mailsOf('events.edition_postponed', known));
    const [last] = await listVersions(database.db, { kind: 'event', id: eventId }, undefined, { limit: 1 });
    expect(last).toMatchObject({
      action: 'postponed',
      reason: 'Por fuerza mayor.',
      content: { status: 'postponed' },
    });
  });

  it('postponed a second time tells a second time', async () => {
    const id = await person('confirmed');
    await run((trx) => postponeEdition(trx, ACT, eventId, note));
    expect(await told()).toHaveLength(1);
    await run((trx) => resumeEdition(trx, ACT, eventId, note));
    expect(await told()).toEqual(mailsOf('events.edition_resumed', [id]));
    await run((trx) => postponeEdition(trx, ACT, eventId, note));
    expect(await told()).toEqual(mailsOf('events.edition_postponed', [id]));
  });

  it('of which more than one batch are told', async () => {
    const row = {
      event_id: eventId,
      state: 'confirmed' as const,
      attendance: 'online' as const,
      sealed: Buffer.from('x'),
      held_until: null,
      address_confirmed_at: ACT.now,
      approved_at: null,
      privacy_version: null,
      accepted_at: ACT.now,
      origin: 'form' as const,
      mail_refused_at: null,
      last_notice_at: null,
    };
    const people = Array.from({ length: 1100 }, (_, i) => ({
      ...row,
      address_hash: Buffer.from(`muchos-${i}`),
    }));
    await database.db.insertInto('event_registrations').values(people).execute();
    await run((trx) => cancelEdition(trx, ACT, eventId, note));
    expect(new Set((await told()).map((mail) => mail.subject_id)).size).toBe(1100);
  });

  it('that is a draft tells nobody', async () => {
    await database.db.updateTable('events').set({ visibility: 'draft' }).where('id', '=', eventId).execute();
    await person('confirmed');
    await run((trx) => postponeEdition(trx, ACT, eventId, note));
    expect(await told()).toEqual([]);
  });

  it('cancelled ends what was only held or offered, in the workshops too', async () => {
    const workshop = await session('taller', { type: 'workshop', capacity: 3 });
    const [offered, pending, comes] = await Promise.all([
      person('offered', { held: true }),
      person('pending', { held: true }),
      person('confirmed'),
    ]);
    await database.db
      .updateTable('event_registrations')
      .set({ holds_place: true })
      .where('id', '=', comes)
      .execute();
    await database.db
      .updateTable('event_places')
      .set({ taken_online: 3 })
      .where('event_id', '=', eventId)
      .execute();
    await Promise.all([wants(pending, workshop, 'held'), wants(comes, workshop, 'offered')]);
    await database.db.updateTable('event_sessions').set({ taken: 2 }).where('id', '=', workshop).execute();
    await run((trx) => cancelEdition(trx, ACT, eventId, note));
    const people = await database.db
      .selectFrom('event_registrations')
      .select(['id', 'state', 'holds_place', 'held_until'])
      .where('event_id', '=', eventId)
      .execute();
    expect(Object.fromEntries(people.map(({ id, ...rest }) => [id, rest]))).toEqual({
      [offered]: { state: 'waitlisted', holds_place: false, held_until: null },
      [pending]: { state: 'pending', holds_place: false, held_until: null },
      [comes]: { state: 'confirmed', holds_place: true, held_until: null },
    });
    const places = await database.db
      .selectFrom('event_places')
      .select(ATTENDANCES.map((a) => `taken_${a}` as const))
      .where('event_id', '=', eventId)
      .executeTakeFirst();
    expect(places).toEqual({ taken_online: 1, taken_in_person: 0 });
    const sessions = await database.db
      .selectFrom('event_sessions')
      .select('taken')
      .where('id', '=', workshop)
      .executeTakeFirst();
    expect(sessions).toEqual({ taken: 0 });
    const wanted = await database.db
      .selectFrom('event_workshop_places')
      .select(['registration_id', 'state'])
      .where('session_id', '=', workshop)
      .execute();
    expect(Object.fromEntries(wanted.map((row) => [row.registration_id, row.state]))).toEqual({
      [pending]: 'wanted',
      [comes]: 'waitlisted',
    });
  });

  it('resumed at a new date moves its programme at the same hours', async () => {
    const id = await session('a');
    await session('b', { startsAt: null, endsAt: null });
    await run((trx) => postponeEdition(trx, ACT, eventId, note));
    await run((trx) =>
      resumeEdition(trx, ACT, eventId, { note: 'Nueva fecha', startsAt: at('08:00', '2027-04-05') }),
    );
    expect(await edition()).toMatchObject({
      status: 'scheduled',
      starts_at: at('08:00', '2027-04-05'),
      ends_at: at('17:00', '2027-04-05'),
      registration_closes_at: at('20:00', '2027-03-26'),
      sequence: 2,
    });
    const sessions = await database.db
      .selectFrom('event_sessions')
      .select(['id', 'starts_at', 'ends_at', 'sequence'])
      .where('event_id', '=', eventId)
      .orderBy('slug')
      .execute();
    expect(sessions[0]).toEqual({
      id,
      starts_at: at('09:00', '2027-04-05'),
      ends_at: at('10:00', '2027-04-05'),
      sequence: 1,
    });
    expect(sessions[1]).toMatchObject({ starts_at: null, sequence: 0 });
  });
});

describe('a session', () => {
  it('that is a workshop tells those who signed up for it', async () => {
    const workshop = await session('taller', { type: 'workshop', capacity: 3 });
    const [holds, waits, lapsed, gone] = await Promise.all([
      person('confirmed'),
      person('confirmed'),
      person('confirmed'),
      person('cancelled'),
    ]);
    await person('confirmed');
    await Promise.all([
      wants(holds, workshop, 'held'),
      wants(waits, workshop, 'waitlisted'),
      wants(lapsed, workshop, 'lapsed'),
      wants(gone, workshop, 'held'),
    ]);
    await run((trx) => cancelSession(trx, ACT, eventId, workshop, note));
    expect(await told()).toEqual(mailsOf('events.session_cancelled', [holds, waits]));
    const row = await database.db
      .selectFrom('event_sessions')
      .select(['status', 'status_note', 'sequence'])
      .where('id', '=', workshop)
      .executeTakeFirst();
    expect(row).toEqual({ status: 'cancelled', status_note: 'Por fuerza mayor.', sequence: 1 });
  });

  it('of another kind tells those who come', async () => {
    const talk = await session('charla');
    const comes = await person('confirmed');
    await person('waitlisted');
    await run((trx) => postponeSession(trx, ACT, eventId, talk, note));
    expect(await told()).toEqual(mailsOf('events.session_postponed', [comes]));
  });

  it('put off gives its room free, and comes back only when the room is', async () => {
    const room = await run((trx) => saveRoom(trx, ACT, eventId, { name: 'Sala', capacity: null }));
    const roomId = room.ok ? room.id : '';
    const first = await session('primera', { roomId });
    await run((trx) => postponeSession(trx, ACT, eventId, first, note));
    const second = await session('segunda', { roomId });
    expect(await run((trx) => resumeSession(trx, ACT, eventId, first, note))).toMatchObject({
      ok: false,
      refused: 'room_overlap',
    });
    await run((trx) => cancelSession(trx, ACT, eventId, second, note));
    expect(await run((trx) => resumeSession(trx, ACT, eventId, first, note))).toEqual({ ok: true });
    expect(await run((trx) => resumeSession(trx, ACT, eventId, room.ok ? room.id : '', note))).toMatchObject({
      refused: 'not_found',
    });
  });
});
