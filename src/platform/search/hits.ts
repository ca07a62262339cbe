/** Asks the index, in one query each: some hundred hits are ranked at most, whatever is asked. */
import { type RawBuilder, sql } from 'kysely';
import type { Read } from '../db/handles.ts';
import { json } from '../db/values.ts';
import type { Term } from './ask.ts';
import './tables.ts';
import { stemmable } from './words.ts';

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
  /** Only this kind; the others are counted. */
  kind: string | undefined;
  after: HitKey | undefined;
  limit: number;
}

interface Row {
  terms: Term[];
  counts: Record<string, number> | null;
  page: Hit[] | null;
  many: boolean | null;
}

/** Typed words, still to be made terms of; or terms. */
export type Asked = { words: readonly string[] } | { terms: readonly Term[] };

function termsOf(asked: Asked): RawBuilder<unknown> {
  if ('terms' in asked) return json(asked.terms);
  const { words } = asked;
  return sql`search_terms(${[...words]}::text[], ${words.map((word) => stemmable(word) ?? null)}::text[])`;
}

/**
 * One page of what holds all of the terms (`&`) or any of them (`|`), the nearest first.
 * @returns it with the terms; none when no word says anything
 */
export async function findHits(
  db: Read,
  asked: Asked,
  sign: '&' | '|',
  { kind, after, limit }: HitRequest,
): Promise<HitPage & { terms: Term[] }> {
  const { rows } = await sql<Row>`
    select terms, page, counts, many
    from (select ${termsOf(asked)} as terms offset 0) as t,
      search_page(terms, ${sign}, ${kind ?? null}::text, ${after?.score ?? null}::bigint, ${after?.no ?? null}::bigint,
        ${limit + 1}::int)`.execute(db);
  const [row] = rows;
  return {
    terms: row?.terms ?? [],
    hits: row?.page ?? [],
    counts: new Map(Object.entries(row?.counts ?? {})),
    many: row?.many ?? false,
  };
}

/** The first few with all of the terms in title or names; of very many, out of some. */
export async function findNamed(
  db: Read,
  asked: Asked,
  limit: number,
): Promise<{ terms: Term[]; hits: Hit[] }> {
  const { rows } = await sql<Pick<Row, 'terms' | 'page'>>`
    select terms, page from (select ${termsOf(asked)} as terms offset 0) as t, search_named(terms, ${limit}::int)`.execute(
    db,
  );
  return { terms: rows[0]?.terms ?? [], hits: rows[0]?.page ?? [] };
}
