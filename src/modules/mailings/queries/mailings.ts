/** Mailings as the back office sees them, and how far they got. Numbers only, never who. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { pageOf } from '../../../platform/db/page-by-key.ts';
import type { Counts } from '../rules/progress.ts';
import '../tables.ts';

export type MailingRow = NonNullable<Awaited<ReturnType<typeof findMailing>>>;

/** @param eventId of another edition: not found */
export function findMailing(db: Read, eventId: string, id: string) {
  return db
    .selectFrom('mailings')
    .selectAll()
    .where('id', '=', id)
    .where('event_id', '=', eventId)
    .executeTakeFirst();
}

/** The latest first. @param page.before id of the last one shown */
export async function listMailings(
  db: Read,
  eventId: string,
  page: { before?: string | undefined; limit: number },
) {
  let query = db
    .selectFrom('mailings')
    .select(['id', 'state', 'subject_es', 'started_at', 'listed_at', 'finished_at', 'created_at', 'counts'])
    .where('event_id', '=', eventId)
    .orderBy('id', 'desc')
    .limit(page.limit + 1);
  if (page.before !== undefined) query = query.where('id', '<', page.before);
  const { items, next } = pageOf(await query.execute(), page.limit, (row) => row.id);
  const open = items.filter((row) => row.state === 'sending' || row.state === 'stopped').map(({ id }) => id);
  const live = await countRecipients(db, open);
  return { items: items.map((row) => ({ ...row, counts: live.get(row.id) ?? row.counts })), next };
}

export type ListedMailing = Awaited<ReturnType<typeof listMailings>>['items'][number];

/** Recipients by what became of their mail; one query for all of these mailings. */
export async function countRecipients(db: Read, ids: readonly string[]): Promise<Map<string, Counts>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ mailing_id: string; state: string; count: number }>`
    select r.mailing_id, coalesce(r.skipped, m.state, case when r.mail_id is null then 'queued' else 'gone' end) as state,
      count(*) as count
    from mailing_recipients r left join mails m on m.id = r.mail_id
    where r.mailing_id = any(${[...ids]}::uuid[])
    group by 1, 2`.execute(db);
  const counts = new Map<string, Record<string, number>>(ids.map((id) => [id, {}]));
  for (const { mailing_id: id, state, count } of rows) {
    const of = counts.get(id);
    if (of) of[state] = count;
  }
  return counts;
}

/** The numbers of one: as they are, or, once it is done, as they were at the end. */
export async function countsOf(db: Read, mailing: Pick<MailingRow, 'id' | 'state' | 'counts'>) {
  if (mailing.state === 'draft' || mailing.state === 'done') return mailing.counts;
  return (await countRecipients(db, [mailing.id])).get(mailing.id) ?? {};
}

/** Mailings whose mails are still going out, everybody being on the list; few. */
export async function listUnderWay(db: Read): Promise<string[]> {
  const rows = await db
    .selectFrom('mailings')
    .select('id')
    .where('state', '=', 'sending')
    .where('listed_at', 'is not', null)
    .orderBy('id')
    .limit(100)
    .execute();
  return rows.map(({ id }) => id);
}
