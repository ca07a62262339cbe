/** Who holds and held the posts of an institution, as everybody may see it. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { CitedSource } from '../../../platform/sources/citations.ts';
import { SOURCE_COLUMNS, sourceOf } from './statements.ts';

export interface Holder {
  id: string;
  postId: string | null;
  post: string;
  /** Under whom it is shown. */
  personId: string;
  name: string;
  slug: string;
  /** Kept from search engines: their page says so. */
  delisted: boolean;
  unit: string;
  territory: string;
  starts: string | null;
  ends: string | null;
  evidence: 'shown' | 'beside' | 'kept';
  reason: string;
  page: string;
  passage: string;
  source: CitedSource | null;
}

/** So many holders of all posts of an institution stand on its page; the rest are in the list of people. */
export const MOST_HOLDERS = 120;

/** Of a body with thousands of tenures the latest are found in the index; some of them may be nobody's business yet. */
const MOST_LOOKED_AT = 4 * MOST_HOLDERS;

function candidates(institutionId: string) {
  const some = (dated: boolean) => sql`(select id from tenures
    where institution_id = ${institutionId} and kind = 'office' and evidence <> 'kept'
      and starts is ${sql.raw(dated ? 'not null' : 'null')}
    order by starts desc, id limit ${MOST_LOOKED_AT})`;
  return sql<{ id: string }>`(${some(true)} union all ${some(false)})`;
}

/** Who holds and held its posts, the latest first; only people whom everybody may see. One query. */
export async function listHolders(db: Read, institutionId: string): Promise<Holder[]> {
  const rows = await db
    .selectFrom(candidates(institutionId).as('some'))
    .innerJoin('tenures as t', 't.id', 'some.id')
    .innerJoin('people as p', 'p.id', 't.person_id')
    .innerJoin('people as r', 'r.id', 'p.canonical_id')
    .leftJoin('sources as s', 's.id', 't.source_id')
    .select(['t.id', 't.post_id', 't.post_printed', 't.unit', 't.territory', 't.starts', 't.ends'])
    .select([
      't.evidence',
      't.reason',
      't.page',
      't.passage',
      'r.id as root_id',
      'r.name',
      'r.slug',
      'r.delisted',
    ])
    .select([...SOURCE_COLUMNS])
    .where('p.status', '=', 'published')
    .where('r.status', '=', 'published')
    .orderBy('t.starts', (order) => order.desc().nullsLast())
    .orderBy('t.id', 'desc')
    .limit(MOST_HOLDERS + 1)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    postId: row.post_id,
    post: row.post_printed,
    personId: row.root_id,
    name: row.name,
    slug: row.slug,
    delisted: row.delisted,
    unit: row.unit,
    territory: row.territory,
    starts: row.starts,
    ends: row.ends,
    evidence: row.evidence,
    reason: row.reason,
    page: row.page,
    passage: row.passage,
    source: sourceOf(row),
  }));
}
