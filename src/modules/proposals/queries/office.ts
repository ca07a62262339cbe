/** Proposals as the desk sees them. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageRequest, pageOf } from '../../../platform/db/page-by-key.ts';
import type { State } from '../tables.ts';

export const OFFICE_CURSOR = cursorOf({ at: KEY.instant, id: KEY.uuid });
type OfficeKey = { at: Temporal.Instant; id: string };

/** What is not decided comes in the order in which it came; everything else the latest first. */
export async function listInState(db: Read, state: State, page: PageRequest<OfficeKey>) {
  const oldestFirst = state === 'received';
  const { after } = page;
  const rows = await db
    .selectFrom('proposals as p')
    .selectAll()
    .where('p.state', '=', state)
    .where('p.number', 'is not', null)
    .$if(after !== undefined, (q) =>
      q.where((eb) =>
        eb(
          eb.refTuple('p.updated_at', 'p.id'),
          oldestFirst ? '>' : '<',
          eb.tuple(after?.at as never, after?.id as never),
        ),
      ),
    )
    .orderBy('p.updated_at', oldestFirst ? 'asc' : 'desc')
    .orderBy('p.id', oldestFirst ? 'asc' : 'desc')
    .limit(page.limit + 1)
    .execute();
  return pageOf(rows, page.limit, (row) => OFFICE_CURSOR.write({ at: row.updated_at, id: row.id }));
}

/** How many there are of each state; those whose address nobody confirmed are nobody's business yet. */
export async function countStates(db: Read): Promise<ReadonlyMap<State, number>> {
  const { rows } = await sql<{ state: State; count: number }>`
    select state, count(*)::int as count from proposals where number is not null group by state`.execute(db);
  return new Map(rows.map(({ state, count }) => [state, count]));
}
