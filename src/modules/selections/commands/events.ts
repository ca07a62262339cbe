/** Events of a process entered, corrected and taken away at the desk. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { readPartialDate } from '../../../platform/sources/printed-date.ts';
import { SELECTION_EVENT } from '../kinds.ts';
import { isAfter } from '../rules/process-dates.ts';
import type { Effect, EventBasis } from '../rules/vocabulary.ts';
import { type DeskOutcome, type LockedSelection, refuse } from './desk.ts';
import { privateFault, putRow, removeRow, type RowSort, type RowTarget, saveRow } from './desk-rows.ts';
import type { Rests } from './desk-sources.ts';

export interface EventInput {
  stage: string;
  title: string;
  detail: string;
  on: string;
  time: string;
  until: string;
  basis: EventBasis;
  effect: Effect;
  toStage: string;
  /** Keys of the events it comes from. */
  follows: readonly string[];
}

const SORT: RowSort = { table: 'selection_events', kind: SELECTION_EVENT, noun: 'event' };

/** @param act with the reason, for the history */
export async function saveEvent(
  trx: Trx,
  act: Act,
  target: RowTarget,
  input: EventInput,
  rests: Rests,
): Promise<DeskOutcome<{ id: string }>> {
  const write = async (locked: LockedSelection): Promise<DeskOutcome<{ id: string }>> => {
    const there = await trx
      .selectFrom('selection_events')
      .select(['id', 'key'])
      .where('selection_id', '=', target.selectionId)
      .execute();
    const own = there.find(({ id }) => id === target.id)?.key;
    const wrong = faultOf(input, locked, { keys: new Set(there.map(({ key }) => key)), own }, target.today);
    if (!wrong.ok) return wrong;
    const id = await putRow(trx, 'selection_events', target, input.title, {
      stage: input.stage,
      title: input.title,
      detail: input.detail,
      on_date: input.on || null,
      at_time: input.time || null,
      until_date: input.until || null,
      basis: input.basis,
      effect: input.effect,
      to_stage: input.toStage,
    });
    await trx.deleteFrom('selection_event_links').where('to_id', '=', id).execute();
    const from = there.filter(({ key }) => input.follows.includes(key));
    if (from.length > 0)
      await trx
        .insertInto('selection_event_links')
        .values(from.map((one) => ({ from_id: one.id, to_id: id })))
        .execute();
    return { ok: true, id };
  };
  return await saveRow(trx, act, target, SORT, { write }, rests);
}

function faultOf(
  input: EventInput,
  { spec }: LockedSelection,
  { keys, own }: { keys: ReadonlySet<string>; own: string | undefined },
  today: string,
): DeskOutcome {
  const { stage, toStage, on, until, time, effect, basis, follows } = input;
  const stages = new Set(['', ...spec.stages.map(({ key }) => key)]);
  if (!stages.has(stage)) return refuse('unknown_stage', 'stage');
  if (!stages.has(toStage)) return refuse('unknown_stage', 'to_stage');
  if (effect === 'goes_back' && toStage === '') return refuse('goes_back_where', 'to_stage');
  for (const [field, date] of [
    ['on', on],
    ['until', until],
  ] as const)
    if (date !== '' && !readPartialDate(date)) return refuse('bad_date', field);
  if (on !== '' && until !== '' && isAfter(on, until)) return refuse('dates_reversed', 'until');
  if (basis === 'observed' && on !== '' && isAfter(on, today)) return refuse('in_future', 'on');
  if (time !== '' && on.length !== 10) return refuse('time_without_day', 'time');
  if (own !== undefined && follows.includes(own)) return refuse('follows_itself', 'follows');
  if (follows.some((key) => !keys.has(key))) return refuse('unknown_event', 'follows');
  return privateFault({ title: input.title, detail: input.detail });
}

/** Takes an event away. What came from it stays, and comes from nothing. */
export async function removeEvent(
  trx: Trx,
  act: Act,
  target: RowTarget & { id: string },
): Promise<DeskOutcome> {
  return await removeRow(trx, act, target, SORT);
}
