/**
 * Postponing, cancelling and resuming. The change, its history and one job are written together; the job
 * then promises a mail to everybody concerned, so that an announcement to thousands is as quick as to one.
 */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import { moveBetween } from '../rules/move.ts';
import type { Status } from '../tables.ts';
import type { Act, Outcome } from './inputs.ts';
import { refuseSession } from './programme.ts';
import { lockEdition, namesOf, readProgramme, sessionInputOf } from './programme-state.ts';
import { record } from './record.ts';
import { offerFreedPlaces } from './registration/offers.ts';
import { lockPlaces } from './registration/places.ts';
import { type EditionRow, editionContent, editionInputOf, sessionContent } from './rows.ts';
import { dropSessionNews, moveSessionNews, raiseSequence } from './session-news.ts';
import { stopHolds } from './stop-holds.ts';
import { tell } from './tell.ts';

export interface Announcement {
  /** The reason: shown to the public, kept in the history, written in the mail. */
  note: string;
}

/** Puts an edition off without a new date; registration closes until it is resumed. `not_now`: it is postponed already. */
export function postponeEdition(trx: Trx, act: Act, eventId: string, input: Announcement): Promise<Outcome> {
  return announceEdition(trx, act, eventId, { ...input, status: 'postponed' });
}

/** Calls an edition off: registration closes; places that were only held or offered go back. `not_now`: it is off already. */
export function cancelEdition(trx: Trx, act: Act, eventId: string, input: Announcement): Promise<Outcome> {
  return announceEdition(trx, act, eventId, { ...input, status: 'cancelled' });
}

/**
 * A postponed or cancelled edition takes place after all.
 * @param input.startsAt its new beginning: the programme moves along, to the same hours on the clock of its
 *   zone, and so does the deadline of the registration.
 */
export function resumeEdition(
  trx: Trx,
  act: Act,
  eventId: string,
  input: Announcement & { startsAt?: Temporal.Instant },
): Promise<Outcome> {
  return announceEdition(trx, act, eventId, { ...input, status: 'scheduled' });
}

/** Puts a session off; those concerned are told. It keeps its room free for others. */
export function postponeSession(
  trx: Trx,
  act: Act,
  eventId: string,
  sessionId: string,
  input: Announcement,
): Promise<Outcome> {
  return announceSession(trx, act, eventId, sessionId, { ...input, status: 'postponed' });
}

/** Calls a session off; those concerned are told. Nobody can sign up for it any more. */
export function cancelSession(
  trx: Trx,
  act: Act,
  eventId: string,
  sessionId: string,
  input: Announcement,
): Promise<Outcome> {
  return announceSession(trx, act, eventId, sessionId, { ...input, status: 'cancelled' });
}

/** A session takes place after all, at the hours it has; refused like `saveSession` when its room is taken by now. */
export function resumeSession(
  trx: Trx,
  act: Act,
  eventId: string,
  sessionId: string,
  input: Announcement,
): Promise<Outcome> {
  return announceSession(trx, act, eventId, sessionId, { ...input, status: 'scheduled' });
}

interface EditionAnnouncement extends Announcement {
  status: Status;
  startsAt?: Temporal.Instant;
}

const ACTION = { postponed: 'postponed', cancelled: 'cancelled', scheduled: 'resumed' } as const;

