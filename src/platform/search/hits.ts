/** Finds in the index and ranks: a thousand hits at most (400 anywhere, 200 by title, as many again of one kind), whatever is asked. */
import { sql } from 'kysely';
import type { Read } from '../db/handles.ts';
import './tables.ts';

/** What to find, as PostgreSQL reads it (`tsquery`). */
export interface Sought {
  /** Anywhere in a record. */
  anywhere: string;
  /** In title or names. */
  named: string;
}

export interface HitKey {
  score: number;
  no: number;
}

export interface Hit extends HitKey {
  kind: string;
  id: string;
}

export interface HitPage {
  /** One more than asked for when there are more. */
  hits: Hit[];
  /** By kind, how many are known of; all there are, unless `many`. */
  counts: Map<string, number>;
  /** More than can be ranked: of kinds that are not counted there may be some too. */
  many: boolean;
}

export interface HitRequest {
  sought: Sought;
  /** Only this kind; the others are counted. */
  kind: string | undefined;
  after: HitKey | undefined;
  limit: number;
}

interface Row {
  counts: Record<string, number> | null;
  page: Hit[] | null;
  many: boolean;
}

/** One page of what matches, the nearest first. */
export async function findHits(db: Read, { sought, kind, after, limit }: HitRequest): Promise<HitPage> {
  const { rows } = await sql<Row>`
    select * from search_page(${sought.anywhere}::tsquery, ${sought.named}::tsquery, ${kind ?? null}::text,
      ${after?.score ?? null}::bigint, ${after?.no ?? null}::bigint, ${limit + 1}::int)`.execute(db);
  const [row] = rows;
  return {
    hits: row?.page ?? [],
    counts: new Map(Object.entries(row?.counts ?? {})),
    many: row?.many ?? false,
  };
}

const MOST_SUGGESTED = 120;

/** The first few with the words in title or names; out of so many, when there are more. */
export async function findNamed(db: Read, { named, anywhere }: Sought, limit: number): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    select no, kind, id, score from search_some(${named}::tsquery, ${anywhere}::tsquery, ${MOST_SUGGESTED})
    order by score desc, no desc limit ${limit}`.execute(db);
  return rows;
}
