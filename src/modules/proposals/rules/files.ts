/** How many files a proposal takes, and how large: said before they are chosen. Pure. */
import { isPublic } from './proposal.ts';
import type { State } from '../tables.ts';

export const MOST_FILES = 5;
/** A scanned letter or a table of data; a report belongs where it was published. */
export const MOST_DOCUMENT_BYTES = 10_000_000;
/** Of all that nobody has looked at yet: a flood fills the disk up to here, and rooms stay far below. */
export const MOST_WAITING_BYTES = 2_000_000_000;

/** While its authors may add files. */
export const takesFiles = (state: State): boolean =>
  state === 'unconfirmed' || state === 'received' || isPublic(state);
