/** The tables of the module, as TypeScript sees them. Only this module's commands write them. */
import type { Generated } from 'kysely';
import type { PersonKind } from './import/fields.ts';
import type { MatchBand, MatchReason } from './matching/pair.ts';

type Instant = Temporal.Instant;

export const STATUSES = ['draft', 'published', 'archived'] as const;
export type Status = (typeof STATUSES)[number];

export const SUBJECT_KINDS = ['institution', 'post', 'person'] as const;
/** What statements are about. */
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** shown; beside: contradicts what is shown; kept: for editors only. */
export const EVIDENCE = ['shown', 'beside', 'kept'] as const;
export type Evidence = (typeof EVIDENCE)[number];

export const TENURE_KINDS = ['office', 'candidacy', 'commission', 'elector'] as const;
export type TenureKind = (typeof TENURE_KINDS)[number];

export interface OfficialImportsTable {
  id: Generated<string>;
  kind: 'institution' | 'person';
  /** The file as a source. */
  source_id: string;
  file_name: string;
  sha256: Buffer;
  /** What its columns were said to be, as a hash; empty: what they are called. */
  read_as: Generated<string>;
  /** What became of its rows, by a plain name. */
  counts: Generated<Record<string, number>>;
  actor: string;
  created_at: Instant;
  undone_at: Instant | null;
}

export interface OfficialUploadsTable {
  id: string;
  kind: 'institution' | 'person';
  file_name: string;
  publisher: string;
  sha256: Buffer;
  /** `Staged`, sealed. */
  sealed: Buffer;
  /** Lines that are to be left out. */
  left_out: Generated<number[]>;
  actor: string;
  created_at: Instant;
  expires_at: Instant;
}

export interface InstitutionsTable {
  id: Generated<string>;
  slug: string;
  status: Generated<Status>;
  name: string;
  /** Folded, to find the same one by its name. */
  name_key: string;
  /** Spanish order. */
  sort_key: string;
  kind: Generated<string>;
  parent_id: string | null;
  territory: Generated<string>;
  import_id: string | null;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

export interface PostsTable {
  id: Generated<string>;
  institution_id: string;
  slug: string;
  label: string;
  label_key: string;
  /** How many hold it at a time; null: not known. */
  seats: number | null;
  position: Generated<number>;
  import_id: string | null;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

export interface PeopleTable {
  id: Generated<string>;
  /** The record under which it is shown: its own, unless somebody said that they are one person. */
  canonical_id: string;
  slug: string;
  status: Generated<Status>;
  kind: PersonKind;
  /** As printed where it is shown. */
  name: string;
  /** `keys.full` of the name. */
  name_key: string;
  /** Surnames first where they are known, in Spanish order. */
  sort_key: string;
  /** Kept, but in no list, map or search engine. */
  delisted: Generated<boolean>;
  import_id: string | null;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

export interface TenuresTable {
  id: Generated<string>;
  person_id: string;
  kind: TenureKind;
  institution_id: string | null;
  post_id: string | null;
  post_printed: Generated<string>;
  /** Of the institution or commission. */
  body_printed: Generated<string>;
  /** As printed. */
  process: Generated<string>;
  process_key: Generated<string>;
  unit: Generated<string>;
  territory: Generated<string>;
  /** In the process, as printed. */
  state: Generated<string>;
  list_number: Generated<string>;
  /** `2019`, `2019-10` or `2019-10-13`: as far as it is known. */
  starts: string | null;
  ends: string | null;
  evidence: Generated<Evidence>;
  source_id: string | null;
  page: Generated<string>;
  /** The words of the source that say it. */
  passage: Generated<string>;
  /** Why it is shown, stands beside, or is kept back. */
  reason: Generated<string>;
  import_id: string | null;
  /** Line of the file, the header being 1. */
  import_row: number | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface StatementsTable {
  id: Generated<string>;
  subject_kind: SubjectKind;
  subject_id: string;
  /** See `schemas/properties.ts`. */
  property: string;
  value: unknown;
  printed: Generated<string>;
  lang: Generated<string>;
  starts: string | null;
  ends: string | null;
  position: Generated<number>;
  evidence: Generated<Evidence>;
  source_id: string | null;
  page: Generated<string>;
  /** The words of the source that say it. */
  passage: Generated<string>;
  /** Why it is shown, stands beside, or is kept back. */
  reason: Generated<string>;
  import_id: string | null;
  /** Line of the file, the header being 1. */
  import_row: number | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface PersonListingsTable {
  person_id: string;
  sort_key: string;
  /** See `rules/facets.ts`. */
  facets: string[];
}

export const PAIR_DECISIONS = ['open', 'same', 'not_same', 'later'] as const;
export type PairDecision = (typeof PAIR_DECISIONS)[number];

export interface PersonPairsTable {
  id: Generated<string>;
  /** The smaller of the two ids. */
  one_id: string;
  other_id: string;
  band: MatchBand;
  /** Place of the band, highest 0. */
  band_rank: number;
  score: number;
  reasons: MatchReason[];
  decision: Generated<PairDecision>;
  note: Generated<string>;
  decided_by: string | null;
  decided_at: Instant | null;
  import_id: string | null;
  created_at: Instant;
}

export interface PersonMergesTable {
  id: Generated<string>;
  from_id: string;
  into_id: string;
  pair_id: string | null;
  reason: Generated<string>;
  actor: string;
  at: Instant;
  undone_by: string | null;
  undone_at: Instant | null;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    official_imports: OfficialImportsTable;
    official_uploads: OfficialUploadsTable;
    institutions: InstitutionsTable;
    posts: PostsTable;
    people: PeopleTable;
    tenures: TenuresTable;
    statements: StatementsTable;
    person_listings: PersonListingsTable;
    person_pairs: PersonPairsTable;
    person_merges: PersonMergesTable;
  }
}
