/**
 * The row by which a proposal stands in lists: what it is filtered and sorted by, what modules that stand on proposals
 * know of it. Every command that changes what of it everybody may see calls `relistProposals` behind its own change.
 */
import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';

/** What others know of it. */
interface ListingMarks {
  /** Ids of institutions that were asked and are still asked, or answered. */
  institutions?: readonly string[];
  /** Of the questions that they have and have not answered: since when, and the first date by which they are to. */
  open_since?: Temporal.PlainDate | null;
  open_due?: Temporal.PlainDate | null;
  /** There is an answer. */
  answered?: boolean;
  /** It became a project. */
  project?: boolean;
}

const locked = (trx: Trx, ids: readonly string[]) =>
  sql`select 1 from proposal_listings where proposal_id = any(${[...ids]}::uuid[]) order by proposal_id for update`.execute(
    trx,
  );

/** Those that were never public have no row. */
export async function relistProposals(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  // Whoever counts at the same moment waits, and then counts what the other left.
  await locked(trx, ids);
  await sql`
    insert into proposal_listings as l
      (proposal_id, number, shown, category, department, event_id, published_on, supports)
    select p.id, p.number, p.title is not null, p.category, p.department, p.event_id,
      (p.published_at at time zone 'UTC')::date,
      coalesce(c.confirmed, 0) + coalesce((select sum(seen - discarded)::integer from proposal_attestations
        where proposal_id = p.id and taken_back_at is null), 0)
    from proposals as p left join proposal_support_counts as c on c.proposal_id = p.id
    where p.id = any(${[...ids]}::uuid[]) and p.number is not null and p.published_at is not null
    order by p.id
    on conflict (proposal_id) do update set number = excluded.number, shown = excluded.shown,
      category = excluded.category, department = excluded.department, event_id = excluded.event_id,
      published_on = excluded.published_on, supports = excluded.supports`.execute(trx);
}

/**
 * For modules that stand on proposals, in the transaction of what they changed.
 * @param find what they know by now; asked under the row's lock, so that of two at once the later one sees both
 */
export async function markListing(
  trx: Trx,
  proposalId: string,
  find: () => Promise<ListingMarks>,
): Promise<void> {
  await locked(trx, [proposalId]);
  const { institutions, ...marks } = await find();
  await trx
    .updateTable('proposal_listings')
    .set({ ...marks, ...(institutions && { institutions: [...institutions] }) })
    .where('proposal_id', '=', proposalId)
    .execute();
}

const PER_BATCH = 2000;

/** All of them anew, as after a restored backup or a long list. @returns how many */
export async function relistAll(db: Db): Promise<number> {
  for (let all = 0, after = ''; ;) {
    const ids = await withTransaction(db, async (trx) => {
      const rows = await trx
        .selectFrom('proposals')
        .select('id')
        .where('published_at', 'is not', null)
        .$if(after !== '', (q) => q.where('id', '>', after))
        .orderBy('id')
        .limit(PER_BATCH)
        .execute();
      const some = rows.map(({ id }) => id);
      await relistProposals(trx, some);
      return some;
    });
    all += ids.length;
    const last = ids.at(-1);
    if (ids.length < PER_BATCH || last === undefined) return all;
    after = last;
  }
}
