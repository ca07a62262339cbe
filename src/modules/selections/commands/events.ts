/** Events of a process entered, corrected and taken away at the desk. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act, Refusal } from '../../../platform/db/outcome.ts';
import { freeSlug } from '../../../platform/slug.ts';
import { forgetCitations } from '../../../platform/sources/cite.ts';
import { readPartialDate } from '../../../platform/sources/printed-date.ts';
import { SELECTION_EVENT } from '../kinds.ts';
import { isAfter } from '../rules/process-dates.ts';
import type { Effect, EventBasis } from '../rules/vocabulary.ts';
import {
  concludeChange,
  type DeskOutcome,
  type DeskRefusal,
  type LockedSelection,
  lockSelection,
  refuse,
} from './desk.ts';
import { hasPrivate, type Rests, restOn } from './desk-sources.ts';

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

interface Target {
  selectionId: string;
  /** Undefined: a new one. */
  event: string | undefined;
  version: number;
  /** Of the organisation, `2026-02-01`. */
  today: string;
}

/** @param act with the reason, for the history */
export async function saveEvent(
  trx: Trx,
  act: Act,
  { selectionId, event, version, today }: Target,
  input: EventInput,
  rests: Rests,
): Promise<DeskOutcome<{ id: string }>> {
  const locked = await lockSelection(trx, selectionId, version);
  if (!locked.ok) return locked;
  const there = await trx
    .selectFrom('selection_events')
    .select(['id', 'key', 'position'])
    .where('selection_id', '=', selectionId)
    .execute();
  const own = there.find(({ id }) => id === event);
  if (event !== undefined && !own) return refuse('not_found');
  if (own && !act.reason?.trim()) return refuse('reason', 'reason');
  const wrong = faultOf(input, locked.row, new Set(there.map(({ key }) => key)), own?.key, today);
  if (wrong) return wrong;
  const values = {
    stage: input.stage,
    title: input.title,
    detail: input.detail,
    on_date: input.on || null,
    at_time: input.time || null,
    until_date: input.until || null,
    basis: input.basis,
    effect: input.effect,
    to_stage: input.toStage,
  };
  const id = own?.id ?? (await insertEvent(trx, selectionId, values, there));
  if (own) await trx.updateTable('selection_events').set(values).where('id', '=', own.id).execute();
  await trx.deleteFrom('selection_event_links').where('to_id', '=', id).execute();
  const from = there.filter(({ key }) => input.follows.includes(key));
  if (from.length > 0)
    await trx
      .insertInto('selection_event_links')
      .values(from.map((one) => ({ from_id: one.id, to_id: id })))
      .execute();
  const rested = await restOn(trx, act, { kind: SELECTION_EVENT, id }, rests);
  if (!rested.ok) return rested;
  const action = own ? 'selections.event_corrected' : 'selections.event_added';
  await concludeChange(trx, act, locked.row, { action, detail: { event: id } });
  return { ok: true, id };
}

/** The key under which a later file would find it. */
async function insertEvent(
  trx: Trx,
  selectionId: string,
  values: {
    title: string;
    basis: EventBasis;
    on_date: string | null;
    until_date: string | null;
    at_time: string | null;
  },
  there: readonly { key: string; position: number }[],
): Promise<string> {
  const key = freeSlug(values.title.slice(0, 60) || 'suceso', new Set(there.map((one) => one.key)));
  const { id } = await trx
    .insertInto('selection_events')
    .values({
      ...values,
      selection_id: selectionId,
      key: key || `suceso-${there.length + 1}`,
      position: Math.max(-1, ...there.map(({ position }) => position)) + 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

function faultOf(
  input: EventInput,
  { spec }: LockedSelection,
  keys: ReadonlySet<string>,
  own: string | undefined,
  today: string,
): Refusal<DeskRefusal> | undefined {
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
  if (hasPrivate(input.title)) return refuse('private_number', 'title');
  return hasPrivate(input.detail) ? refuse('private_number', 'detail') : undefined;
}

/** Takes an event away. What came from it stays, and comes from nothing. */
export async function removeEvent(
  trx: Trx,
  act: Act,
  { selectionId, event, version }: { selectionId: string; event: string; version: number },
): Promise<DeskOutcome> {
  const locked = await lockSelection(trx, selectionId, version);
  if (!locked.ok) return locked;
  if (!act.reason?.trim()) return refuse('reason', 'reason');
  await forgetCitations(trx, { kind: SELECTION_EVENT, id: event });
  const { rows } = await sql<{ title: string }>`delete from selection_events
    where id = ${event} and selection_id = ${selectionId} returning title`.execute(trx);
  const [gone] = rows;
  if (!gone) return refuse('not_found');
  const detail = { event, title: gone.title };
  await concludeChange(trx, act, locked.row, { action: 'selections.event_removed', detail });
  return { ok: true };
}
