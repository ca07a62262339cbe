/**
 * The row by which a proposal stands in lists: what it is filtered and sorted by, what modules that stand on proposals
 * know of it. Every command that changes what of it everybody may see calls `relistProposals` behind its own change.
 */
import { sql } from 'kysely';
import { relistAdded } from '../../../platform/additions.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { PROPOSAL } from './public-record.ts';

/** What others know of it. */
interface ListingMarks {
  /** Ids of institutions that were asked and are still asked, or answered. */
  institutions: readonly string[];
  /** Of the questions that they have and have not answered: since when, and the first date by which they are to. */
  open_since: Temporal.PlainDate | null;
  open_due: Temporal.PlainDate | null;
  /** There is an answer. */
  answered: boolean;
  /** It became a project. */
  project: boolean;
}

const locked = (trx: Trx, ids: readonly string[]) =>
  sql`select 1 from proposal_listings where proposal_id = any(${[...ids]}::uuid[]) order by proposal_id for update`.execute(
    trx,
  );

/** Those that were never public have no row. The day is that of the organisation's calendar. */
export async function relistProposals(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { timeZone } = await readOrganisation(trx);
  // Whoever counts at the same moment waits, and then counts what the other left.
  await locked(trx, ids);
  await sql`
    insert into proposal_listings as l
      (proposal_id, number, shown, category, department, event_id, published_at, published_on, supports)
    select p.id, p.number, p.title is not null, p.category, p.department, p.event_id, p.published_at,
      (p.published_at at time zone ${timeZone})::date,
      coalesce(c.confirmed, 0) + coalesce((select sum(seen - discarded)::integer from proposal_attestations
        where proposal_id = p.id and taken_back_at is null), 0)
    from proposals as p left join proposal_support_counts as c on c.proposal_id = p.id
    where p.id = any(${[...ids]}::uuid[]) and p.number is not null and p.published_at is not null
    order by p.id
    on conflict (proposal_id) do update set number = excluded.number, shown = excluded.shown,
      category = excluded.category, department = excluded.department, event_id = excluded.event_id,
      published_at = excluded.published_at, published_on = excluded.published_on, supports = excluded.supports
    where (l.number, l.shown, l.category, l.department, l.event_id, l.published_at, l.published_on, l.supports)
      is distinct from (excluded.number, excluded.shown, excluded.category, excluded.department, excluded.event_id,
        excluded.published_at, excluded.published_on, excluded.supports)`.execute(trx);
}

/**
 * For modules that stand on proposals, in the transaction of what they changed.
 * @param nothing what they mark, as it is of a proposal that they know nothing of
 * @param find what they know by now, by proposal; asked under the rows' lock, so that of two at once the later one sees both
 */
export async function markListings<Marks extends Partial<ListingMarks>>(
  trx: Trx,
  ids: readonly string[],
  nothing: Marks,
  find: () => Promise<ReadonlyMap<string, Marks>>,
): Promise<void> {
  if (ids.length === 0) return;
  await locked(trx, ids);
  const found = await find();
  const marks = JSON.stringify(ids.map((id) => ({ id, ...(found.get(id) ?? nothing) })));
  const columns = Object.keys(nothing);
  const of = (table: string) => sql.join(columns.map((column) => sql.ref(`${table}.${column}`)));
  const set = columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`m.${column}`)}`);
  await sql`
    update proposal_listings as l set ${sql.join(set)}
    from jsonb_to_recordset(${marks}::jsonb) as m
      (id uuid, institutions uuid[], open_since date, open_due date, answered boolean, project boolean)
    where l.proposal_id = m.id and (${of('l')}) is distinct from (${of('m')})`.execute(trx);
}

const PER_BATCH = 2000;

/**
 * All of them anew with what each module marks, as after a restored backup or a long list, or where the rows were lost
 * or spoilt. @returns how many
 */
export async function relistAll({ db, additions }: Pick<Deps, 'db' | 'additions'>): Promise<number> {
  // A row with the number of another one would keep that one out; its own is made below.
  await sql`delete from proposal_listings as l using proposals as p where p.id = l.proposal_id
    and (p.published_at is null or p.number is distinct from l.number)`.execute(db);
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
      await relistAdded(trx, additions, PROPOSAL, some);
      return some;
    });
    all += ids.length;
    const last = ids.at(-1);
    if (ids.length < PER_BATCH || last === undefined) return all;
    after = last;
  }
}
