/** What a module says about its public records for the pictures that stand beside a shared link (`adds.cards`). */
import type { Read } from '../db/handles.ts';
import type { Translate } from '../i18n/translate.ts';

export interface CardFacts {
  title: string;
  /** What it is, in a word or two: “Encuentro”, “Norma”. */
  eyebrow: string;
  /** In words, or empty. */
  date: string;
}

export interface CardSource {
  /** Kind of record, as in `links.ts`; also its word in the address: `/tarjetas/{kind}/{id}.png`. */
  kind: string;
  /** Undefined unless everybody may see the record now. */
  find: (db: Read, id: string, t: Translate) => Promise<CardFacts | undefined>;
}

/** Address of the share card of a record: for `og:image`, put behind the address of the site. */
export function cardPath(kind: string, id: string): string {
  return `/tarjetas/${kind}/${id}.png`;
}

/** Pixels, as the networks want them. */
export const CARD_SIZE = { width: 1200, height: 630 } as const;
