/** States of a candidacy entered, corrected and taken away at the desk. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act, Refusal } from '../../../platform/db/outcome.ts';
import { freeSlug } from '../../../platform/slug.ts';
import { forgetCitations } from '../../../platform/sources/cite.ts';
import { readPartialDate } from '../../../platform/sources/printed-date.ts';
import { CANDIDACY, CANDIDACY_STATE } from '../kinds.ts';
import { isAfter } from '../rules/process-dates.ts';
import type { CandidacyState, Decider } from '../rules/vocabulary.ts';
import { concludeChange, type DeskOutcome, type DeskRefusal, lockSelection, refuse } from './desk.ts';
import { hasPrivate, type Rests, restOn } from './desk-sources.ts';

export interface StateInput {
  state: CandidacyState;
  on: string;
  ground: string;
  decidedBy: Decider;
  votesFor: number | undefined;
  votesAgainst: number | undefined;
}

interface Target {
  selectionId: string;
  candidacy: string;
  /** Undefined: a new one. */
  state: string | undefined;
  version: number;
  /** Of the organisation, `2026-02-01`. */
  today: string;
}

interface Stored {
  id: string;
  key: string;
  on_date: string | null;
  state: CandidacyState;
}

/** @param act with the reason, for the history */
export async function saveState(
  trx: Trx,
  act: Act,
  { selectionId, candidacy, state, version, today }: Target,
  input: StateInput,
  rests: Rests,
): Promise<DeskOutcome<{ id: string }>> {
  const locked = await lockSelection(trx, selectionId, version);
  if (!locked.ok) return locked;
  const keys = await trx
    .selectFrom('candidacies')
    .select('key')
    .where('id', '=', candidacy)
    .where('selection_id', '=', selectionId)
    .executeTakeFirst();
  const there = await storedStates(trx, candidacy);
  const own = there.find(({ id }) => id === state);
  if (!keys || (state !== undefined && !own)) return refuse('not_found');
  if (own && !act.reason?.trim()) return refuse('reason', 'reason');
  const wrong = faultOf(input, today);
  if (wrong) return wrong;
  const values = {
    state: input.state,
    on_date: input.on || null,
    ground: input.ground,
    decided_by: input.decidedBy,
    votes_for: input.votesFor ?? null,
    votes_against: input.votesAgainst ?? null,
  };
  let id = own?.id;
  if (id === undefined) {
    // As a list makes them, so that the list that brings the same state finds it.
    const key = `${keys.key}.${input.state}${input.on ? `.${input.on}` : ''}`.replaceAll('_', '-');
    const taken = new Set(there.map((one) => one.key));
    const made = await trx
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
    id = made.id;
  } else await trx.updateTable('candidacy_states').set(values).where('id', '=', id).execute();
  await putInOrder(trx, candidacy, own ? undefined : { id, on: input.on });
  const rested = await restOn(trx, act, { kind: CANDIDACY_STATE, id }, rests);
  if (!rested.ok) return rested;
  await concludeChange(trx, act, locked.row, {
    action: own ? 'selections.state_corrected' : 'selections.state_added',
    detail: { candidacy, state: id },
    touched: [{ kind: CANDIDACY, id: candidacy }],
  });
  return { ok: true, id };
}

export async function removeState(
  trx: Trx,
  act: Act,
  { selectionId, candidacy, state, version }: Omit<Target, 'today'> & { state: string },
): Promise<DeskOutcome> {
  const locked = await lockSelection(trx, selectionId, version);
  if (!locked.ok) return locked;
  if (!act.reason?.trim()) return refuse('reason', 'reason');
  await forgetCitations(trx, { kind: CANDIDACY_STATE, id: state });
  const gone = await trx
    .deleteFrom('candidacy_states')
    .where('id', '=', state)
    .where('candidacy_id', '=', candidacy)
    .where('selection_id', '=', selectionId)
    .returning('state')
    .executeTakeFirst();
  if (!gone) return refuse('not_found');
  await putInOrder(trx, candidacy, undefined);
  await concludeChange(trx, act, locked.row, {
    action: 'selections.state_removed',
    detail: { candidacy, state: gone.state },
    touched: [{ kind: CANDIDACY, id: candidacy }],
  });
  return { ok: true };
}

const storedStates = (trx: Trx, candidacy: string): Promise<Stored[]> =>
  trx
    .selectFrom('candidacy_states')
    .select(['id', 'key', 'on_date', 'state'])
    .where('candidacy_id', '=', candidacy)
    .orderBy('position')
    .orderBy('id')
    .execute();

/** A new one goes behind the last that is not later; the column for lists is the last of all. */
async function putInOrder(
  trx: Trx,
  candidacy: string,
  fresh: { id: string; on: string } | undefined,
): Promise<void> {
  const all = await storedStates(trx, candidacy);
  const order = all.filter(({ id }) => id !== fresh?.id);
  const one = all.find(({ id }) => id === fresh?.id);
  if (one && fresh) {
    const later = order.findIndex(
      ({ on_date: on }) => fresh.on !== '' && on !== null && isAfter(on, fresh.on),
    );
    order.splice(later < 0 ? order.length : later, 0, one);
  }
  for (const [position, { id }] of order.entries())
    await trx.updateTable('candidacy_states').set({ position }).where('id', '=', id).execute();
  const state = order.at(-1)?.state ?? '';
  await trx.updateTable('candidacies').set({ state }).where('id', '=', candidacy).execute();
}

function faultOf({ on, ground }: StateInput, today: string): Refusal<DeskRefusal> | undefined {
  if (on !== '' && !readPartialDate(on)) return refuse('bad_date', 'on');
  if (on !== '' && isAfter(on, today)) return refuse('in_future', 'on');
  return hasPrivate(ground) ? refuse('private_number', 'ground') : undefined;
}
