/**
 * The columns by which lists of candidacies are filtered and counted: the last state that rests on something, and all
 * that do. They follow from states and citations; whoever changes one of them for many candidacies, or a citation, has
 * them written anew here.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import { CANDIDACY_STATE } from '../kinds.ts';
import { isCited } from '../queries/cited.ts';

/** Of all candidacies of a process. One statement. */
export async function keepShownStates(trx: Trx, selectionId: string): Promise<void> {
  await keep(trx, sql`c.selection_id = ${selectionId}`);
}

/** Of one candidacy. */
export async function keepShownState(trx: Trx, candidacyId: string): Promise<void> {
  await keep(trx, sql`c.id = ${candidacyId}`);
}

/** Of the candidacy that a state belongs to, when what that state cites has changed. */
export async function keepShownStateOf(trx: Trx, stateId: string): Promise<void> {
  await keep(trx, sql`c.id = (select candidacy_id from candidacy_states where id = ${stateId})`);
}

/** One pass over states and citations: a look at each candidacy for itself takes minutes before there are statistics. */
async function keep(trx: Trx, which: RawBuilder<unknown>): Promise<void> {
  await sql`update candidacies set state = x.state, reached = x.reached
    from (
      select c.id, coalesce((array_agg(s.state order by s.position desc, s.id desc))[1], '') as state,
        coalesce(array_agg(distinct s.state) filter (where s.state is not null), '{}') as reached
      from candidacies c
      left join (
        select id, candidacy_id, state, position from candidacy_states t
        where ${isCited(CANDIDACY_STATE, 't.id')}
      ) s on s.candidacy_id = c.id
      where ${which} group by c.id
    ) x
    where candidacies.id = x.id
      and (candidacies.state, candidacies.reached) is distinct from (x.state, x.reached)`.execute(trx);
}
