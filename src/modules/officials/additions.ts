/** What the module adds to search, history, sources, share cards, site map and home page. */
import type { Additions } from '../../platform/additions.ts';
import {
  INSTITUTION_ADDRESSES,
  INSTITUTION_CARDS,
  INSTITUTION_CITED,
  INSTITUTION_SEARCH,
  JUSTICIAPEDIA_HOME,
} from './additions-institutions.tsx';
import { PERSON_ADDRESSES, PERSON_CARDS, PERSON_CITED, PERSON_SEARCH } from './additions-people.ts';
import { JUSTICIAPEDIA_FEED } from './feed.ts';
import { INSTITUTION_HISTORY } from './institution-history.ts';
import { PERSON_HISTORY } from './person-history.ts';

export const OFFICIALS_ADDITIONS: Partial<Additions> = {
  search: [INSTITUTION_SEARCH, PERSON_SEARCH],
  histories: [INSTITUTION_HISTORY, PERSON_HISTORY],
  cited: [INSTITUTION_CITED, PERSON_CITED],
  cards: [INSTITUTION_CARDS, PERSON_CARDS],
  home: [JUSTICIAPEDIA_HOME],
  feeds: [JUSTICIAPEDIA_FEED],
  addresses: [INSTITUTION_ADDRESSES, PERSON_ADDRESSES],
};
