/** Bodies of a process and their places entered, corrected and taken away at the desk. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { SELECTION_BODY } from '../kinds.ts';
import { type DeskOutcome, type LockedSelection, refuse } from './desk.ts';
import {
  privateFault,
  putRow,
  removeRow,
  type RowSort,
  type RowTarget,
  saveRow,
  unlessNamed,
} from './desk-rows.ts';
import type { Rests } from './desk-sources.ts';

export interface BodyInput {
  /** Of a body of the kind. */
  key: string;
  name: string;
  entitled: number | undefined;
  note: string;
}

const BODY: RowSort = { table: 'selection_bodies', kind: SELECTION_BODY, noun: 'body' };

/** @param act with the reason, for the history */
export async function saveBody(
  trx: Trx,
  act: Act,
  target: RowTarget,
  input: BodyInput,
  rests: Rests,
): Promise<DeskOutcome<{ id: string }>> {
  const write = async ({ spec }: LockedSelection): Promise<DeskOutcome<{ id: string }>> => {
    const wrong = privateFault({ name: input.name, note: input.note });
    if (!wrong.ok) return wrong;
    const values = { name: input.name, entitled: input.entitled ?? null, note: input.note };
    if (target.id !== undefined)
      return { ok: true, id: await putRow(trx, 'selection_bodies', target, '', values) };
    const at = spec.bodies.findIndex(({ key }) => key === input.key);
    if (at < 0) return refuse('unknown_body', 'key');
    const same = await trx
      .selectFrom('selection_bodies')
      .select('id')
      .where('selection_id', '=', target.selectionId)
      .where('key', '=', input.key)
      .executeTakeFirst();
    if (same) return refuse('body_twice', 'key');
    // Rules, rounds and files call it by the key that the kind gives it.
    const { id } = await trx
      .insertInto('selection_bodies')
      .values({
        ...values,
        selection_id: target.selectionId,
        key: input.key,
        position: at,
        institution_id: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { ok: true, id };
  };
  return await saveRow(trx, act, target, BODY, { write }, rests);
}

export async function removeBody(
  trx: Trx,
  act: Act,
  target: RowTarget & { id: string },
): Promise<DeskOutcome> {
  const clear = async (): Promise<DeskOutcome> => {
    const named = await unlessNamed(trx, target.id, [
      { table: 'body_seats', by: 'body_id' },
      { table: 'vote_rounds', by: 'body_id' },
    ]);
    if (!named.ok) return named;
    const filed = await trx
      .selectFrom('candidacies as c')
      .innerJoin('selection_bodies as b', 'b.selection_id', 'c.selection_id')
      .select('c.id')
      .where('b.id', '=', target.id)
      .whereRef('c.through', '=', 'b.key')
      .executeTakeFirst();
    return filed ? refuse('still_used', 'reason') : { ok: true };
  };
  return await removeRow(trx, act, target, BODY, { clear });
}

export interface SeatInput {
  body: string;
  label: string;
  group: string;
  chairs: boolean;
}

const SEAT: RowSort = { table: 'body_seats', noun: 'seat' };

/** Rests on those who hold it: a place that nobody is said to hold tells nothing of anybody. */
export async function saveSeat(
  trx: Trx,
  act: Act,
  target: RowTarget,
  input: SeatInput,
): Promise<DeskOutcome<{ id: string }>> {
  return await saveRow(trx, act, target, SEAT, {
    write: (locked) => writeSeat(trx, locked, target, input),
  });
}

/** @param target of the seat */
export async function writeSeat(
  trx: Trx,
  { spec }: LockedSelection,
  target: Pick<RowTarget, 'selectionId' | 'id'>,
  { body, label, group, chairs }: SeatInput,
): Promise<DeskOutcome<{ id: string }>> {
  const own = await trx
    .selectFrom('selection_bodies')
    .select(['id', 'key'])
    .where('selection_id', '=', target.selectionId)
    .where('key', '=', body)
    .executeTakeFirst();
  if (!own) return refuse('unknown_body', 'body');
  if (label === '') return refuse('seat_label', 'label');
  const parts = spec.bodies.find(({ key }) => key === own.key)?.parts ?? [];
  if (group !== '' && !parts.some((part) => part.group === group)) return refuse('unknown_group', 'group');
  const wrong = privateFault({ label });
  if (!wrong.ok) return wrong;
  const id = await putRow(trx, 'body_seats', target, label, {
    body_id: own.id,
    label,
    group_key: group,
    chairs,
  });
  return { ok: true, id };
}

export async function removeSeat(
  trx: Trx,
  act: Act,
  target: RowTarget & { id: string },
): Promise<DeskOutcome> {
  return await removeRow(trx, act, target, SEAT, {
    clear: () => unlessNamed(trx, target.id, [{ table: 'seat_holders', by: 'seat_id' }]),
  });
}
