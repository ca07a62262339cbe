/** How many support a proposal, by how that is known. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { Attested } from '../tables.ts';

export interface SupportCounts {
  /** By confirmed mail. */
  confirmed: number;
  /** Attested in meetings, on paper: what counts of it. */
  meeting: number;
  paper: number;
  /** Of all three, what does not count. */
  discarded: number;
  /** The same by why, the most first. */
  reasons: readonly Discarded[];
}

export interface Discarded {
  kind: 'mail' | Attested;
  /** In words for the public. */
  reason: string;
  count: number;
}

const MOST_REASONS = 20;

/** One row of the counts, a sum of a few attestations, and what does not count, however many support it. */
export async function supportCounts(db: Read, proposalId: string): Promise<SupportCounts> {
  const { rows } = await sql<SupportCounts>`
    select coalesce(c.confirmed, 0) as confirmed, coalesce(a.meeting, 0)::int as meeting,
      coalesce(a.paper, 0)::int as paper, (coalesce(c.discarded, 0) + coalesce(a.discarded, 0))::int as discarded,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'reason', reason, 'count', count)
          order by count desc, kind, reason), '[]') from (
        select 'mail' as kind, reason, count(*)::int as count from proposal_supports
        where proposal_id = ${proposalId}::uuid and state = 'discarded' and tallied group by reason
        union all
        select kind, reason, sum(discarded)::int from proposal_attestations
        where proposal_id = ${proposalId}::uuid and taken_back_at is null and discarded > 0 group by kind, reason
        order by count desc limit ${MOST_REASONS}) as why) as reasons
    from (select sum(seen - discarded) filter (where kind = 'meeting') as meeting,
        sum(seen - discarded) filter (where kind = 'paper') as paper, sum(discarded) as discarded
      from proposal_attestations where proposal_id = ${proposalId}::uuid and taken_back_at is null) as a
      left join proposal_support_counts as c on c.proposal_id = ${proposalId}::uuid`.execute(db);
  return rows[0] ?? { confirmed: 0, meeting: 0, paper: 0, discarded: 0, reasons: [] };
}

/** Of each kind what counts. */
export type SupportKinds = Pick<SupportCounts, 'confirmed' | 'meeting' | 'paper'>;

/** Of several proposals; one query. */
export async function supportKindsOf(
  db: Read,
  proposalIds: readonly string[],
): Promise<ReadonlyMap<string, SupportKinds>> {
  const { rows } = await sql<SupportKinds & { id: string }>`
    select p.id, coalesce(c.confirmed, 0) as confirmed, coalesce(a.meeting, 0)::int as meeting,
      coalesce(a.paper, 0)::int as paper
    from unnest(${[...proposalIds]}::uuid[]) as p (id)
      left join proposal_support_counts as c on c.proposal_id = p.id,
      lateral (select sum(seen - discarded) filter (where kind = 'meeting') as meeting,
          sum(seen - discarded) filter (where kind = 'paper') as paper
        from proposal_attestations where proposal_id = p.id and taken_back_at is null) as a`.execute(db);
  return new Map(rows.map(({ id, ...kinds }) => [id, kinds]));
}

export interface AttestationRow {
  id: string;
  kind: Attested;
  seen: number;
  discarded: number;
  reason: string;
  place: string;
  on_date: Temporal.PlainDate;
  /** Code of the sheet of paper, for the desk; empty: none. */
  sheet: string;
  taken_back_at: Temporal.Instant | null;
}

const MOST_SHOWN = 100;

/** The latest first. */
export function attestationsOf(db: Read, proposalId: string): Promise<AttestationRow[]> {
  return db
    .selectFrom('proposal_attestations')
    .select(['id', 'kind', 'seen', 'discarded', 'reason', 'place', 'on_date', 'sheet', 'taken_back_at'])
    .where('proposal_id', '=', proposalId)
    .orderBy('on_date', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SHOWN)
    .execute();
}

/** With the proposal, as far as everybody may read it. */
export function findSupport(db: Read, id: string) {
  return db
    .selectFrom('proposal_supports as s')
    .leftJoin('proposals as p', 'p.id', 's.proposal_id')
    .select(['s.id', 's.state', 's.sealed', 's.lang', 'p.number', 'p.title'])
    .where('s.id', '=', id)
    .executeTakeFirst();
}

export type SupportRow = NonNullable<Awaited<ReturnType<typeof findSupport>>>;
