/** What somebody held, as editors correct it: every column, also what is kept back. */
import type { Read } from '../../../platform/db/handles.ts';
import type { CitedSource } from '../../../platform/sources/citations.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { Evidence, TenureKind } from '../tables.ts';
import { SOURCE_COLUMNS, sourceOf } from './statements.ts';

export interface OfficeTenure {
  id: string;
  kind: TenureKind;
  institutionId: string | null;
  postId: string | null;
  /** As printed; empty: as it is called here. */
  postPrinted: string;
  bodyPrinted: string;
  process: string;
  unit: string;
  territory: string;
  state: string;
  listNumber: string;
  starts: string | null;
  ends: string | null;
  evidence: Evidence;
  reason: string;
  page: string;
  passage: string;
  source: CitedSource | null;
}

/** @returns undefined for what somebody else held */
export async function findOfficeTenure(
  db: Read,
  personId: string,
  id: string,
): Promise<OfficeTenure | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await db
    .selectFrom('tenures as t')
    .leftJoin('sources as s', 's.id', 't.source_id')
    .select(['t.id', 't.kind', 't.institution_id', 't.post_id', 't.post_printed', 't.body_printed'])
    .select(['t.process', 't.unit', 't.territory', 't.state', 't.list_number', 't.starts', 't.ends'])
    .select(['t.evidence', 't.reason', 't.page', 't.passage'])
    .select([...SOURCE_COLUMNS])
    .where('t.id', '=', id)
    .where('t.person_id', '=', personId)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      kind: row.kind,
      institutionId: row.institution_id,
      postId: row.post_id,
      postPrinted: row.post_printed,
      bodyPrinted: row.body_printed,
      process: row.process,
      unit: row.unit,
      territory: row.territory,
      state: row.state,
      listNumber: row.list_number,
      starts: row.starts,
      ends: row.ends,
      evidence: row.evidence,
      reason: row.reason,
      page: row.page,
      passage: row.passage,
      source: sourceOf(row),
    }
  );
}
