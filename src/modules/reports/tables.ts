/** The tables of the module, as TypeScript sees them. Only this module's commands write them. */
import type { Generated } from 'kysely';
import type { Figures, PublicFigures } from './rules/figures.ts';

export const SECTIONS = [
  'people',
  'way',
  'sector',
  'country',
  'department',
  'sessions',
  'materials',
  'library',
  'survey',
] as const;
export type ReportSection = (typeof SECTIONS)[number];
export const LICENCES = ['CC-BY-4.0', 'CC-BY-SA-4.0', 'CC0-1.0'] as const;
export type Licence = (typeof LICENCES)[number];

/** What everybody reads, as it was when it was published: later edits wait for the next publication. */
export interface PublishedReport {
  words_es: string;
  words_en: string;
  sections: ReportSection[];
  licence: Licence;
  figures: PublicFigures;
}

export interface ReportFiguresTable {
  event_id: string;
  taken_at: Temporal.Instant;
  /** Exact counts, for the organiser. */
  figures: Figures;
  /** Taken right before the personal data was removed: nothing can be counted again. */
  final: Generated<boolean>;
}

export interface ReportsTable {
  event_id: string;
  /** `publishing`: ordered; the figures are being counted. */
  state: Generated<'draft' | 'publishing' | 'published'>;
  words_es: Generated<string>;
  words_en: Generated<string>;
  sections: ReportSection[];
  licence: Licence;
  /** As it was read last, also after it was withdrawn: only `state` says whether it can be read. */
  published: PublishedReport | null;
  published_at: Temporal.Instant | null;
  version: Generated<number>;
  updated_at: Temporal.Instant;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    report_figures: ReportFiguresTable;
    reports: ReportsTable;
  }
}
