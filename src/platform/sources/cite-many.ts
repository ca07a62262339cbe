/** What many records of an import cite, at once: kept in step with the file, beside what was cited at the desk. */
import { sql } from 'kysely';
import type { Trx } from '../db/handles.ts';
import type { Act } from '../db/outcome.ts';
import type { RecordRef } from '../links.ts';

/** One source of one record, as its file says. */
export interface StatedCitation {
  record: RecordRef;
  /** Id of the source. */
  source: string;
  page?: string | undefined;
  passage?: string | undefined;
  /** Field of which the source prints another value than the one that the record shows. */
  field?: string | undefined;
  value?: string | undefined;
  /** Why the other one is shown. */
  reason?: string | undefined;
}

const AT_ONCE = 500;

/**
 * Makes each of the records cite just what is stated of it, in that order; what was cited at the desk stays. A second
 * time nothing changes. One statement for some hundred rows. History, audit and a lock against two imports of one
 * thing at once are the caller's: the import is one change of one record, not thousands.
 * @param records all that the file speaks of, those too that cite nothing
 */
export async function citeMany(
  trx: Trx,
  act: Act,
  records: readonly RecordRef[],
  stated: readonly StatedCitation[],
): Promise<{ added: number; removed: number }> {
  const wanted = Map.groupBy(stated, ({ record }) => keyOf(record.kind, record.id));
  const total = { added: 0, removed: 0 };
  for (let from = 0; from < records.length; from += AT_ONCE) {
    const part = records.slice(from, from + AT_ONCE);
    const there = await standing(trx, part);
    const fresh: (StatedCitation & { position: number })[] = [];
    const gone: string[] = [];
    for (const record of part) {
      const key = keyOf(record.kind, record.id);
      compare(wanted.get(key) ?? [], there.get(key) ?? [], fresh, gone);
    }
    await remove(trx, gone);
    await insert(trx, act, fresh);
    total.added += fresh.length;
    total.removed += gone.length;
  }
  return total;
}

const keyOf = (kind: string, id: string): string => `${kind}:${id}`;

interface Standing {
  id: string;
  source_id: string;
  field: string;
  value: string;
  page: string;
  passage: string;
  reason: string;
  position: number;
  origin: 'desk' | 'record';
}

async function standing(trx: Trx, part: readonly RecordRef[]): Promise<Map<string, Standing[]>> {
  const rows = await trx
    .selectFrom('citations')
    .select(['id', 'record_kind', 'record_id', 'source_id', 'field', 'value', 'page', 'passage', 'reason'])
    .select(['position', 'origin'])
    .where(
      sql<boolean>`(record_kind, record_id) in (select k, i from unnest(
        ${part.map(({ kind }) => kind)}::text[], ${part.map(({ id }) => id)}::text[]) as w (k, i))`,
    )
    .orderBy('position')
    .execute();
  return Map.groupBy(rows, (row) => keyOf(row.record_kind, row.record_id));
}

function compare(
  wanted: readonly StatedCitation[],
  there: readonly Standing[],
  fresh: (StatedCitation & { position: number })[],
  gone: string[],
): void {
  const own = new Map(there.filter(({ origin }) => origin === 'record').map((row) => [sameAs(row), row.id]));
  // The desk said it before the file does, as when a process is written out and read in again.
  const atDesk = new Set(there.filter(({ origin }) => origin === 'desk').map(sameAs));
  const kept = new Set<string>();
  let last = there.at(-1)?.position ?? 0;
  for (const one of wanted) {
    const key = sameAs({
      source_id: one.source,
      field: one.field ?? '',
      value: one.value ?? '',
      page: one.page ?? '',
      passage: one.passage ?? '',
      reason: one.reason ?? '',
    });
    if (kept.has(key)) continue;
    kept.add(key);
    if (own.has(key) || atDesk.has(key)) continue;
    last += 1;
    fresh.push({ ...one, position: last });
  }
  for (const [key, id] of own) if (!kept.has(key)) gone.push(id);
}

const sameAs = (row: Omit<Standing, 'id' | 'position' | 'origin'>): string =>
  JSON.stringify([row.source_id, row.field, row.value, row.page, row.passage, row.reason]);

async function remove(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .deleteFrom('citations')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
}

async function insert(
  trx: Trx,
  { now }: Act,
  list: readonly (StatedCitation & { position: number })[],
): Promise<void> {
  for (let from = 0; from < list.length; from += AT_ONCE) {
    await trx
      .insertInto('citations')
      .values(
        list.slice(from, from + AT_ONCE).map((one) => ({
          source_id: one.source,
          record_kind: one.record.kind,
          record_id: one.record.id,
          field: one.field ?? '',
          value: one.value ?? '',
          page: one.page ?? '',
          passage: one.passage ?? '',
          reason: one.reason ?? '',
          // A value is given only where it is another one than the record shows.
          shown: (one.value ?? '') === '',
          position: one.position,
          origin: 'record' as const,
          created_at: now,
          updated_at: now,
        })),
      )
      .execute();
  }
}
