/**
 * The search: what somebody typed → records that everybody may see. The index only says where to look; every
 * record that is shown is read again through its module's source, so that nothing hidden is shown while the
 * index is behind.
 */
import { keysTogether } from '../db/together.ts';
import { KEY, cursorOf } from '../db/page-by-key.ts';
import type { Read } from '../db/handles.ts';
import { askedWords, type Term } from './ask.ts';
import { type Asked, findHits, findNamed, type Hit, type HitKey, type HitPage } from './hits.ts';
import { lookUpSimilar } from './lookup.ts';
import type { SearchDocument, SearchSource } from './source.ts';

export interface Found {
  kind: string;
  document: SearchDocument;
}

export interface SearchAnswer {
  found: Found[];
  /** By kind, also those that were not asked for; only kinds with something in them. */
  counts: ReadonlyMap<string, number>;
  /** There are more than are ranked: counts are what is known of. */
  many: boolean;
  /** Words by which it was found in the end: to be marked. Empty: nothing was asked that says anything. */
  terms: Term[];
  /** Words that were taken for others, by the word typed. */
  corrected: ReadonlyMap<string, string>;
  /** Nothing holds all of the words; these hold some. */
  loosened: boolean;
  next: HitKey | undefined;
}

export interface SearchRequest {
  text: string;
  kind?: string | undefined;
  after?: HitKey | undefined;
  limit: number;
}

/** Behind the last hit of a page. */
export const HIT_CURSOR = cursorOf({ score: KEY.integer, no: KEY.integer });

const NOTHING: SearchAnswer = {
  found: [],
  counts: new Map(),
  many: false,
  terms: [],
  corrected: new Map(),
  loosened: false,
  next: undefined,
};

/**
 * One query and one for each kind found; where words are not known, at most three more. Those who ask at once share
 * them.
 */
export async function search(
  db: Read,
  sources: readonly SearchSource[],
  request: SearchRequest,
): Promise<SearchAnswer> {
  const words = askedWords(request.text);
  if (words.length === 0) return NOTHING;
  // A kind that there is not finds nothing; it is no part of a query either.
  const kind =
    request.kind === undefined ? undefined : (sources.find((s) => s.kind === request.kind)?.kind ?? '');
  const find = (asked: Asked, sign: '&' | '|') =>
    findHits(db, asked, sign, { kind, after: request.after, limit: request.limit });
  const answer = async (page: HitPage, terms: Term[], how: Partial<SearchAnswer> = {}) => ({
    ...NOTHING,
    ...(await read(db, sources, page, request.limit)),
    terms,
    ...how,
  });
  const { terms, ...exact } = await find({ words }, '&');
  if (terms.length === 0) return NOTHING;
  if (exact.counts.size > 0) return answer(exact, terms);
  const { terms: meant, corrected } = await correct(db, terms);
  const near = corrected.size > 0 ? await find({ terms: meant }, '&') : exact;
  if (near.counts.size > 0) return answer(near, meant, { corrected });
  if (meant.length === 1) return { ...NOTHING, terms: meant };
  const some = await find({ terms: meant }, '|');
  return answer(some, meant, { corrected, loosened: some.counts.size > 0 });
}

/** Words that begin nothing are taken for those that they may have been meant to be. */
async function correct(
  db: Read,
  terms: readonly Term[],
): Promise<{ terms: Term[]; corrected: Map<string, string> }> {
  const wrong = terms.filter(({ written }) => written.length === 0).map(({ word }) => word);
  const corrected = new Map<string, string>();
  if (wrong.length === 0) return { terms: [...terms], corrected };
  const similar = await lookUpSimilar(db, wrong);
  const meant = terms.map((term) => {
    const known = similar.get(term.word) ?? [];
    if (known[0] === undefined) return term;
    corrected.set(term.word, known[0]);
    // What was counted was counted of the word as typed.
    return { word: term.word, stems: term.stems, written: known };
  });
  return { terms: meant, corrected };
}

/** The records behind the hits, as everybody may see them now; those that nobody may see any more are left out. */
async function read(
  db: Read,
  sources: readonly SearchSource[],
  { hits, counts, many }: HitPage,
  limit: number,
): Promise<Pick<SearchAnswer, 'found' | 'counts' | 'many' | 'next'>> {
  const shown = hits.slice(0, limit);
  const last = shown.at(-1);
  return {
    found: await readHits(db, sources, shown),
    counts,
    many,
    next: hits.length > limit && last ? { score: last.score, no: last.no } : undefined,
  };
}

/** Those whose hits one statement reads. */
const MOST_TOGETHER = 10;

type Owner = (db: Read, ids: readonly string[]) => Promise<ReadonlyMap<string, SearchDocument>>;
const owners = new WeakMap<SearchSource, Owner>();

function ownerOf(source: SearchSource): Owner {
  let owner = owners.get(source);
  if (!owner) {
    owner = keysTogether(
      async (db: Read, ids: readonly string[]) =>
        new Map((await source.find(db, ids)).map((document) => [document.id, document])),
      MOST_TOGETHER,
    );
    owners.set(source, owner);
  }
  return owner;
}

async function readHits(db: Read, sources: readonly SearchSource[], hits: readonly Hit[]): Promise<Found[]> {
  const byKind = [...Map.groupBy(hits, ({ kind }) => kind)];
  const documents = new Map<string, ReadonlyMap<string, SearchDocument>>();
  await Promise.all(
    byKind.map(async ([kind, its]) => {
      const source = sources.find((one) => one.kind === kind);
      const ids = its.map(({ id }) => id);
      if (source) documents.set(kind, await ownerOf(source)(db, ids));
    }),
  );
  return hits.flatMap(({ kind, id }) => {
    const document = documents.get(kind)?.get(id);
    return document ? [{ kind, document }] : [];
  });
}

/** Records whose title or names hold what is typed so far, for a list below the field. */
export async function suggest(
  db: Read,
  sources: readonly SearchSource[],
  { text, limit }: { text: string; limit: number },
): Promise<Found[]> {
  const words = askedWords(text);
  if (words.length === 0) return [];
  const { terms, hits } = await findNamed(db, { words }, limit);
  if (hits.length > 0 || terms.length === 0) return readHits(db, sources, hits);
  const { terms: meant, corrected } = await correct(db, terms);
  if (corrected.size === 0) return [];
  return readHits(db, sources, (await findNamed(db, { terms: meant }, limit)).hits);
}
