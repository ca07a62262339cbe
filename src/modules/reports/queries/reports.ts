/** Reports and the counts behind them. */
import { type Expression, sql, type SqlBool } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';

export type ReportRow = NonNullable<Awaited<ReturnType<typeof findReport>>>;

export function findReport(db: Read, eventId: string) {
  return db.selectFrom('reports').selectAll().where('event_id', '=', eventId).executeTakeFirst();
}

/** When the report of an edition was published, if it can be read now. */
export function findPublished(db: Read, eventId: string) {
  return db
    .selectFrom('reports')
    .select('published_at')
    .where('event_id', '=', eventId)
    .where('state', '=', 'published')
    .executeTakeFirst();
}

export function findFigures(db: Read, eventId: string) {
  return db.selectFrom('report_figures').selectAll().where('event_id', '=', eventId).executeTakeFirst();
}

/** What happened to a report, newest first. */
export function listReportHistory(db: Read, eventId: string, limit: number) {
  return db
    .selectFrom('history')
    .select(['id', 'at', 'actor_role', 'action'])
    .where('record_kind', '=', 'event_report')
    .where('record_id', '=', eventId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** What can be counted without opening anything: three statements whatever the size. */
export async function countRegistrations(db: Read, eventId: string, timezone: string) {
  const day = sql<Temporal.PlainDate>`(created_at at time zone ${timezone})::date`;
  const ofEvent = (): Expression<SqlBool> => sql<SqlBool>`event_id = ${eventId}`;
  const states = await db
    .selectFrom('event_registrations')
    .select(['state', 'attendance', ({ fn }) => fn.countAll<number>().as('count')])
    .where(ofEvent)
    .groupBy(['state', 'attendance'])
    .execute();
  const days = await db
    .selectFrom('event_registrations')
    .select([day.as('day'), ({ fn }) => fn.countAll<number>().as('count')])
    .where(ofEvent)
    .groupBy(sql`1`)
    .orderBy(sql`1`, 'desc')
    .limit(MOST_DAYS)
    .execute();
  return { states, days: days.reverse() };
}

const MOST_DAYS = 400;

/** A report with its edition, as the page of its versions names them. */
export function findPastReport(db: Read, eventId: string) {
  return db
    .selectFrom('reports as r')
    .innerJoin('events as e', 'e.id', 'r.event_id')
    .select(['r.state', 'e.slug', 'e.title', 'e.visibility', 'e.language'])
    .where('r.event_id', '=', eventId)
    .executeTakeFirst();
}

const MOST_PUBLICATIONS = 200;

/** Each publication alone, as a span of history: what was saved between two of them was a draft. */
export async function listPublications(db: Read, eventId: string): Promise<{ from: number; to: number }[]> {
  const rows = await db
    .selectFrom('history')
    .select('id')
    .where('record_kind', '=', 'event_report')
    .where('record_id', '=', eventId)
    .where('action', '=', 'published')
    .orderBy('id', 'desc')
    .limit(MOST_PUBLICATIONS)
    .execute();
  return rows.map(({ id }) => ({ from: id, to: id + 1 }));
}
