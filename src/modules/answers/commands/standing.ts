/** What follows from what happened to a question: who has it since when, by when it is due, how its proposal is listed. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import { markListings } from '../../proposals/index.ts';
import { dueFrom } from '../queries/due.ts';
import type { Context, LockedAsk } from './context.ts';

/**
 * They have it since this day: the first one that is proven counts, and the days to answer run from there, never from
 * before it was asked.
 */
export async function setDelivered(
  trx: Trx,
  c: Context,
  row: LockedAsk,
  onDate: Temporal.PlainDate,
): Promise<void> {
  const known = row.delivered_on;
  if (known !== null && Temporal.PlainDate.compare(known, onDate) <= 0) return;
  const { dueOn, exact } = await dueFrom(trx, onDate, row.working_days);
  await trx
    .updateTable('asks')
    .set({
      delivered_on: onDate,
      due_on: dueOn,
      counted_exactly: exact,
      version: row.version + 1,
      updated_at: c.now,
    })
    .where('id', '=', row.id)
    .execute();
}

interface Marks {
  institutions: string[];
  open_since: Temporal.PlainDate | null;
  open_due: Temporal.PlainDate | null;
  answered: boolean;
}

const UNASKED: Marks = { institutions: [], open_since: null, open_due: null, answered: false };

/** In the list of proposals. Call it last: whoever changes another question of the same one waits for it. */
export async function relistAsked(trx: Trx, proposalIds: readonly string[]): Promise<void> {
  await markListings(trx, proposalIds, UNASKED, async () => {
    const { rows } = await sql<Marks & { id: string }>`
      select proposal_id as id, array_agg(distinct institution_id) as institutions,
        min(delivered_on) filter (where open) as open_since,
        min(due_on) filter (where open and delivered_on is not null) as open_due, bool_or(done) as answered
      from (
        select a.*, d.done, a.closed_at is null and not d.done as open
        from asks as a, lateral (select exists (select 1 from answers where ask_id = a.id and final) as done) as d
        where a.proposal_id = any(${[...proposalIds]}::uuid[])
      ) as asked where done or closed_at is null group by proposal_id`.execute(trx);
    return new Map(rows.map(({ id, ...marks }) => [id, marks]));
  });
}
