/** The tables of the search. Written only by `touch.ts` and the sweep. */
import type { Generated } from 'kysely';

export interface SearchTouchedTable {
  id: Generated<number>;
  record_kind: string;
  record_id: string;
}

export interface SearchRecordsTable {
  no: Generated<number>;
  record_kind: string;
  record_id: string;
  at: Temporal.Instant | null;
  /** Words of title and names, folded, each once: what is counted in `search_words`. */
  names: string[];
  /** tsvector to rank by: title A, names B, what the text says most often C. */
  top: string;
  /** tsvector to find by, without positions. */
  words: string;
}

/** The distinct words of all titles and names. */
export interface SearchWordsTable {
  word: string;
  /** In how many records. */
  records: number;
  /** It and its sound, and both with one sign left out: two words that share one differ by one typing error. */
  variants: string[];
}

/** What is in many records, as the worker last counted it. */
export interface SearchFrequentTable {
  lexeme: string;
  /** In about how many. */
  records: number;
}

declare module '../db/handles.ts' {
  interface Database {
    search_touched: SearchTouchedTable;
    search_records: SearchRecordsTable;
    search_words: SearchWordsTable;
    search_frequent: SearchFrequentTable;
  }
}
