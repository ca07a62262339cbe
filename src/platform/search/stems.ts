/**
 * Stems of words, by the dictionaries of the database: those of the index. A stem never changes, so each is asked for
 * once.
 */
import { sql } from 'kysely';
import type { Read } from '../db/handles.ts';
import { stemmable } from './words.ts';

export interface Stem {
  /** Undefined: a word that says nothing in Spanish (`de`, `los`). */
  es: string | undefined;
  en: string;
}

export type Stems = ReadonlyMap<string, Stem>;

const MOST_KEPT = 30_000;
const kept = new Map<string, Stem>();

async function readStems(db: Read, words: readonly string[]): Promise<Stems> {
  const { rows } = await sql<{ es: string[]; en: string[] }>`
    select ts_lexize('spanish_stem', es) as es, ts_lexize('english_stem', en) as en
    from unnest(${words.map((word) => stemmable(word) ?? '')}::text[], ${[...words]}::text[]) with ordinality as w (es, en, at)
    order by at`.execute(db);
  if (kept.size + words.length > MOST_KEPT) kept.clear();
  const stems = new Map<string, Stem>();
  for (const [at, word] of words.entries()) {
    const row = rows[at];
    const es = stemmable(word) === undefined ? undefined : row?.es[0];
    // English stop words stay as they are: `once` and `son` are none in Spanish.
    const stem = { es, en: row?.en[0] ?? word };
    stems.set(word, stem);
    if (words.length <= MOST_KEPT) kept.set(word, stem);
  }
  return stems;
}

/** Stems of these words (folded, as `wordsOf` gives them); at most one query. */
export async function stemsOf(db: Read, words: Iterable<string>): Promise<Stems> {
  const stems = new Map<string, Stem>();
  const unknown: string[] = [];
  for (const word of new Set(words)) {
    const stem = kept.get(word);
    if (stem) stems.set(word, stem);
    else unknown.push(word);
  }
  if (unknown.length === 0) return stems;
  for (const [word, stem] of await readStems(db, unknown)) stems.set(word, stem);
  return stems;
}

/** How a record in this language is indexed by this word; undefined: not at all. */
export function stemIn(stems: Stems, lang: string, word: string): string | undefined {
  const stem = stems.get(word);
  if (lang === 'es') return stem?.es;
  return lang === 'en' ? stem?.en : word;
}

/** All ways in which a record may be indexed by this word, whatever its language; none for a word that says nothing. */
export function anyStems(stems: Stems, word: string): string[] {
  const stem = stems.get(word);
  return stem?.es === undefined ? [] : [...new Set([stem.es, stem.en, word])];
}
