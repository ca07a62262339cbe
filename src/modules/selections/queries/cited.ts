/** What rows of a process rest on. What cites nothing is not shown. */
import { type RawBuilder, sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { type Citation, citationsOfMany, recordKey } from '../../../platform/sources/citations.ts';
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

/** Of each record by its id, in the order of the record. One query, however many there are. */
export async function citationsBy(db: Read, refs: readonly RecordRef[]): Promise<Map<string, Citation[]>> {
  const found = await citationsOfMany(db, refs);
  return new Map(
    refs.flatMap((ref) => {
      const list = found.get(recordKey(ref));
      return list ? [[ref.id, list]] : [];
    }),
  );
}
