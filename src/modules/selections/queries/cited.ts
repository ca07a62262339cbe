/** What rows of a process rest on. What cites nothing is not shown. */
import { type RawBuilder, sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { Citation } from '../../../platform/sources/citations.ts';
import type { RecordRef } from '../../../platform/links.ts';
import type { CandidacyState } from '../rules/vocabulary.ts';

/** Whether a row rests on something that is shown. @param id the column that holds its id */
export function isCited(kind: string, id: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from citations x
    where x.record_kind = ${kind} and x.record_id = ${sql.ref(id)}::text and x.shown)`;
}

/** The last state of the candidacy `c` that rests on something; the column of the same name may name one that does not. */
export const SHOWN_STATE = sql<'' | CandidacyState>`coalesce((
  select s.state from candidacy_states s
  where s.candidacy_id = c.id and ${isCited('candidacy_state', 's.id')}
  order by s.position desc, s.id desc limit 1), '')`;

/** So many of one page: what is beyond is in the data files. */
const MOST = 4000;

/** Of each record by its id, in the order of the record. One query, however many there are. */
export async function citationsBy(db: Read, refs: readonly RecordRef[]): Promise<Map<string, Citation[]>> {
  if (refs.length === 0) return new Map();
  const rows = await db
    .selectFrom('citations as c')
    .innerJoin('sources as s', 's.id', 'c.source_id')
    .select(['c.id', 'c.record_id', 'c.field', 'c.value', 'c.page', 'c.passage', 'c.shown', 'c.reason'])
    .select(['c.origin', 's.id as source_id', 's.address', 's.title', 's.publisher', 's.date_printed'])
    .select(['s.date_from', 's.date_precision', 's.lang', 's.kind'])
    .where(
      sql<boolean>`(c.record_kind, c.record_id) in (select k, i from unnest(
        ${refs.map(({ kind }) => kind)}::text[], ${refs.map(({ id }) => id)}::text[]) as w (k, i))`,
    )
    .orderBy('c.record_id')
    .orderBy('c.position')
    .orderBy('c.id')
    .limit(MOST)
    .execute();
  const found = new Map<string, Citation[]>();
  for (const { id, record_id: record, field, value, page, passage, shown, reason, origin, ...rest } of rows) {
    const { source_id: sourceId, ...source } = rest;
    const list = found.get(record) ?? [];
    found.set(record, list);
    list.push({
      id,
      field,
      value,
      page,
      passage,
      shown,
      reason,
      origin,
      source: { id: sourceId, ...source },
    });
  }
  return found;
}

/** Those of these rows that rest on something. */
export function shownOf<T extends { id: string }>(
  rows: readonly T[],
  cited: ReadonlyMap<string, readonly Citation[]>,
): T[] {
  return rows.filter(({ id }) => (cited.get(id) ?? []).some(({ shown }) => shown));
}
