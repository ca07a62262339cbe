/**
 * The column by which lists of candidacies are filtered and counted: the last state that rests on something. It follows
 * from states and citations; whoever changes one of them for many candidacies, or a citation, has it written anew here.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import { SHOWN_STATE } from '../queries/cited.ts';

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

async function keep(trx: Trx, which: RawBuilder<unknown>): Promise<void> {
  await sql`update candidacies set state = x.state
    from (select c.id, ${SHOWN_STATE} as state from candidacies c where ${which}) x
    where candidacies.id = x.id and candidacies.state <> x.state`.execute(trx);
}
