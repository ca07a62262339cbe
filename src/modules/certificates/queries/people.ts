/** Whom certificates are for. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { listAttended } from '../../attendance/index.ts';
import type { AttendanceRule } from '../tables.ts';

/** The edition as certificates name it. */
export interface IssuingEvent {
  id: string;
  slug: string;
  title: string;
  timezone: string;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  retention_days: number;
  purge_started_at: Temporal.Instant | null;
  purged_at: Temporal.Instant | null;
}

/** Personal data goes or is gone. What were issued now would stay for ever: nobody comes to remove it again. */
export function isPurged(event: Pick<IssuingEvent, 'ends_at' | 'purge_started_at' | 'purged_at'>): boolean {
  const { ends_at: end, purge_started_at: started, purged_at: at } = event;
  // One that was moved behind its purge has people again, and a purge to come.
  return started !== null || (at !== null && Temporal.Instant.compare(at, end) >= 0);
}

export async function findIssuingEvent(db: Read, id: string): Promise<IssuingEvent | undefined> {
  return await db
    .selectFrom('events')
    .select(['id', 'slug', 'title', 'timezone', 'starts_at', 'ends_at'])
    .select(['retention_days', 'purge_started_at', 'purged_at'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Their sealed names, as they stand among the registrations; those that are gone are left out. */
export async function listSealed(
  db: Read,
  ids: readonly string[],
): Promise<{ id: string; sealed: Buffer }[]> {
  if (ids.length === 0) return [];
  return await db
    .selectFrom('event_registrations')
    .select(['id', 'sealed'])
    .where('id', 'in', [...ids])
    .execute();
}

const COUNT_PAGE = 1000;

/** How many the rule lets in. */
export async function countAttended(db: Read, eventId: string, rule: AttendanceRule): Promise<number> {
  let count = 0;
  let after: string | undefined;
  for (;;) {
    const page = { limit: COUNT_PAGE, ...(after !== undefined && { after }) };
    const rows = await listAttended(db, eventId, rule, page);
    count += rows.length;
    after = rows.at(-1)?.registrationId;
    if (rows.length < COUNT_PAGE) return count;
  }
}

export interface SpeakerRow {
  id: string;
  name: string;
  /** In sessions that took place. */
  sessions: number;
  minutes: number;
  /** Moderated only. */
  is_moderator: boolean;
}

/** Speakers of the edition by id, with what they spoke in; those of cancelled sessions only are left out. */
export async function listSpeakersToCertify(
  db: Read,
  eventId: string,
  page: { after?: string | undefined; limit: number; id?: string },
): Promise<SpeakerRow[]> {
  const { rows } = await sql<SpeakerRow>`
    select p.id, p.name, count(distinct s.id)::int as sessions,
      coalesce(sum(ceil(extract(epoch from s.ends_at - s.starts_at) / 60)), 0)::int as minutes,
      bool_and(l.role = 'moderator') as is_moderator
    from event_speakers p
    join event_session_speakers l on l.speaker_id = p.id
    join event_sessions s on s.id = l.session_id and s.status <> 'cancelled'
    where p.event_id = ${eventId}
      ${page.after === undefined ? sql`` : sql`and p.id > ${page.after}::uuid`}
      ${page.id === undefined ? sql`` : sql`and p.id = ${page.id}::uuid`}
    group by p.id order by p.id limit ${page.limit}`.execute(db);
  return rows;
}

export async function countSpeakers(db: Read, eventId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct l.speaker_id)::int as count
    from event_session_speakers l join event_sessions s on s.id = l.session_id and s.status <> 'cancelled'
    where s.event_id = ${eventId}`.execute(db);
  return rows[0]?.count ?? 0;
}
