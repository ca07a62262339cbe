/** Help with one proposal, and the desk's list of those that want it. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageRequest, pageOf } from '../../../platform/db/page-by-key.ts';
import { MOST_MESSAGES } from '../rules/limits.ts';

export function findHelp(db: Read, proposalId: string) {
  return db.selectFrom('accompaniments').selectAll().where('proposal_id', '=', proposalId).executeTakeFirst();
}

/** All of it, the first message first. */
export function threadOf(db: Read, proposalId: string) {
  return db
    .selectFrom('accompaniment_messages')
    .select(['id', 'side', 'actor', 'sealed_words', 'created_at', 'read_at'])
    .where('proposal_id', '=', proposalId)
    .orderBy('created_at')
    .orderBy('id')
    .limit(MOST_MESSAGES)
    .execute();
}

export type MessageRow = Awaited<ReturnType<typeof threadOf>>[number];

export const DESK_VIEWS = ['free', 'mine', 'all', 'closed'] as const;
/** Nobody's yet, one's own, all that is not done, what is done. */
export type DeskView = (typeof DESK_VIEWS)[number];

export const DESK_CURSOR = cursorOf({ at: KEY.instant, id: KEY.uuid });
type DeskKey = { at: Temporal.Instant; id: string };

export interface DeskRow {
  id: string;
  number: number;
  state: 'received' | 'published' | 'imported' | 'refused' | 'hidden';
  title: string | null;
  problem: string | null;
  affected: string | null;
  summary: string | null;
  sealed_text: Buffer | null;
  adviser: string | null;
  asked: boolean;
  waiting: boolean;
  /** Since when they wait, or since when it lies as it is. */
  since: Temporal.Instant;
}

/**
 * Those whose authors wait come by how long; among them what was received and nobody looked at, asked for or not: most
 * want help and do not ask.
 */
export async function listDesk(
  db: Read,
  { view, self }: { view: DeskView; self: string | undefined },
  { after, limit }: PageRequest<DeskKey>,
) {
  const mine = view === 'mine' ? sql`and a.adviser = ${self ?? null}::uuid` : sql``;
  const free = view === 'free' ? sql`and a.adviser is null` : sql``;
  const from = after ? sql`and (since, id) > (${String(after.at)}::timestamptz, ${after.id}::uuid)` : sql``;
  const unbegun =
    view === 'free' || view === 'all'
      ? sql`union all select p.id, null::uuid, false, true, p.created_at from proposals as p
          where p.state = 'received' and not exists (select 1 from accompaniments where proposal_id = p.id)`
      : sql``;
  const { rows } = await sql<DeskRow>`
    select p.id, p.number, p.state, p.title, p.problem, p.affected, p.summary, p.sealed_text,
      d.adviser, d.asked, d.waiting, d.since
    from (
      select a.proposal_id as id, a.adviser, a.asked_at is not null as asked, a.waiting_since is not null as waiting,
        coalesce(a.waiting_since, a.updated_at) as since
      from accompaniments as a where a.closed_at is ${view === 'closed' ? sql`not null` : sql`null`} ${mine} ${free}
      ${unbegun}
    ) as d (id, adviser, asked, waiting, since) join proposals as p using (id)
    where true ${from} order by since, id limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, ({ since, id }) => DESK_CURSOR.write({ at: since, id }));
}

export interface DeskCounts {
  free: number;
  mine: number;
  all: number;
}

export async function countDesk(db: Read, self: string | undefined): Promise<DeskCounts> {
  const { rows } = await sql<DeskCounts>`
    select (count(*) filter (where adviser is null))::int as free,
      (count(*) filter (where adviser = ${self ?? null}::uuid))::int as mine, count(*)::int as all
    from (select adviser from accompaniments where closed_at is null
      union all select null from proposals as p where p.state = 'received'
        and not exists (select 1 from accompaniments where proposal_id = p.id)) as open`.execute(db);
  return rows[0] ?? { free: 0, mine: 0, all: 0 };
}
