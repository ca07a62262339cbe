/** Mistyped words, among the distinct words of all titles and names. */
import { sql } from 'kysely';
import type { Read } from '../db/handles.ts';
import { keysTogether } from '../db/together.ts';
import { json } from '../db/values.ts';
import './tables.ts';
import { errorsBetween, soundOf, variantsOf } from './words.ts';

interface Known {
  word: string;
  /** In how many records. */
  records: number;
}

const MOST_SIMILAR_LOOKED_AT = 300;
const MOST_SIMILAR = 5;
/** Up to this length one error, above it two. */
const SHORT = 7;

/** Those whose words one statement looks for. */
const MOST_TOGETHER = 6;

/** Words that each of these may have been meant to be, the nearest first, then what is in most records. */
export const lookUpSimilar = keysTogether(async (db: Read, words: readonly string[]) => {
  const asked = words.map((word) => ({ asked: word, variants: variantsOf(word) }));
  const { rows } = await sql<Known & { asked: string }>`
    select q.asked, d.word, d.records
    from jsonb_to_recordset(${json(asked)}) as q (asked text, variants text[]),
      lateral (
        select word, records from search_words
        where variants && (q.variants collate "C") limit ${MOST_SIMILAR_LOOKED_AT}
      ) as d`.execute(db);
  const similar = Map.groupBy(rows, (row) => row.asked);
  return new Map(words.map((word) => [word, nearest(word, similar.get(word) ?? [])]));
}, MOST_TOGETHER);

function nearest(asked: string, candidates: readonly Known[]): string[] {
  const sound = soundOf(asked);
  return candidates
    .map(({ word, records }) => ({
      known: { word, records },
      heard: errorsBetween(soundOf(word), sound),
      written: errorsBetween(word, asked),
    }))
    .filter(({ heard, written }) => Math.min(heard, written) <= (asked.length <= SHORT ? 1 : 2))
    .toSorted((a, b) => a.heard + a.written - (b.heard + b.written) || b.known.records - a.known.records)
    .slice(0, MOST_SIMILAR)
    .map(({ known }) => known.word);
}
