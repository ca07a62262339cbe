/** What the module adds to search, history, sources, share cards, site map and home page. */
import type { Additions } from '../../platform/additions.ts';
import {
  INSTITUTION_ADDRESSES,
  INSTITUTION_CARDS,
  INSTITUTION_CITED,
  INSTITUTION_SEARCH,
  JUSTICIAPEDIA_HOME,
} from './additions-institutions.tsx';
import { INSTITUTION_HISTORY } from './institution-history.ts';

export const OFFICIALS_ADDITIONS: Partial<Additions> = {
  search: [INSTITUTION_SEARCH],
  histories: [INSTITUTION_HISTORY],
  cited: [INSTITUTION_CITED],
  cards: [INSTITUTION_CARDS],
  home: [JUSTICIAPEDIA_HOME],
  addresses: [INSTITUTION_ADDRESSES],
};
