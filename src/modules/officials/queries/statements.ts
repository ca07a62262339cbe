/** Statements as they are read, each with the source that says it. */
import type { Read } from '../../../platform/db/handles.ts';
import type { CitedSource } from '../../../platform/sources/citations.ts';
import type { StatementValue } from '../schemas/properties.ts';
import type { Evidence } from '../tables.ts';

/** How far something is proved, and by what. */
export interface Proven {
  /** As far as it is known: `2019`, `2019-10`. */
  starts: string | null;
  ends: string | null;
  evidence: Evidence;
  reason: string;
  page: string;
  passage: string;
  importRow: number | null;
  /** Null only for what is kept. */
  source: CitedSource | null;
}

export interface Statement extends Proven {
  id: string;
  subjectId: string;
  property: string;
  value: StatementValue;
  printed: string;
  lang: string;
}

/** So many of one page's records: no record of ours comes near. */
const MOST = 2000;

/**
 * What is said of these records, in the order in which it is shown. One query.
 * @param office also what is kept for editors
 */
export async function statementsOf(
  db: Read,
  subjectIds: readonly string[],
  { office }: { office: boolean },
): Promise<Statement[]> {
  if (subjectIds.length === 0) return [];
  let query = rows(db).where('t.subject_id', 'in', subjectIds);
  if (!office) query = query.where('t.evidence', '!=', 'kept');
  return (await query.execute()).map((row) => ({
    id: row.id,
    subjectId: row.subject_id,
    property: row.property,
    // Checked when it was written.
    value: row.value as StatementValue,
    printed: row.printed,
    lang: row.lang,
    starts: row.starts,
    ends: row.ends,
    evidence: row.evidence,
    reason: row.reason,
    page: row.page,
    passage: row.passage,
    importRow: row.import_row,
    source: sourceOf(row),
  }));
}

/** The columns of a source beside whatever cites it, for `sourceOf`; the table joined as `s`. */
export const SOURCE_COLUMNS = [
  's.id as source_id',
  's.address as source_address',
  's.title as source_title',
  's.publisher as source_publisher',
  's.date_printed as source_date_printed',
  's.date_from as source_date_from',
  's.date_precision as source_date_precision',
  's.lang as source_lang',
  's.kind as source_kind',
] as const;

interface SourceColumns {
  source_id: string | null;
  source_address: string | null;
  source_title: string | null;
  source_publisher: string | null;
  source_date_printed: string | null;
  source_date_from: CitedSource['date_from'];
  source_date_precision: CitedSource['date_precision'];
  source_lang: string | null;
  source_kind: CitedSource['kind'] | null;
}

export function sourceOf(row: SourceColumns): CitedSource | null {
  if (row.source_id === null) return null;
  return {
    id: row.source_id,
    address: row.source_address,
    title: row.source_title ?? '',
    publisher: row.source_publisher ?? '',
    date_printed: row.source_date_printed ?? '',
    date_from: row.source_date_from,
    date_precision: row.source_date_precision,
    lang: row.source_lang ?? 'es',
    kind: row.source_kind ?? 'other',
  };
}

function rows(db: Read) {
  return db
    .selectFrom('statements as t')
    .leftJoin('sources as s', 's.id', 't.source_id')
    .select([
      't.id',
      't.subject_id',
      't.property',
      't.value',
      't.printed',
      't.lang',
      't.starts',
      't.ends',
      't.evidence',
      't.reason',
      't.page',
      't.passage',
      't.import_row',
    ])
    .select([...SOURCE_COLUMNS])
    .orderBy('t.position')
    .orderBy('t.id')
    .limit(MOST);
}
