/** What people held and took part in, as it is read: each with the source that says it. */
import type { Read } from '../../../platform/db/handles.ts';
import type { TenureKind } from '../tables.ts';
import { type Proven, SOURCE_COLUMNS, sourceOf } from './statements.ts';

export interface Tenure extends Proven {
  id: string;
  personId: string;
  kind: TenureKind;
  /** As printed, else what the post is called here. */
  post: string;
  body: string;
  /** Of the institution's page, where everybody may see it. */
  institution: { id: string; slug: string; name: string } | null;
  postId: string | null;
  /** Of the post, how many hold it at a time; null: not known, or no post of ours. */
  seats: number | null;
  process: string;
  processKey: string;
  unit: string;
  territory: string;
  state: string;
  listNumber: string;
}

/** So many of one page: nobody comes near. */
const MOST = 1000;

/**
 * What these records hold together, the latest first, undated ones last. One query.
 * @param office also what is kept for editors
 */
export async function tenuresOf(
  db: Read,
  personIds: readonly string[],
  { office }: { office: boolean },
): Promise<Tenure[]> {
  if (personIds.length === 0) return [];
  let query = rows(db).where('t.person_id', 'in', personIds);
  if (!office) query = query.where('t.evidence', '!=', 'kept');
  return (await query.execute()).map((row) => ({
    id: row.id,
    personId: row.person_id,
    kind: row.kind,
    post: row.post_printed || (row.post_label ?? ''),
    body: row.body_printed || (row.institution_name ?? ''),
    institution:
      row.institution_id !== null && row.institution_status === 'published'
        ? { id: row.institution_id, slug: row.institution_slug ?? '', name: row.institution_name ?? '' }
        : null,
    postId: row.post_id,
    seats: row.seats,
    process: row.process,
    processKey: row.process_key,
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
    importRow: row.import_row,
    source: sourceOf(row),
  }));
}

function rows(db: Read) {
  return db
    .selectFrom('tenures as t')
    .leftJoin('posts as o', 'o.id', 't.post_id')
    .leftJoin('institutions as i', 'i.id', 't.institution_id')
    .leftJoin('sources as s', 's.id', 't.source_id')
    .select([
      't.id',
      't.person_id',
      't.kind',
      't.post_printed',
      't.body_printed',
      't.institution_id',
      't.post_id',
    ])
    .select(['t.process', 't.process_key', 't.unit', 't.territory', 't.state', 't.list_number'])
    .select(['t.starts', 't.ends', 't.evidence', 't.reason', 't.page', 't.passage', 't.import_row'])
    .select(['o.label as post_label', 'o.seats', 'i.name as institution_name', 'i.slug as institution_slug'])
    .select('i.status as institution_status')
    .select([...SOURCE_COLUMNS])
    .orderBy('t.starts', (order) => order.desc().nullsLast())
    .orderBy('t.ends', (order) => order.desc().nullsLast())
    .orderBy('t.id')
    .limit(MOST);
}
