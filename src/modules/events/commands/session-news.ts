/**
 * Changes of sessions, told to those concerned once: what they know is kept when a session is first changed,
 * and some minutes after the last edit the difference to what is so then is told. Edits taken back tell nothing.
 */
import { randomUUIDv7 } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Db, Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { json } from '../../../platform/db/values.ts';
import { addJobs } from '../../../platform/jobs/add.ts';
import { promiseMails } from '../../../platform/mail/promise.ts';
import { TOLD_STATES } from '../rules/registration.ts';
import type { SessionChange, SessionFacts } from '../tables.ts';
import type { SessionInput } from './inputs.ts';
import { lockEdition } from './programme-state.ts';
import type { EditionRow, SessionRow } from './rows.ts';

export const GATHER_JOB = 'events.gather_session_changes';
export const TELL_NEWS_JOB = 'events.tell_session_changes';
export const NEWS_MAIL = 'events.sessions_changed';
const BATCH = 500;

/** Minutes that edits are gathered; on the last day there is no time for it. */
const PAUSE = 10;
const LAST_DAY_PAUSE = 1;

/**
 * Call in the transaction of the change, with the row as it was before it and under `lockEdition`.
 * Raises SEQUENCE, so that calendar entries take it over.
 * @param after null: taken out of the programme
 */
export async function noteSessionChange(
  trx: Trx,
  now: Temporal.Instant,
  before: SessionRow,
  after: Pick<
    SessionInput,
    'title' | 'startsAt' | 'endsAt' | 'roomId' | 'language' | 'interpretation'
  > | null,
): Promise<void> {
  if (after && !tellsOf(before, after)) return;
  const edition = await trx
    .selectFrom('events')
    .selectAll()
    .where('id', '=', before.event_id)
    .executeTakeFirstOrThrow();
  const last = [before.ends_at ?? edition.ends_at, ...(after ? [after.endsAt ?? edition.ends_at] : [])];
  if (edition.visibility !== 'published' || before.status !== 'scheduled') return;
  if (last.every((end) => Temporal.Instant.compare(end, now) <= 0)) return;
  const [told] = await factsOf(trx, [before]);
  if (!told) return;
  await trx
    .insertInto('event_session_told')
    .values({ session_id: before.id, event_id: before.event_id, told: json(told), noted_at: now })
    .onConflict((c) => c.column('session_id').doNothing())
    .execute();
  await raiseSequence(trx, before.event_id);
  await gatherSoon(trx, edition, now);
}

/** Entries in calendars hold the edition and the person's workshops: what changes one raises the other. */
export async function raiseSequence(trx: Trx, eventId: string): Promise<void> {
  await trx
    .updateTable('events')
    .set((eb) => ({ sequence: eb('sequence', '+', 1) }))
    .where('id', '=', eventId)
    .execute();
}

/** What was put off or called off has an announcement of its own, and one that says how it is when it is back. */
export async function dropSessionNews(trx: Trx, sessionId: string): Promise<void> {
  await trx.deleteFrom('event_session_told').where('session_id', '=', sessionId).execute();
}

/** The edition was moved, and is told so: what is known of its sessions moves along. */
export async function moveSessionNews(
  trx: Trx,
  edition: Pick<EditionRow, 'id' | 'starts_at'>,
  move: (at: Temporal.Instant) => Temporal.Instant,
  now: Temporal.Instant,
): Promise<void> {
  const rows = await pending(trx, edition.id);
  const moved = (text: string | null) => text && move(Temporal.Instant.from(text)).toString();
  for (const { session_id: id, told } of rows) {
    const facts: SessionFacts = { ...told, starts: moved(told.starts), ends: moved(told.ends) };
    await trx
      .updateTable('event_session_told')
      .set({ told: json(facts) })
      .where('session_id', '=', id)
      .execute();
  }
  if (rows.length > 0) await gatherSoon(trx, edition, now);
}

/** Each further edit puts it off again. */
async function gatherSoon(
  trx: Trx,
  { id: eventId, starts_at }: Pick<EditionRow, 'id' | 'starts_at'>,
  now: Temporal.Instant,
): Promise<void> {
  const isNear = Temporal.Instant.compare(now.add({ hours: 24 }), starts_at) > 0;
  const runAt = now.add({ minutes: isNear ? LAST_DAY_PAUSE : PAUSE });
  await addJobs(trx, [{ name: GATHER_JOB, payload: { eventId }, runAt, key: `${GATHER_JOB}:${eventId}` }]);
}

function tellsOf(before: SessionRow, after: Parameters<typeof noteSessionChange>[3] & object): boolean {
  const same = (a: Temporal.Instant | null, b: Temporal.Instant | null) =>
    a === null || b === null ? a === b : a.equals(b);
  return !(
    before.title === after.title &&
    same(before.starts_at, after.startsAt) &&
    same(before.ends_at, after.endsAt) &&
    before.room_id === after.roomId &&
    before.language === after.language &&
    isDeepStrictEqual(before.interpretation, [...after.interpretation])
  );
}

