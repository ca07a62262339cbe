/** Rows of a process brought in step with its file: a few statements for thousands, a second time nothing changes. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';

export interface Changes {
  created: number;
  changed: number;
  left: number;
  removed: number;
}

export const noChanges = (): Changes => ({ created: 0, changed: 0, left: 0, removed: 0 });

export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** So many in one statement: some hundred kilobytes. */
const AT_ONCE = 2000;

/**
 * Inserts rows, or changes what differs in those that are there.
 * @param key columns that find a row again; a unique index is on them
 * @param rows all with the same columns
 * @returns what became of them, and the keys (joined with a blank) of those created and changed
 */
export async function syncRows(
  trx: Trx,
  table: string,
  key: readonly string[],
  rows: readonly Row[],
): Promise<Changes & { touched: string[] }> {
  const total = { ...noChanges(), touched: [] as string[] };
  const columns = Object.keys(rows[0] ?? {});
  const values = columns.filter((column) => !key.includes(column));
  const list = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));
  const own = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(`${table}.${name}`)));
  const given = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(`excluded.${name}`)));
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const part = rows.slice(from, from + AT_ONCE);
    const update =
      values.length === 0
        ? sql`do nothing`
        : sql`do update set (${list(values)}) = row (${given(values)})
            where (${own(values)}) is distinct from (${given(values)})`;
    const done = await sql<{ key: string; created: boolean }>`
      insert into ${sql.table(table)} (${list(columns)})
      select ${list(columns)} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(part)}::jsonb)
      on conflict (${list(key)}) ${update}
      returning concat_ws(' ', ${own(key)}) as key, xmax = 0 as created`.execute(trx);
    const created = done.rows.filter((row) => row.created).length;
    total.created += created;
    total.changed += done.rows.length - created;
    total.left += part.length - done.rows.length;
    total.touched.push(...done.rows.map((row) => row.key));
  }
  return total;
}

export type KeyedTable =
  | 'selection_events'
  | 'selection_court_actions'
  | 'selection_documents'
  | 'selection_bodies'
  | 'body_seats'
  | 'seat_holders'
  | 'candidacies'
  | 'candidacy_states'
  | 'rubrics'
  | 'gradings'
  | 'candidacy_objections'
  | 'selection_checks'
  | 'vote_rounds';

export interface Synced extends Changes {
  /** Id of every row of the process by its key, also of those that the file does not have. */
  ids: Map<string, string>;
  /** Keys that are there and not in the file. */
  staying: string[];
  /** Keys of what was created or changed. */
  touched: string[];
}

/** The rows of one table of a process, by their keys. What an earlier file brought and this one does not have stays. */
export async function syncKeyed(
  trx: Trx,
  table: KeyedTable,
  selectionId: string,
  rows: readonly (Row & { key: string })[],
): Promise<Synced> {
  const { touched, ...changes } = await syncRows(
    trx,
    table,
    ['selection_id', 'key'],
    rows.map((row) => ({ selection_id: selectionId, ...row })),
  );
  const there = await trx
    .selectFrom(table)
    .select(['id', 'key'])
    .where('selection_id', '=', selectionId)
    .execute();
  const wanted = new Set(rows.map(({ key }) => key));
  return {
    ...changes,
    ids: new Map(there.map(({ key, id }) => [key, id])),
    staying: there.flatMap(({ key }) => (wanted.has(key) ? [] : [key])),
    touched: touched.map((key) => key.slice(selectionId.length + 1)),
  };
}
