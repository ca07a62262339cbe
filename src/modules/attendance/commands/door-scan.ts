/**
 * A ticket is shown at the door. First mark wins, whichever phone it comes from and in whatever order the
 * marks arrive: all that concerns one ticket waits for that ticket's row, and one unique index has the last word.
 */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { ScanWay } from '../door-tables.ts';
import { answerOf, type DoorAnswer, entryOf, type ScanOutcome } from '../rules/door-outcome.ts';
import { isEarlier } from '../rules/door-time.ts';
import { forgetDoorArrival } from './door-undo.ts';
import { recordAttendance } from './record.ts';

export interface Scan {
  /** The phone's random number for it: told twice, it counts once. */
  id: string;
  registrationId: string;
  way: ScanWay;
  at: Temporal.Instant;
  /** The time is only the nearest possible one. */
  clamped: boolean;
  /** Lets in somebody who registered to take part online. */
  anyway: boolean;
}

export interface ScanContext {
  phone: { id: string; event_id: string };
  now: Temporal.Instant;
}

export interface Arrival {
  id: string;
  at: Temporal.Instant;
  clamped: boolean;
  phone_id: string;
}

export interface ScanTaken {
  answer: DoorAnswer;
  outcome: ScanOutcome | undefined;
  /** The arrival that stands after it. */
  arrival: Arrival | undefined;
}

/** @returns undefined when the registration is not of this edition, or gone */
export async function takeScan(trx: Trx, c: ScanContext, scan: Scan): Promise<ScanTaken | undefined> {
  const found = await lockTicket(trx, c.phone.event_id, scan.registrationId);
  if (!found) return undefined;
  const { repeated, arrival, state, attendance, undone_at } = await readStanding(trx, scan);
  if (repeated) return { answer: repeatedAnswer(repeated), outcome: repeated, arrival };
  const insert = (outcome: ScanOutcome, undoneAt: Temporal.Instant | null = null) =>
    insertScan(trx, c, scan, outcome, undoneAt);
  if (arrival && !goesBefore(scan, arrival)) {
    await insert('double');
    return { answer: 'already', outcome: 'double', arrival };
  }
  const answer = answerOf(entryOf(state, attendance), scan.anyway);
  // What was registered and then taken back on the same day stays taken back for scans from before.
  if (answer === 'welcome' && undone_at && Temporal.Instant.compare(scan.at, undone_at) <= 0) {
    await insert('undone', undone_at);
    return { answer: 'already', outcome: 'undone', arrival };
  }
  if (answer !== 'welcome' && !arrival) {
    await insert('refused');
    return { answer, outcome: 'refused', arrival };
  }
  if (arrival) await displace(trx, arrival, scan.registrationId);
  await insert('arrived');
  await recordAttendance(trx, {
    eventId: c.phone.event_id,
    sessionId: null,
    registrationId: scan.registrationId,
    via: 'door',
    at: scan.at,
  });
  const { id, at, clamped } = scan;
  const now = { id, at, clamped, phone_id: c.phone.id };
  // Whoever stands at the door now is the second, though the first has no time that can be trusted.
  return arrival && scan.way !== 'kept'
    ? { answer: 'already', outcome: 'arrived', arrival }
    : { answer: 'welcome', outcome: 'arrived', arrival: now };
}

/** With network the order is that of the lock, not of the clocks: one phone of two is told “welcome”. */
function goesBefore(scan: Scan, arrival: Arrival): boolean {
  return scan.way === 'kept' ? isEarlier(scan, arrival) : arrival.clamped;
}

/** All who are at this ticket wait here, one after the other. */
async function lockTicket(trx: Trx, eventId: string, registrationId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('door_tickets')
    .select('registration_id')
    .where('registration_id', '=', registrationId)
    .where('event_id', '=', eventId)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

interface Standing {
  repeated: ScanOutcome | null;
  arrival: Arrival | undefined;
  state: string;
  attendance: string;
  undone_at: Temporal.Instant | null;
}

/** A statement of its own, after the lock: one that had waited for it would still see what was before. */
async function readStanding(trx: Trx, scan: Scan): Promise<Standing> {
  const { rows } = await sql<{
    repeated: ScanOutcome | null;
    id: string | null;
    at: Temporal.Instant;
    clamped: boolean;
    phone_id: string;
    state: string;
    attendance: string;
    undone_at: Temporal.Instant | null;
  }>`
    select r.state, r.attendance, a.id, a.at, a.clamped, a.phone_id,
      (select outcome from door_scans where id = ${scan.id}) as repeated,
      (select max(undone_at) from door_scans where registration_id = r.id) as undone_at
    from event_registrations r
    left join door_scans a on a.registration_id = r.id and a.outcome = 'arrived'
    where r.id = ${scan.registrationId}`.execute(trx);
  const [row] = rows;
  if (!row) throw new Error('a ticket without registration');
  const { id, at, clamped, phone_id, ...rest } = row;
  return { ...rest, arrival: id === null ? undefined : { id, at, clamped, phone_id } };
}

function repeatedAnswer(outcome: ScanOutcome): DoorAnswer {
  return outcome === 'arrived' ? 'welcome' : outcome === 'refused' ? 'waiting' : 'already';
}

/** An earlier scan came to light: the one that stood becomes the second. */
async function displace(trx: Trx, arrival: Arrival, registrationId: string): Promise<void> {
  await trx.updateTable('door_scans').set({ outcome: 'double' }).where('id', '=', arrival.id).execute();
  // A time that cannot be trusted may lie before the one that can.
  if (arrival.clamped) await forgetDoorArrival(trx, registrationId);
}

async function insertScan(
  trx: Trx,
  c: ScanContext,
  scan: Scan,
  outcome: ScanOutcome,
  undoneAt: Temporal.Instant | null,
): Promise<void> {
  await trx
    .insertInto('door_scans')
    .values({
      id: scan.id,
      event_id: c.phone.event_id,
      phone_id: c.phone.id,
      registration_id: scan.registrationId,
      way: scan.way,
      outcome,
      at: scan.at,
      clamped: scan.clamped,
      received_at: c.now,
      undone_at: undoneAt,
    })
    .execute();
}
