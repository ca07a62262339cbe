/** Rounds of votes entered, corrected and taken away at the desk. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { VOTE_ROUND } from '../kinds.ts';
import { ballotsOfRound, membersOf } from '../queries/office-votes.ts';
import { isSeatedOn } from '../rules/process-votes.ts';
import { type DeskOutcome, type LockedSelection, refuse } from './desk.ts';
import {
  dateFault,
  firstRefused,
  privateFault,
  putRow,
  removeRow,
  type RowSort,
  type RowTarget,
  saveRow,
  unlessNamed,
} from './desk-rows.ts';
import type { Rests } from './desk-sources.ts';

export interface RoundInput {
  matter: string;
  number: number | undefined;
  isProposal: boolean;
  /** Key; empty: the source does not say. */
  body: string;
  stage: string;
  on: string;
  threshold: string;
  entitled: number | undefined;
  present: number | undefined;
  toFill: number | undefined;
  /** Every ballot of every result is here. */
  complete: boolean;
  note: string;
  /** It stands like that, though it cannot be. */
  asPrinted: boolean;
}

const SORT: RowSort = { table: 'vote_rounds', kind: VOTE_ROUND, noun: 'round' };

/** @param act with the reason, for the history */
export async function saveRound(
  trx: Trx,
  act: Act,
  target: RowTarget,
  input: RoundInput,
  rests: Rests,
): Promise<DeskOutcome<{ id: string }>> {
  const write = async (locked: LockedSelection): Promise<DeskOutcome<{ id: string }>> => {
    const wrong = faultOf(input, locked, target.today);
    if (!wrong.ok) return wrong;
    const body =
      input.body === ''
        ? undefined
        : await trx
            .selectFrom('selection_bodies')
            .select(['id', 'entitled'])
            .where('selection_id', '=', target.selectionId)
            .where('key', '=', input.body)
            .executeTakeFirst();
    if (input.body !== '' && !body) return refuse('unknown_body', 'body');
    const fits = await ballotsFit(trx, target, input, body);
    if (!fits.ok) return fits;
    const id = await putRow(trx, 'vote_rounds', target, `ronda ${input.number ?? ''} ${input.matter}`, {
      body_id: body?.id ?? null,
      number: input.number ?? null,
      matter: input.matter,
      is_proposal: input.isProposal,
      stage: input.stage,
      on_date: input.on || null,
      threshold: input.threshold,
      entitled: input.entitled ?? null,
      present: input.present ?? null,
      to_fill: input.toFill ?? null,
      complete: input.complete,
      note: input.note,
    });
    return { ok: true, id };
  };
  return await saveRow(trx, act, target, SORT, { write }, rests);
}

function faultOf(input: RoundInput, { spec }: LockedSelection, today: string): DeskOutcome {
  const { stage, threshold, on, entitled, present, matter, note, asPrinted } = input;
  if (stage !== '' && !spec.stages.some(({ key }) => key === stage)) return refuse('unknown_stage', 'stage');
  if (threshold !== '' && !spec.thresholds.some(({ key }) => key === threshold))
    return refuse('unknown_threshold', 'threshold');
  const wrong = firstRefused(dateFault({ on }, today), privateFault({ matter, note }));
  if (!wrong.ok) return wrong;
  if (entitled !== undefined && present !== undefined && present > entitled && !asPrinted)
    return refuse('more_present', 'present');
  return { ok: true };
}

/** What is recorded already has to be of members seated on that day, and all of them where it is said to be whole. */
async function ballotsFit(
  trx: Trx,
  { selectionId, id }: RowTarget,
  { on, complete, entitled }: RoundInput,
  body: { id: string; entitled: number | null } | undefined,
): Promise<DeskOutcome> {
  const recorded = id === undefined ? [] : await ballotsOfRound(trx, id);
  const members = await membersOf(trx, selectionId, body?.id);
  const byId = new Map(members.map((one) => [one.id, one]));
  for (const { holder_id: holder, choice, name } of recorded) {
    const one = byId.get(holder);
    if (!one || (on !== '' && choice !== 'absent' && !isSeatedOn(one, on)))
      return refuse('not_seated', one ? 'on' : 'body', { name });
  }
  if (!complete) return { ok: true };
  const wanted = entitled ?? body?.entitled ?? 0;
  const counts = new Map<string, number>();
  for (const { result_id: result } of recorded) counts.set(result, (counts.get(result) ?? 0) + 1);
  const results =
    id === undefined
      ? []
      : await trx.selectFrom('round_results').select('id').where('round_id', '=', id).execute();
  const fewest = Math.min(...results.map((one) => counts.get(one.id) ?? 0));
  // Without a result there is no vote to be whole.
  if (results.length === 0 || fewest < Math.max(wanted, 1))
    return refuse('not_complete', 'complete', {
      recorded: String(results.length === 0 ? 0 : fewest),
      members: String(wanted),
    });
  return { ok: true };
}

/** Without results: each is taken away for itself. */
export async function removeRound(
  trx: Trx,
  act: Act,
  target: RowTarget & { id: string },
): Promise<DeskOutcome> {
  return await removeRow(trx, act, target, SORT, {
    clear: () => unlessNamed(trx, target.id, [{ table: 'round_results', by: 'round_id' }]),
  });
}
