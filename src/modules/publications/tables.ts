/** The tables of the module, as TypeScript sees them. Only this module's commands write them. */
import type { Generated } from 'kysely';
import type { CourseFacts, LawFacts, PublicationType } from './schemas/content.ts';

type Instant = Temporal.Instant;

export const STATUSES = ['draft', 'in_review', 'published', 'archived'] as const;
export type Status = (typeof STATUSES)[number];
export const SECTIONS = ['publications', 'initiatives', 'glossary', 'laws'] as const;
/** Where a publication stands: the first part of its address, within which its slug is its own. */
export type Section = (typeof SECTIONS)[number];

/** A heading of the text, for the table of contents. */
export interface StoredHeading {
  id: string;
  level: number;
  text: string;
}

/** Facts of a course as JSON: days as ISO dates. */
export type StoredCourse = Omit<CourseFacts, 'starts' | 'ends'> & {
  starts: string | null;
  ends: string | null;
};

export interface PublicationsTable {
  id: Generated<string>;
  type: PublicationType;
  section: Section;
  slug: string;
  status: Generated<Status>;
  /** Goes out then, by itself. */
  publish_at: Instant | null;
  scheduled_by: string | null;
  /** Why a reviewer gave it back; empty: nobody did. */
  review_note: Generated<string>;
  first_published_at: Instant | null;
  archived_at: Instant | null;
  /** The day shown and sorted by: as printed, else of the first publication. */
  dated_at: Instant | null;
  title: string;
  summary: string;
  /** Markdown, as it was written. */
  body: string;
  lang: Generated<string>;
  author_name: string;
  author_email: string;
  image: string;
  image_alt: string;
  link: string;
  date: Instant | null;
  highlight: Generated<boolean>;
  law: LawFacts | null;
  course: StoredCourse | null;
  front_matter: string | null;
  file_name: string | null;
  file_sha256: string | null;
  /** Made of `body` by the renderer of this version. */
  html: string;
  html_version: number;
  plain: string;
  headings: Generated<StoredHeading[]>;
  words: number;
  /** Ids of stored files that the text uses. */
  files: Generated<string[]>;
  /** Hosts whose frames the text may load when pressed. */
  embeds: Generated<string[]>;
  /** Who changed the text last, as in the audit. */
  written_by: string;
  preview_version: Generated<number>;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

export interface PublicationCategoriesTable {
  id: Generated<string>;
  slug: string;
  title: string;
  description: string;
  position: Generated<number>;
  front_matter: string | null;
  /** Below the front matter of its file. */
  body: Generated<string>;
  file_name: string | null;
  file_sha256: string | null;
  version: Generated<number>;
  updated_at: Instant;
}

/** Which categories a publication is filed under. */
export interface PublicationFiledTable {
  publication_id: string;
  category_id: string;
}

export interface PublicationLinksTable {
  publication_id: string;
  /** As in `links.ts`. */
  kind: string;
  record_id: string;
  position: Generated<number>;
}

/** Values of the editor's form by name, as it sends them. */
export type StoredFields = Record<string, readonly string[]>;

export interface PublicationDraftsTable {
  publication_id: string;
  user_id: string;
  base_version: number;
  fields: StoredFields;
  /** Counted up, so that of two windows of one person none overwrites the other unseen. */
  saves: Generated<number>;
  saved_at: Instant;
}

export const CORRECTION_STATES = ['open', 'published', 'returned'] as const;

export interface PublicationCorrectionsTable {
  id: Generated<string>;
  publication_id: string;
  base_version: number;
  fields: StoredFields;
  reason: string;
  source_id: string | null;
  written_by: string;
  state: Generated<(typeof CORRECTION_STATES)[number]>;
  note: Generated<string>;
  created_at: Instant;
  decided_at: Instant | null;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    publications: PublicationsTable;
    publication_categories: PublicationCategoriesTable;
    publication_filed: PublicationFiledTable;
    publication_links: PublicationLinksTable;
    publication_drafts: PublicationDraftsTable;
    publication_corrections: PublicationCorrectionsTable;
  }
}
