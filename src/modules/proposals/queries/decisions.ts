/** The public ledger of what was decided about showing proposals. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageRequest, pageOf } from '../../../platform/db/page-by-key.ts';

export const DECISION_CURSOR = cursorOf({ at: KEY.instant, id: KEY.uuid });
type DecisionKey = { at: Temporal.Instant; id: string };

function decisions(db: Read) {
  return db
    .selectFrom('proposal_decisions as d')
    .innerJoin('proposals as p', 'p.id', 'd.proposal_id')
    .leftJoin('proposal_appeals as a', 'a.decision_id', 'd.id')
    .select(['d.id', 'd.proposal_id', 'd.decision', 'd.reason', 'd.note', 'd.actor_role', 'd.at'])
    .select(['p.state', sql<number>`p.number`.as('number')])
    .select(['a.state as appeal', 'a.answer as appeal_answer', 'a.decided_at as appeal_at']);
}

export type DecisionRow = Awaited<ReturnType<typeof listDecisions>>['items'][number];

/** Everything that was kept from the public or given back to it; plain publications are the rule, and not listed. */
export async function listDecisions(db: Read, page: PageRequest<DecisionKey>) {
  const { after } = page;
  const rows = await decisions(db)
    .where('d.decision', '<>', 'publish')
    .$if(after !== undefined, (q) =>
      q.where((eb) => eb(eb.refTuple('d.at', 'd.id'), '<', eb.tuple(after?.at as never, after?.id as never))),
    )
    .orderBy('d.at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(page.limit + 1)
    .execute();
  return pageOf(rows, page.limit, ({ at, id }) => DECISION_CURSOR.write({ at, id }));
}

/** Decisions of one proposal that are read, and with them what was said against them. */
export const MOST_OF_ONE = 50;

/** Of one proposal, the latest first. */
export function decisionsOf(db: Read, proposalId: string) {
  return decisions(db)
    .where('d.proposal_id', '=', proposalId)
    .orderBy('d.at', 'desc')
    .limit(MOST_OF_ONE)
    .execute();
}
