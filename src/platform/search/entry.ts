/** A record as the index keeps it. Pure. */
import type { SearchDocument } from './source.ts';
import { stemIn, type Stems } from './stems.ts';
import { wordsOf } from './words.ts';

export interface IndexEntry {
  id: string;
  at: Temporal.Instant | null;
  /** Words of title and names that say something, each once, in order of the alphabet. */
  names: string[];
  /** tsvector as text. */
  top: string;
  words: string[];
}

/** What a word is marked with in the index. The functions of the database know these marks too. */
const WRITTEN = '=';
const NAMED = '~';
const KIND = '#';
const SAMPLE = '@';
/** One record in so many is in the sample of that name; each sample is part of the one before. */
const SAMPLES = [16, 64, 256];

const MOST_NAMES = 60;
/** Of the text, for the ranking: what it says most often. */
const MOST_OFTEN = 24;
/** The highest position that a tsvector keeps. */
const LAST_POSITION = 16_000;

/** The words of a record, to ask for their stems all at once. */
export interface ReadDocument {
  document: SearchDocument;
  title: string[];
  names: string[];
  text: string[];
}

export function readDocument(document: SearchDocument): ReadDocument {
  return {
    document,
    title: wordsOf(document.title, MOST_NAMES),
    names: wordsOf((document.names ?? []).join(' '), MOST_NAMES),
    text: wordsOf(document.text),
  };
}

export function entryOf(kind: string, read: ReadDocument, stems: Stems): IndexEntry {
  const { document } = read;
  const stem = (word: string) => stemIn(stems, document.lang ?? 'es', word);
  const found = new Set([KIND + kind, ...samplesOf(kind, document.id)]);
  const top = new Map<string, string>();
  const names = new Set<string>();
  let position = 0;
  const place = (lexeme: string, weight: string): void => {
    found.add(lexeme);
    if (!top.has(lexeme)) top.set(lexeme, `${Math.min(++position, LAST_POSITION)}${weight}`);
  };
  const name = (word: string, weight: string): void => {
    const its = stem(word);
    if (its === undefined) return;
    names.add(word);
    found.add(NAMED + its);
    place(its, weight);
    place(WRITTEN + word, weight);
  };
  for (const word of read.title) name(word, 'A');
  for (const word of read.names) name(word, 'B');
  const counts = new Map<string, number>();
  for (const word of read.text) {
    const its = stem(word);
    if (its !== undefined) counts.set(its, (counts.get(its) ?? 0) + 1);
  }
  for (const its of counts.keys()) found.add(its);
  // Sorting keeps those that are said as often in the order of the text.
  const often = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, MOST_OFTEN);
  for (const [its] of often) place(its, 'C');
  return {
    id: document.id,
    at: document.at ?? null,
    names: [...names].toSorted(),
    top: [...top].map(([lexeme, at]) => `'${lexeme}':${at}`).join(' '),
    words: [...found].toSorted(),
  };
}

/** As if by chance, the same whenever the record is indexed: FNV-1a, whose signs are then mixed as MurmurHash3 ends. */
function samplesOf(kind: string, id: string): string[] {
  let hash = 0x81_1c_9d_c5;
  for (const byte of Buffer.from(`${kind} ${id}`)) hash = Math.imul(hash ^ byte, 0x01_00_01_93);
  // Ids that differ in their last sign only would else fall into a sample together.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  const number = (hash ^ (hash >>> 16)) >>> 0;
  return SAMPLES.filter((size) => number % size === 0).map((size) => SAMPLE + String(size));
}
