/** What the interface says: a key of the catalogue, or words that the organiser wrote. */
import type { MessageKey, Translate } from './translate.ts';

export type Words = MessageKey | { text: string };

/** Words of the catalogue in the reader's language, or the organiser's own as they are. */
export function say(words: Words, t: Translate): string {
  return typeof words === 'object' ? words.text : t(words);
}
