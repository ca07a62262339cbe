/** The tables of the service, as TypeScript sees them. Only its commands write them. */
import type { Generated } from 'kysely';

type Instant = Temporal.Instant;

export const SOURCE_KINDS = [
  'law',
  'official',
  'court',
  'press',
  'report',
  'data',
  'recording',
  'page',
  'personal_file',
  'other',
] as const;
/** `personal_file`: papers that somebody handed in about themselves. Linked, never fetched or kept. */
export type SourceKind = (typeof SOURCE_KINDS)[number];

const DATE_PRECISIONS = ['day', 'month', 'year'] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

/** `link_only`: no copy is ever fetched or kept. */
export type ArchivePolicy = 'keep' | 'link_only';

/** waiting: the job is to fetch it; refused: numbers of people were found in it; failed: see `fault`. */
export type CopyState = 'waiting' | 'kept' | 'refused' | 'failed';
/** unscanned: its text cannot be read here, so it is never public. */
export type ScanResult = 'clean' | 'found' | 'unscanned';

export interface SourcesTable {
  id: Generated<string>;
  /** http or https, as typed. */
  address: string | null;
  /** The same address however it is typed: finds doubles. */
  address_key: string | null;
  title: string;
  publisher: string;
  /** As printed on it: "marzo de 2022". */
  date_printed: string;
  /** First day of what the printed date means. */
  date_from: Temporal.PlainDate | null;
  date_precision: DatePrecision | null;
  accessed_on: Temporal.PlainDate | null;
  /** ISO 639 code. */
  lang: Generated<string>;
  kind: SourceKind;
  note: string;
  archive: Generated<ArchivePolicy>;
  /** tsvector of the folded words. */
  search: string;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

export interface SourceCopiesTable {
  id: Generated<string>;
  source_id: string;
  origin: 'fetched' | 'uploaded';
  state: CopyState;
  /** Code of what went wrong. */
  fault: string | null;
  /** As a download is called. */
  name: Generated<string>;
  media_type: string | null;
  size: number | null;
  sha256: Buffer | null;
  bytes: Buffer | null;
  scan: ScanResult | null;
  /** How many numbers of which kind were found; never the numbers. */
  findings: Generated<Record<string, number>>;
  /** Staff decided to keep it though numbers are found. */
  keep_findings: Generated<boolean>;
  public: Generated<boolean>;
  asked_at: Instant;
  at: Instant | null;
}

export interface CitationsTable {
  id: Generated<string>;
  source_id: string;
  record_kind: string;
  record_id: string;
  /** Stable name of the field; empty: the record as a whole. */
  field: Generated<string>;
  /** As printed in the source. */
  value: Generated<string>;
  page: Generated<string>;
  /** The words of the source that say it. */
  passage: Generated<string>;
  /** Among values that contradict each other: this is the one that the record shows. */
  shown: Generated<boolean>;
  /** Why it is shown, or is not. */
  reason: Generated<string>;
  position: number;
  /** `record`: kept in step with a list of sources that the record itself holds. */
  origin: Generated<'desk' | 'record'>;
  created_at: Instant;
  updated_at: Instant;
}

declare module '../db/handles.ts' {
  interface Database {
    sources: SourcesTable;
    source_copies: SourceCopiesTable;
    citations: CitationsTable;
  }
}
