/** By what the list of people is filtered: short words kept in one column (`person_listings.facets`). Pure. */
import { lettersOf } from './names.ts';

/** What a person's list entry is made of: all records shown as one, and what sources say of them. */
export interface Listed {
  kinds: readonly string[];
  genders: readonly string[];
  tenures: readonly {
    kind: string;
    institution_id: string | null;
    post_id: string | null;
    process_key: string;
    territory: string;
    starts: string | null;
    ends: string | null;
  }[];
}

export const FACETS = {
  kind: 'k:',
  gender: 'g:',
  institution: 'i:',
  post: 'p:',
  process: 'e:',
  territory: 't:',
  year: 'y:',
} as const;
/** Of whoever held or decided something, and did not only stand for it. */
export const HELD = 'h:1';
export type FacetName = keyof typeof FACETS;

/** What a filter offers; as published it has many spellings. */
export const GENDERS = ['f', 'm', 'x'] as const;
export type Gender = (typeof GENDERS)[number];

export function genderOf(printed: string): Gender {
  const letters = lettersOf(printed);
  if (/^(?:f|fem.*|mujer.*|woman|female)$/.test(letters)) return 'f';
  return /^(?:m|masc.*|hombre.*|varon.*|man|male)$/.test(letters) ? 'm' : 'x';
}

export function facet(name: FacetName, value: string): string {
  if (name === 'territory') return FACETS[name] + lettersOf(value);
  return FACETS[name] + (name === 'gender' ? genderOf(value) : value);
}

/** Nobody sits longer; a span that says so is a slip of the pen, and would fill the index. */
const MOST_YEARS = 60;

/** Only years that a source names or that lie between two: of an open end nothing is known. */
function yearsOf(starts: string | null, ends: string | null): string[] {
  const [from, to] = [starts ?? ends, ends ?? starts].map((text) => Number(text?.slice(0, 4)));
  if (!from || !to || to < from) return [];
  return Array.from({ length: Math.min(to - from + 1, MOST_YEARS) }, (_, at) => String(from + at));
}

/** Each once, in a fixed order. */
export function facetsOf({ kinds, genders, tenures }: Listed): string[] {
  const found = new Set<string>();
  const add = (name: FacetName, value: string | null): void => {
    if (value !== null && value !== '') found.add(facet(name, value));
  };
  for (const kind of kinds) add('kind', kind);
  for (const gender of genders) add('gender', gender);
  for (const one of tenures) {
    if (one.kind !== 'candidacy') found.add(HELD);
    add('institution', one.institution_id);
    add('post', one.post_id);
    add('process', one.process_key);
    add('territory', one.territory);
    for (const year of yearsOf(one.starts, one.ends)) add('year', year);
  }
  return [...found].toSorted();
}
