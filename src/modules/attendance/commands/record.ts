/** Noting that somebody was there. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Via } from '../tables.ts';

export interface Attending {
  eventId: string;
  /** null: at the edition, in no session in particular. */
  sessionId: string | null;
  registrationId: string;
  via: Via;
  at: Temporal.Instant;
}

export interface Recorded {
  /** The person had not been noted at this edition in any way before. */
  isFirst: boolean;
  /** The earliest moment known, this one included. */
  arrivedAt: Temporal.Instant;
}

/**
 * Notes an arrival at the edition and, with a session, in the session. May be told again and in any order
 * (a phone that was offline): the earliest moment stays as the arrival, with its way; the latest as `last_at`.
 * Locks the person's own rows only.
 */
export async function recordAttendance(trx: Trx, attending: Attending): Promise<Recorded> {
  const { eventId, sessionId, registrationId, via, at } = attending;
  const { rows } = await sql<{ is_first: boolean; arrived_at: Temporal.Instant }>`
    insert into attendance_people as p (registration_id, event_id, via, arrived_at)
    values (${registrationId}, ${eventId}, ${via}, ${at})
    on conflict (registration_id) do update set
      via = case when excluded.arrived_at < p.arrived_at then excluded.via else p.via end,
      arrived_at = least(p.arrived_at, excluded.arrived_at)
    returning (xmax = 0) as is_first, arrived_at`.execute(trx);
  if (sessionId !== null)
    await sql`
      insert into attendance_sessions as s (registration_id, session_id, event_id, via, first_at, last_at)
      values (${registrationId}, ${sessionId}, ${eventId}, ${via}, ${at}, ${at})
      on conflict (registration_id, session_id) do update set
        via = case when excluded.first_at < s.first_at then excluded.via else s.via end,
        first_at = least(s.first_at, excluded.first_at),
        last_at = greatest(s.last_at, excluded.last_at)`.execute(trx);
  const [row] = rows;
  if (!row) throw new Error('an arrival was not noted');
  return { isFirst: row.is_first, arrivedAt: row.arrived_at };
}
