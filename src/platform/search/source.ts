/** What a module tells the search about its public records, in its manifest. */
import type { Read } from '../db/handles.ts';
import type { MessageKey } from '../i18n/translate.ts';

/** One record as the search knows it. Everything in it is public. */
export interface SearchDocument {
  id: string;
  /** As printed; typing errors in it are forgiven. */
  title: string;
  /** What it is in particular, where its kind has several: a law, a term. */
  label?: MessageKey;
  /** Other names that it is known by. */
  names?: readonly string[];
  /** The rest, as plain text without markup. */
  text: string;
  /** ISO 639 code of the language it is written in; Spanish when left out. */
  lang?: string;
  /** Path of its page. */
  href: string;
  /** The date shown beside it. */
  at?: Temporal.Instant;
}

export interface SearchSource {
  /** Kind of record, as in `links.ts`: `event`, `publication`. Also its name in the address of a filter. */
  kind: string;
  /** What several of them are called. */
  label: MessageKey;
  /** Those of these ids that everybody may see now; what is shown is always taken from here. One or two queries. */
  find: (db: Read, ids: readonly string[]) => Promise<SearchDocument[]>;
  /** Ids of all that everybody may see, ascending, to make the index anew. */
  list: (db: Read, page: { after: string | undefined; limit: number }) => Promise<string[]>;
}
