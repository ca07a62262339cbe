/** Records of nobody and nothing, in the numbers of a whole country: made of syllables, with words as common and as rare as in a language. */
import { sql } from 'kysely';
import type { Db } from '../../src/platform/db/handles.ts';
import type { SearchDocument, SearchSource } from '../../src/platform/search/source.ts';

/** Numbers from 0 to 1, the same in every run. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const ONSETS = [
  'b',
  'c',
  'd',
  'f',
  'g',
  'gu',
  'j',
  'l',
  'll',
  'm',
  'n',
  'p',
  'qu',
  'r',
  's',
  't',
  'v',
  'z',
  'tr',
  'br',
  'pl',
  'cl',
  'ch',
  'gr',
];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'á', 'é', 'í', 'ó', 'ie', 'ue'];
const CODAS = ['', '', '', 'n', 'r', 's', 'l'];
const ENDINGS = [
  'ción',
  'miento',
  'dad',
  'al',
  'ar',
  'ado',
  'ante',
  'ez',
  'ista',
  'ico',
  'encia',
  'o',
  'a',
  'es',
];

const pick = <T>(list: readonly T[], roll: number): T => list[Math.floor(roll * list.length)] as T;

function makeWord(roll: () => number, syllables: number, endings: readonly string[]): string {
  let word = '';
  for (let i = 0; i < syllables; i++)
    word += pick(ONSETS, roll()) + pick(VOWELS, roll()) + pick(CODAS, roll());
  return word + pick(endings, roll());
}

/** Distinct words, the short ones first, as languages have it. */
function makeWords(count: number, seed: number, endings: readonly string[]): string[] {
  const roll = dice(seed);
  const words = new Set<string>();
  while (words.size < count)
    words.add(makeWord(roll, 1 + Math.floor((words.size / count) * 2 + roll()), endings));
  return [...words];
}

/**
 * A place in a list by which the first are common and most are rare, as words are (Zipf and Mandelbrot).
 * @param even the higher, the less the very first stand out
 */
const commonly = (length: number, even: number, roll: number): number =>
  Math.min(length - 1, Math.floor(even * ((1 + length / even) ** roll - 1)));

export const VOCABULARY = makeWords(30_000, 1, ENDINGS);
export const GIVEN = makeWords(1500, 2, ['a', 'o', 'el', 'ia', 'io', '']);
export const SURNAMES = makeWords(20_000, 3, ['ez', 'es', 'oc', 'al', 'aj', 'an', 'or', '']);

const word = (roll: () => number): string => VOCABULARY[commonly(VOCABULARY.length, 30, roll())] ?? '';
const several = (count: number, roll: () => number): string =>
  Array.from({ length: count }, () => word(roll)).join(' ');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const personName = (roll: () => number): string =>
  [GIVEN, GIVEN, SURNAMES, SURNAMES]
    .map((list) => capital(list[commonly(list.length, 8, roll())] ?? ''))
    .join(' ');

export type BenchKind = 'bench_person' | 'bench_text' | 'bench_other';

interface BenchRecord {
  id: string;
  kind: BenchKind;
  title: string;
  text: string;
  at: string;
}

function makeRecord(kind: BenchKind, number: number, roll: () => number): BenchRecord {
  const at = new Date(1_600_000_000_000 + Math.floor(roll() * 2e11)).toISOString();
  const id = `${kind}-${String(number).padStart(6, '0')}`;
  if (kind === 'bench_person') return { id, kind, at, title: personName(roll), text: several(12, roll) };
  if (kind === 'bench_other')
    return { id, kind, at, title: capital(several(5, roll)), text: several(25, roll) };
  return {
    id,
    kind,
    at,
    title: capital(several(8, roll)),
    text: several(600 + Math.floor(roll() * 600), roll),
  };
}

export const NUMBERS: Readonly<Record<BenchKind, number>> = {
  bench_person: 100_000,
  bench_text: 20_000,
  bench_other: 100_000,
};

const PER_STATEMENT = 2000;

/** The table from which the bench's own sources read, filled. */
export async function insertRecords(db: Db, share = 1): Promise<void> {
  await sql`create table bench_records (id text collate "C" primary key, kind text, title text, text text, at timestamptz)`.execute(
    db,
  );
  // As publications keep theirs.
  await sql`alter table bench_records alter column text set storage external`.execute(db);
  for (const [kind, count] of Object.entries(NUMBERS) as [BenchKind, number][]) {
    const roll = dice(count + kind.length);
    for (let from = 0; from < count * share; from += PER_STATEMENT) {
      const rows = Array.from({ length: Math.min(PER_STATEMENT, count * share - from) }, (_, i) =>
        makeRecord(kind, from + i, roll),
      );
      await sql`insert into bench_records select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r (id text, kind text, title text, text text, at timestamptz)`.execute(db);
    }
  }
  await sql`analyze bench_records`.execute(db);
}

export const BENCH_SOURCES: readonly SearchSource[] = (Object.keys(NUMBERS) as BenchKind[]).map((kind) => ({
  kind,
  label: 'contributions.library.title',
  find: async (db, ids) => {
    const { rows } = await sql<Omit<SearchDocument, 'href'>>`
      select id, title, text, at from bench_records where id = any(${[...ids]}) and kind = ${kind}`.execute(
      db,
    );
    return rows.map((row) => ({ ...row, href: `/${kind}/${row.id}` }));
  },
  list: async (db, { after, limit }) => {
    const { rows } = await sql<{ id: string }>`
      select id from bench_records where kind = ${kind} and id > ${after ?? ''} order by id limit ${limit}`.execute(
      db,
    );
    return rows.map(({ id }) => id);
  },
}));