async function announceEdition(
  trx: Trx,
  act: Act,
  eventId: string,
  input: EditionAnnouncement,
): Promise<Outcome> {
  const { status, note, startsAt } = input;
  const before = await lockEdition(trx, eventId);
  if (!before) return { ok: false, refused: 'not_found' };
  if (before.status === status) return { ok: false, refused: 'not_now' };
  const moved = startsAt ? movedDates(before, startsAt) : {};
  const sequence = before.sequence + 1;
  const after = await trx
    .updateTable('events')
    .set({ status, status_note: note, ...moved, sequence, version: before.version + 1, updated_at: act.now })
    .where('id', '=', eventId)
    .returningAll()
    .executeTakeFirstOrThrow();
  const { places } = await readProgramme(trx, eventId);
  await record(trx, act, {
    kind: 'event',
    id: eventId,
    action: ACTION[status],
    reason: note,
    content: { ...editionContent(editionInputOf(after, places)), status },
  });
  if (before.visibility === 'published')
    await tell(trx, { eventId, what: `events.edition_${ACTION[status]}`, sequence });
  if (startsAt) await moveSessions(trx, act, before, startsAt);
  if (status === 'scheduled') {
    const move = startsAt && moveBetween(before.starts_at, startsAt, before.timezone);
    await moveSessionNews(trx, after, move ? move.time : (at) => at, act.now);
  }
  // The contended row comes last.
  if (status === 'cancelled') await stopHolds(trx, eventId, act.now);
  if (status === 'scheduled') await offerFreedPlaces(trx, eventId, act.now);
  return { ok: true };
}

function movedDates(before: EditionRow, startsAt: Temporal.Instant) {
  const move = moveBetween(before.starts_at, startsAt, before.timezone);
  const { registration_closes_at: closesAt, registration_closes_on: closesOn } = before;
  return {
    starts_at: startsAt,
    ends_at: move.time(before.ends_at),
    registration_closes_at: closesAt && move.deadline(closesAt),
    registration_closes_on: closesOn && move.date(closesOn),
  };
}

async function moveSessions(
  trx: Trx,
  act: Act,
  before: EditionRow,
  startsAt: Temporal.Instant,
): Promise<void> {
  const move = moveBetween(before.starts_at, startsAt, before.timezone);
  const programme = await readProgramme(trx, before.id);
  const names = namesOf(programme);
  const moved = programme.sessions.flatMap((session) =>
    session.starts_at && session.ends_at
      ? [{ ...session, starts_at: move.time(session.starts_at), ends_at: move.time(session.ends_at) }]
      : [],
  );
  await lockPlaces(trx, before.id);
  await sql`
    update event_sessions s set
      starts_at = m.starts_at, ends_at = m.ends_at,
      sequence = s.sequence + 1, version = s.version + 1, updated_at = ${act.now}
    from unnest(
      ${moved.map((session) => session.id)}::uuid[],
      ${moved.map((session) => session.starts_at)}::timestamptz[],
      ${moved.map((session) => session.ends_at)}::timestamptz[]
    ) as m (id, starts_at, ends_at)
    where s.id = m.id`.execute(trx);
  await record(
    trx,
    act,
    ...moved.map((session) => ({
      kind: 'event_session' as const,
      id: session.id,
      eventId: before.id,
      action: 'moved',
      content: sessionContent(sessionInputOf(session, programme), names),
    })),
  );
}

async function announceSession(
  trx: Trx,
  act: Act,
  eventId: string,
  sessionId: string,
  { note, status }: Announcement & { status: Status },
): Promise<Outcome> {
  const edition = await lockEdition(trx, eventId);
  const programme = await readProgramme(trx, eventId);
  const before = programme.sessions.find((session) => session.id === sessionId);
  if (!edition || !before) return { ok: false, refused: 'not_found' };
  if (before.status === status) return { ok: false, refused: 'not_now' };
  // What was put off gave its room free, and the edition may have moved on.
  const refusal = refuseSession(sessionInputOf(before, programme), { ...before, status }, edition, programme);
  if (status === 'scheduled' && refusal) return refusal;
  const sequence = before.sequence + 1;
  await lockPlaces(trx, eventId);
  await trx
    .updateTable('event_sessions')
    .set({ status, status_note: note, sequence, version: before.version + 1, updated_at: act.now })
    .where('id', '=', sessionId)
    .execute();
  await record(trx, act, {
    kind: 'event_session',
    id: sessionId,
    eventId,
    action: ACTION[status],
    reason: note,
    content: { ...sessionContent(sessionInputOf(before, programme), namesOf(programme)), status },
  });
  await dropSessionNews(trx, sessionId);
  await raiseSequence(trx, eventId);
  if (edition.visibility === 'published')
    await tell(trx, { eventId, sessionId, what: `events.session_${ACTION[status]}`, sequence });
  return { ok: true };
}