/** Facts of sessions as they stand, with the names of their rooms. */
async function factsOf(trx: Trx, rows: readonly SessionRow[]): Promise<SessionFacts[]> {
  const ids = [...new Set(rows.flatMap((row) => row.room_id ?? []))];
  const rooms =
    ids.length === 0
      ? []
      : await trx.selectFrom('event_rooms').select(['id', 'name']).where('id', 'in', ids).execute();
  const names = new Map(rooms.map((room) => [room.id, room.name]));
  return rows.map((row) => ({
    title: row.title,
    type: row.type,
    starts: row.starts_at && row.starts_at.toString(),
    ends: row.ends_at && row.ends_at.toString(),
    room: row.room_id === null ? null : (names.get(row.room_id) ?? null),
    language: row.language,
    interpretation: row.interpretation,
  }));
}

function pending(trx: Trx, eventId: string) {
  return trx.selectFrom('event_session_told').selectAll().where('event_id', '=', eventId).execute();
}

/**
 * Makes one piece of news of all that differs from what is known, and a job that tells it, in one
 * transaction. Of an edition put off nothing is told until it is resumed.
 */
export async function gatherSessionChanges(db: Db, eventId: string, now: Temporal.Instant): Promise<void> {
  await withTransaction(db, async (trx) => {
    const edition = await lockEdition(trx, eventId);
    if (!edition || edition.status === 'postponed') return;
    const changes =
      edition.visibility === 'published' && edition.status === 'scheduled'
        ? await differences(trx, edition, now)
        : [];
    await trx.deleteFrom('event_session_told').where('event_id', '=', eventId).execute();
    if (changes.length === 0) return;
    const id = randomUUIDv7();
    await trx
      .insertInto('event_session_news')
      .values({ id, event_id: eventId, changes: json(changes), created_at: now })
      .execute();
    await addJobs(trx, [{ name: TELL_NEWS_JOB, payload: { newsId: id } }]);
  });
}

async function differences(trx: Trx, edition: EditionRow, now: Temporal.Instant): Promise<SessionChange[]> {
  const rows = await pending(trx, edition.id);
  if (rows.length === 0) return [];
  const sessions = await trx
    .selectFrom('event_sessions')
    .selectAll()
    .where(
      'id',
      'in',
      rows.map((row) => row.session_id),
    )
    .execute();
  const facts = await factsOf(trx, sessions);
  const current = new Map(sessions.map((session, at) => [session.id, { session, facts: facts[at] ?? null }]));
  return rows.flatMap(({ session_id: sessionId, told: before }) => {
    const now_ = current.get(sessionId);
    if (now_ && (now_.session.status !== 'scheduled' || isDeepStrictEqual(now_.facts, before))) return [];
    const after = now_?.facts ?? null;
    const end = (text: string | null) => (text ? Temporal.Instant.from(text) : edition.ends_at);
    const ends = [end(before.ends), ...(after ? [end(after.ends)] : [])];
    if (ends.every((at) => Temporal.Instant.compare(at, now) <= 0)) return [];
    return [{ sessionId, before, after }];
  });
}

/** Promises one mail to each person concerned, in batches; run again after a crash it promises nothing twice. */
export async function tellSessionChanges(db: Db, newsId: string): Promise<void> {
  const news = await db
    .selectFrom('event_session_news')
    .selectAll()
    .where('id', '=', newsId)
    .executeTakeFirst();
  if (!news) return;
  for (let after: string | undefined, full = true; full;) {
    const told = await withTransaction(db, (trx) => tellNext(trx, news, after));
    after = told.at(-1);
    full = told.length === BATCH;
  }
}

/** Of a workshop: those who signed up. Of any other session: all who come. */
async function tellNext(
  trx: Trx,
  news: { id: string; event_id: string; changes: SessionChange[] },
  after: string | undefined,
): Promise<string[]> {
  const workshops = news.changes.filter(isOfWorkshop).map((change) => change.sessionId);
  const forAll = news.changes.length > workshops.length;
  let query = trx
    .selectFrom('event_registrations as r')
    .select('r.id')
    .where('r.event_id', '=', news.event_id)
    .where((eb) =>
      eb.or([
        ...(forAll ? [eb('r.state', '=', 'confirmed')] : []),
        ...(workshops.length > 0
          ? [
              eb.and([
                eb('r.state', 'in', TOLD_STATES),
                eb.exists(
                  eb
                    .selectFrom('event_workshop_places as w')
                    .select('w.session_id')
                    .whereRef('w.registration_id', '=', 'r.id')
                    .where('w.session_id', 'in', workshops)
                    .where('w.state', '!=', 'lapsed'),
                ),
              ]),
            ]
          : []),
      ]),
    )
    .orderBy('r.id')
    .limit(BATCH);
  if (after !== undefined) query = query.where('r.id', '>', after);
  const ids = (await query.execute()).map((row) => row.id);
  await promiseMails(
    trx,
    ids.map((id) => ({
      kind: NEWS_MAIL,
      subjectId: id,
      data: { newsId: news.id },
      dedupeKey: `${NEWS_MAIL}:${news.id}:${id}`,
    })),
  );
  return ids;
}

/** A workshop is signed up for; what became one, or was one, concerns those who did. */
export function isOfWorkshop({ before, after }: SessionChange): boolean {
  return (after ?? before).type === 'workshop';
}
