/** What every row of a process that is written at the desk goes through, whatever its sort. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { freeSlug, slugOf } from '../../../platform/slug.ts';
import { forgetCitations } from '../../../platform/sources/cite.ts';
import { readPartialDate } from '../../../platform/sources/printed-date.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { KeyedTable, Row } from '../import/sync-rows.ts';
import { isAfter } from '../rules/process-dates.ts';
import {
  concludeChange,
  type DeskOutcome,
  type DeskRefusal,
  type LockedSelection,
  lockSelection,
  lookBefore,
  refuse,
} from './desk.ts';
import { hasPrivate, type Rests, restOn } from './desk-sources.ts';

export interface RowSort {
  table: KeyedTable;
  /** As citations know it; left out: it rests on what it is a part of. */
  kind?: string;
  /** As the audit calls it: `selections.{noun}_added`, `_corrected`, `_removed`. */
  noun: string;
}

/** Which row, of which process, as the form was drawn. */
export interface RowTarget {
  selectionId: string;
  /** Undefined: a new one. */
  id: string | undefined;
  version: number;
  /** Of the organisation, `2026-02-01`. */
  today: string;
}

type Touched = readonly { kind: string; id: string }[];

/** What is particular to a sort. Runs while the process is locked; what it refuses undoes all of it. */
export interface RowWriting {
  write: (locked: LockedSelection) => Promise<DeskOutcome<{ id: string }>>;
  /** After it rests on its sources. */
  conclude?: (locked: LockedSelection, id: string) => Promise<DeskOutcome>;
  touched?: (id: string) => Touched;
}

/**
 * Enters or corrects a row.
 * @param act with the reason, for the history; needed to correct
 * @param rests left out for what has no sources of its own
 */
export async function saveRow(
  trx: Trx,
  act: Act,
  target: RowTarget,
  sort: RowSort,
  { write, conclude, touched }: RowWriting,
  rests?: Rests,
): Promise<DeskOutcome<{ id: string }>> {
  const locked = await lockSelection(trx, target.selectionId, target.version);
  if (!locked.ok) return locked;
  if (target.id !== undefined) {
    if (!(await isThere(trx, target, sort))) return refuse('not_found');
    if (!act.reason?.trim()) return refuse('reason', 'reason');
  }
  await lookBefore(trx, locked.row, target.id === undefined ? undefined : { [sort.table]: target.id });
  const done = await write(locked.row);
  if (!done.ok) return done;
  const { id } = done;
  if (sort.kind !== undefined && rests) {
    const rested = await restOn(trx, act, { kind: sort.kind, id }, rests);
    if (!rested.ok) return rested;
  }
  const more = await conclude?.(locked.row, id);
  if (more && !more.ok) return more;
  await concludeChange(trx, act, locked.row, {
    action: `selections.${sort.noun}_${target.id === undefined ? 'added' : 'corrected'}`,
    detail: { [sort.noun]: id },
    rows: { [sort.table]: id },
    touched: touched?.(id) ?? [],
  });
  return { ok: true, id };
}

/**
 * Takes a row away, with what it cites.
 * @param act with the reason
 * @param clear what goes before it, or why it has to stay
 */
export async function removeRow(
  trx: Trx,
  act: Act,
  target: RowTarget & { id: string },
  sort: RowSort,
  {
    clear,
    conclude,
    touched = [],
  }: { clear?: () => Promise<DeskOutcome>; conclude?: () => Promise<void>; touched?: Touched } = {},
): Promise<DeskOutcome> {
  const { selectionId, id, version } = target;
  const locked = await lockSelection(trx, selectionId, version);
  if (!locked.ok) return locked;
  if (!(await isThere(trx, target, sort))) return refuse('not_found');
  if (!act.reason?.trim()) return refuse('reason', 'reason');
  const cleared = await clear?.();
  if (cleared && !cleared.ok) return cleared;
  const rows = { [sort.table]: id };
  await lookBefore(trx, locked.row, rows);
  if (sort.kind !== undefined) await forgetCitations(trx, { kind: sort.kind, id });
  await sql`delete from ${sql.table(sort.table)} where id = ${id}`.execute(trx);
  await conclude?.();
  const action = `selections.${sort.noun}_removed`;
  await concludeChange(trx, act, locked.row, { action, detail: { [sort.noun]: id }, rows, touched });
  return { ok: true };
}

/** A table whose rows name the row that is to go. */
interface Naming {
  table: string;
  /** Column with its id. */
  by: string;
  refused?: DeskRefusal;
}

/** What others name stays: they would be of nothing. @returns refused by the first table that has such a row */
export async function unlessNamed(trx: Trx, id: string, tables: readonly Naming[]): Promise<DeskOutcome> {
  for (const { table, by, refused = 'still_used' } of tables) {
    const { rows } =
      await sql`select 1 from ${sql.table(table)} where ${sql.ref(by)} = ${id} limit 1`.execute(trx);
    if (rows.length > 0) return refuse(refused, 'reason');
  }
  return { ok: true };
}

async function isThere(trx: Trx, { selectionId, id }: RowTarget, { table }: RowSort): Promise<boolean> {
  if (!isUuid(id)) return false;
  const { rows } = await sql`select 1 from ${sql.table(table)}
    where id = ${id} and selection_id = ${selectionId}`.execute(trx);
  return rows.length > 0;
}

/**
 * Writes the columns of a row; a new one goes behind the others, under a key that a later file finds it by.
 * @param words what the key is made of
 */
export async function putRow(
  trx: Trx,
  table: KeyedTable,
  { selectionId, id }: Pick<RowTarget, 'selectionId' | 'id'>,
  words: string,
  values: Row,
): Promise<string> {
  const columns = Object.entries(values);
  if (id !== undefined) {
    const set = sql.join(columns.map(([column, value]) => sql`${sql.ref(column)} = ${value}`));
    await sql`update ${sql.table(table)} set ${set} where id = ${id}`.execute(trx);
    return id;
  }
  const there = await trx
    .selectFrom(table)
    .select(['key', 'position'])
    .where('selection_id', '=', selectionId)
    .execute();
  const key = freeSlug(
    slugOf(words).slice(0, 60).replace(/-$/, '') || 'fila',
    new Set(there.map((one) => one.key)),
  );
  const position = there.reduce((last, one) => Math.max(last, one.position), -1) + 1;
  const row = { selection_id: selectionId, key, position, ...values };
  const names = sql.join(Object.keys(row).map((column) => sql.ref(column)));
  const { rows } = await sql<{ id: string }>`insert into ${sql.table(table)} (${names})
    values (${sql.join(Object.values(row))}) returning id`.execute(trx);
  return rows[0]?.id ?? '';
}

/** @returns why these dates cannot be: no such day, or not yet */
export function dateFault(dates: Readonly<Record<string, string>>, today: string): DeskOutcome {
  for (const [field, date] of Object.entries(dates)) {
    if (date === '') continue;
    if (!readPartialDate(date)) return refuse('bad_date', field);
    if (isAfter(date, today)) return refuse('in_future', field);
  }
  return { ok: true };
}

/** @returns refused where a text has what may not be published of anybody */
export function privateFault(texts: Readonly<Record<string, string>>): DeskOutcome {
  const field = Object.entries(texts).find(([, text]) => hasPrivate(text))?.[0];
  return field === undefined ? { ok: true } : refuse('private_number', field);
}

/** The first that is refused. */
export function firstRefused(...outcomes: readonly DeskOutcome[]): DeskOutcome {
  return outcomes.find(({ ok }) => !ok) ?? { ok: true };
}
