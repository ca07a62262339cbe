/** States of a candidacy entered, corrected and taken away at the desk. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { freeSlug } from '../../../platform/slug.ts';
import { CANDIDACY, CANDIDACY_STATE } from '../kinds.ts';
import { isAfter } from '../rules/process-dates.ts';
import type { CandidacyState, Decider } from '../rules/vocabulary.ts';
import { type DeskOutcome, refuse } from './desk.ts';
import {
  dateFault,
  firstRefused,
  privateFault,
  removeRow,
  type RowSort,
  type RowTarget,
  saveRow,
} from './desk-rows.ts';
import type { Rests } from './desk-sources.ts';
import { keepShownState } from './shown-states.ts';

export interface StateInput {
  state: CandidacyState;
  on: string;
  ground: string;
  decidedBy: Decider;
  votesFor: number | undefined;
  votesAgainst: number | undefined;
}

interface Stored {
  id: string;
  key: string;
  on_date: string | null;
  state: CandidacyState;
}

const SORT: RowSort = { table: 'candidacy_states', kind: CANDIDACY_STATE, noun: 'state' };

/** @param act with the reason, for the history */
export async function saveState(
  trx: Trx,
  act: Act,
  target: RowTarget & { candidacy: string },
  input: StateInput,
  rests: Rests,
): Promise<DeskOutcome<{ id: string }>> {
  const { selectionId, candidacy } = target;
  const write = async (): Promise<DeskOutcome<{ id: string }>> => {
    const keys = await trx
      .selectFrom('candidacies')
      .select('key')
      .where('id', '=', candidacy)
      .where('selection_id', '=', selectionId)
      .executeTakeFirst();
    const there = await storedStates(trx, candidacy);
    const own = there.find(({ id }) => id === target.id);
    if (!keys || (target.id !== undefined && !own)) return refuse('not_found');
    const wrong = firstRefused(
      dateFault({ on: input.on }, target.today),
      privateFault({ ground: input.ground }),
    );
    if (!wrong.ok) return wrong;
    const values = {
      state: input.state,
      on_date: input.on || null,
      ground: input.ground,
      decided_by: input.decidedBy,
      votes_for: input.votesFor ?? null,
      votes_against: input.votesAgainst ?? null,
    };
    if (own) {
      await trx.updateTable('candidacy_states').set(values).where('id', '=', own.id).execute();
      if ((own.on_date ?? '') !== input.on) await putInOrder(trx, candidacy, { id: own.id, on: input.on });
      return { ok: true, id: own.id };
    }
    // As a list makes them, so that the list that brings the same state finds it.
    const key = `${keys.key}.${input.state}${input.on ? `.${input.on}` : ''}`.replaceAll('_', '-');
    const taken = new Set(there.map((one) => one.key));
    const { id } = await trx
      .insertInto('candidacy_states')
      .values({
        ...values,
        selection_id: selectionId,
        candidacy_id: candidacy,
        key: taken.has(key) ? `${key}.${freeSlug('otra', taken)}-${there.length}` : key,
        position: there.length,
        event_id: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await putInOrder(trx, candidacy, { id, on: input.on });
    return { ok: true, id };
  };
  const touched = () => [{ kind: CANDIDACY, id: candidacy }];
  const conclude = async (): Promise<DeskOutcome> => {
    await keepShownState(trx, candidacy);
    return { ok: true };
  };
  return await saveRow(trx, act, target, SORT, { write, conclude, touched }, rests);
}

export async function removeState(
  trx: Trx,
  act: Act,
  target: RowTarget & { id: string; candidacy: string },
): Promise<DeskOutcome> {
  const { candidacy, id } = target;
  return await removeRow(trx, act, target, SORT, {
    clear: async () => {
      const there = await storedStates(trx, candidacy);
      return there.some((one) => one.id === id) ? { ok: true } : refuse('not_found');
    },
    conclude: async () => await keepShownState(trx, candidacy),
    touched: [{ kind: CANDIDACY, id: candidacy }],
  });
}

const storedStates = (trx: Trx, candidacy: string): Promise<Stored[]> =>
  trx
    .selectFrom('candidacy_states')
    .select(['id', 'key', 'on_date', 'state'])
    .where('candidacy_id', '=', candidacy)
    .orderBy('position')
    .orderBy('id')
    .execute();

/** Behind the last that is not later; last where it has no date. */
async function putInOrder(trx: Trx, candidacy: string, own: { id: string; on: string }): Promise<void> {
  const all = await storedStates(trx, candidacy);
  const order = all.filter(({ id }) => id !== own.id);
  const one = all.find(({ id }) => id === own.id);
  if (!one) return;
  const later = order.findIndex(({ on_date: on }) => own.on !== '' && on !== null && isAfter(on, own.on));
  order.splice(later < 0 ? order.length : later, 0, one);
  for (const [position, { id }] of order.entries())
    await trx.updateTable('candidacy_states').set({ position }).where('id', '=', id).execute();
}
