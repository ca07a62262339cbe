/** Who was there, for certificates, mails to groups, the report and the organiser's page. */
import { type RawBuilder, sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';

/** Who counts as having attended. Without conditions: whoever was noted at all, also only at the door. */
export interface AttendedRule {
  /** In at least so many sessions. */
  sessions?: number;
  /** For at least so many minutes over all sessions. */
  minutes?: number;
}

export interface AttendedRow {
  registrationId: string;
  sessions: number;
  /** Signs of life online; the whole length of a session in which somebody was noted in person. */
  minutes: number;
}

/** Minutes that a row `s` of `attendance_sessions` stands for; nobody is asked to check out of a hall. */
const MINUTES = sql<number>`case when s.via = 'room' then s.minutes
  else coalesce(ceil(extract(epoch from x.ends_at - x.starts_at) / 60), 0) end`;

/**
 * Those who attended, by the id of their registration. Each condition of the rule that is given must hold.
 * @param page.after the last registration id of the page before
 */
export async function listAttended(
  db: Read,
  eventId: string,
  rule: AttendedRule,
  page: { after?: string; limit: number },
): Promise<AttendedRow[]> {
  const { rows } = await sql<AttendedRow>`
    select p.registration_id as "registrationId", c.sessions, c.minutes
    from attendance_people p
    cross join lateral (
      select count(*)::int as sessions, coalesce(sum(${MINUTES}), 0)::int as minutes
      from attendance_sessions s join event_sessions x on x.id = s.session_id
      where s.registration_id = p.registration_id) c
    where p.event_id = ${eventId}
      ${page.after === undefined ? sql`` : sql`and p.registration_id > ${page.after}::uuid`}
      and c.sessions >= ${rule.sessions ?? 0}::int and c.minutes >= ${rule.minutes ?? 0}::int
    order by p.registration_id
    limit ${page.limit}`.execute(db);
  return rows;
}

export interface AttendanceOfOne {
  /** null: not noted at all. */
  arrivedAt: Temporal.Instant | null;
  sessions: { sessionId: string; minutes: number }[];
}

/** Where one person was. Minutes as in `AttendedRow`. */
export async function attendanceOf(db: Read, registrationId: string): Promise<AttendanceOfOne> {
  const person = await db
    .selectFrom('attendance_people')
    .select('arrived_at')
    .where('registration_id', '=', registrationId)
    .executeTakeFirst();
  const { rows: sessions } = await sql<{ sessionId: string; minutes: number }>`
    select s.session_id as "sessionId", (${MINUTES})::int as minutes
    from attendance_sessions s join event_sessions x on x.id = s.session_id
    where s.registration_id = ${registrationId}
    order by x.starts_at, x.id`.execute(db);
  return { arrivedAt: person?.arrived_at ?? null, sessions };
}

export interface AttendanceCounts {
  /** Noted at the edition in any way. */
  people: number;
  bySession: Map<string, { online: number; in_person: number }>;
}

export async function countAttendance(db: Read, eventId: string): Promise<AttendanceCounts> {
  const { people } = await db
    .selectFrom('attendance_people')
    .select((eb) => eb.fn.countAll<number>().as('people'))
    .where('event_id', '=', eventId)
    .executeTakeFirstOrThrow();
  const { rows } = await sql<{ session_id: string; online: number; in_person: number }>`
    select session_id, count(*) filter (where via = 'room')::int as online,
      count(*) filter (where via <> 'room')::int as in_person
    from attendance_sessions where event_id = ${eventId} group by session_id`.execute(db);
  return {
    people,
    bySession: new Map(rows.map(({ session_id, ...counts }) => [session_id, counts])),
  };
}

/**
 * A condition for queries of others: this person was noted at their edition.
 * @param registrationId column of the outer query, e.g. `r.id`
 */
export function hasAttended(registrationId: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from attendance_people a where a.registration_id = ${sql.ref(registrationId)})`;
}
