/** What is kept of those who registered, until when, and the receipts of what was removed. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { PurgeNumbers } from '../tables.ts';

/** Editions looked at in one sweep; the next one finds the others. */
const MOST = 50;

/** The numbers that stay: registrations by state, those who come by way of attending, all by day. */
export async function countNumbers(db: Read, eventId: string): Promise<PurgeNumbers> {
  const { rows } = await sql<{ kind: 'states' | 'ways' | 'days'; name: string; count: number }>`
    select 'states' as kind, state as name, count(*)::int as count
      from event_registrations where event_id = ${eventId} group by 2
    union all
    select 'ways', attendance, count(*)::int
      from event_registrations where event_id = ${eventId} and state = 'confirmed' group by 2
    union all
    select 'days', (r.created_at at time zone e.timezone)::date::text, count(*)::int
      from event_registrations r join events e on e.id = r.event_id where r.event_id = ${eventId} group by 2
    order by 1, 2`.execute(db);
  const of = (kind: string) =>
    Object.fromEntries(rows.filter((row) => row.kind === kind).map((row) => [row.name, row.count]));
  return { states: of('states'), ways: of('ways'), days: of('days') };
}

/** Those whose days are over since they were last purged, and those whose purge was cut off. */
export async function listDueEditions(db: Read, now: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from events
    where purge_started_at is not null
      or (ends_at + make_interval(hours => retention_days * 24) <= ${now}
        and (purged_at is null or purged_at < ends_at + make_interval(hours => retention_days * 24)))
    order by ends_at
    limit ${MOST}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Receipts of an edition, the latest first; the one that is under way among them. */
export function listPurges(db: Read, eventId: string) {
  return db
    .selectFrom('event_purges')
    .selectAll()
    .where('event_id', '=', eventId)
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
}

export type PurgeRow = Awaited<ReturnType<typeof listPurges>>[number];

/** How many erased their own data. */
export async function countErasures(db: Read, eventId: string): Promise<number> {
  const { count } = await db
    .selectFrom('event_erasures')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('count'), sql<number>`0`).as('count'))
    .where('event_id', '=', eventId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** What is there now: registrations, and mails to them. */
export async function countKept(
  db: Read,
  eventId: string,
): Promise<{ registrations: number; mails: number }> {
  const { rows } = await sql<{ registrations: number; mails: number }>`
    select count(*)::int as registrations,
      coalesce(sum((select count(*) from mails m where m.subject_id = r.id::text)), 0)::int as mails
    from event_registrations r where r.event_id = ${eventId}`.execute(db);
  return rows[0] ?? { registrations: 0, mails: 0 };
}

/** Mails to one person who registered: which and when, never what; the latest first. */
export function listMailsAbout(db: Read, registrationId: string) {
  return db
    .selectFrom('mails')
    .select(['kind', 'state', 'created_at', 'sent_at'])
    .where('subject_id', '=', registrationId)
    .orderBy('id', 'desc')
    .limit(500)
    .execute();
}
