/** Objections that were filed on candidacies. */
import type { Read } from '../../../platform/db/handles.ts';
import type { Admissibility, FilerKind, ObjectionOutcome } from '../rules/vocabulary.ts';

export interface ObjectionRow {
  id: string;
  candidacy_id: string;
  count: number;
  filed_on: string | null;
  filer_kind: FilerKind;
  filer: string;
  ground: string;
  evidence: string;
  admissibility: Admissibility;
  outcome: ObjectionOutcome;
  decided_on: string | null;
  answer: string;
}

const COLUMNS = [
  'o.id',
  'o.candidacy_id',
  'o.count',
  'o.filed_on',
  'o.filer_kind',
  'o.filer',
  'o.ground',
  'o.evidence',
  'o.admissibility',
  'o.outcome',
  'o.decided_on',
  'o.answer',
] as const;

/** On these candidacies. One query. */
export function objectionsOn(db: Read, ids: readonly string[]): Promise<ObjectionRow[]> {
  return db
    .selectFrom('candidacy_objections as o')
    .select(COLUMNS)
    .where('o.candidacy_id', 'in', [...ids])
    .orderBy('o.position')
    .orderBy('o.id')
    .limit(500)
    .execute();
}
