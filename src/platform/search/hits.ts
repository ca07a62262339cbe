/**
 * Asks the index, in one query for as many as ask at once: some hundred hits are ranked at most, whatever is asked.
 */
import { sql } from 'kysely';
import type { Read } from '../db/handles.ts';
import { together } from '../db/together.ts';
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

/** Questions of one statement. Each takes about a millisecond, and waits for the others. */
const MOST_TOGETHER = 8;

interface Question {
  terms?: readonly Term[];
  words?: readonly string[];
  spanish?: readonly (string | null)[];
  sign: '&' | '|';
  kind: string | undefined;
  score: number | undefined;
  no: number | undefined;
  /** Hits of the answer. */
  size: number;
}

const askPage = together(async (db: Read, questions: readonly Question[]) => {
  const { rows } = await sql<Row & { at: number }>`
    select q.at, t.terms, page, counts, many
    from jsonb_to_recordset(${json(questions.map((question, at) => ({ ...question, at })))}) as q
        (at int, terms jsonb, words text[], spanish text[], sign text, kind text, score bigint, no bigint, size int),
      lateral (select coalesce(q.terms, search_terms(q.words, q.spanish)) as terms offset 0) as t,
      search_page(t.terms, q.sign, q.kind, q.score, q.no, q.size)`.execute(db);
  const byQuestion = new Map(rows.map((row) => [row.at, row]));
  return questions.map((_, at) => byQuestion.get(at));
}, MOST_TOGETHER);

const inSpanish = (words: readonly string[]): (string | null)[] =>
  words.map((word) => stemmable(word) ?? null);

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
  const row = await askPage(db, {
    ...('terms' in asked ? asked : { ...asked, spanish: inSpanish(asked.words) }),
    sign,
    kind,
    score: after?.score,
    no: after?.no,
    size: limit + 1,
  });
  return {
    terms: row?.terms ?? [],
    hits: row?.page ?? [],
    counts: new Map(Object.entries(row?.counts ?? {})),
    many: row?.many ?? false,
  };
}

/** The first few with all of the terms in title or names; of very many, out of some. So quick that none need wait. */
export async function findNamed(
  db: Read,
  asked: Asked,
  limit: number,
): Promise<{ terms: Term[]; hits: Hit[] }> {
  const terms =
    'terms' in asked
      ? json(asked.terms)
      : sql`search_terms(${[...asked.words]}::text[], ${inSpanish(asked.words)}::text[])`;
  const { rows } = await sql<Pick<Row, 'terms' | 'page'>>`
    select terms, page from (select ${terms} as terms offset 0) as t, search_named(terms, ${limit}::int)`.execute(
    db,
  );
  return { terms: rows[0]?.terms ?? [], hits: rows[0]?.page ?? [] };
}
