/** The tables of the module, as TypeScript sees them. Only this module's commands write them. */
import type { Generated } from 'kysely';
import type { Visibility } from './rules/meeting.ts';

type Instant = Temporal.Instant;

export interface MeetingsTable {
  id: Generated<string>;
  /** What those who sit there type: `rules/code.ts`. */
  code: string;
  /** For everybody to read, on what was born there. */
  title: string;
  place: string;
  /** Id of a department; empty: not told. */
  department: Generated<string>;
  on_date: Temporal.PlainDate;
  event_id: string | null;
  /** Id of the category that the form begins with; empty: none. */
  category: Generated<string>;
  /** As what authors appear who choose nothing else. */
  visibility: Visibility;
  is_open: Generated<boolean>;
  /** How many proposals it took; it takes no more than `MOST_RECEIVED`. */
  received: Generated<number>;
  actor: string;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

export const SHEET_KINDS = ['proposal', 'supports'] as const;
export type SheetKind = (typeof SHEET_KINDS)[number];

export interface MeetingSheetsTable {
  id: Generated<string>;
  meeting_id: string;
  code: string;
  kind: SheetKind;
  /** Printed together. */
  batch: string;
  position: number;
  proposal_id: string | null;
  /** For signatures. */
  lines: Generated<number>;
  attestation_id: string | null;
  entered_at: Instant | null;
  entered_by: string | null;
  entered_role: string | null;
  created_at: Instant;
}

export interface MeetingSheetPhotosTable {
  sheet_id: string;
  sealed: Buffer;
  created_at: Instant;
}

export const WAYS = ['phone', 'desk', 'sheet', 'list'] as const;
/** phone: of somebody who sat there · desk: typed for them · sheet: from paper · list: out of a file. */
export type Way = (typeof WAYS)[number];

export interface MeetingProposalsTable {
  proposal_id: string;
  meeting_id: string;
  via: Way;
  /** Where the link is sent once; gone some days after. */
  sealed_address: Buffer | null;
  created_at: Instant;
}

export interface MeetingUploadsTable {
  id: Generated<string>;
  meeting_id: string;
  file_name: string;
  sealed: Buffer;
  actor: string;
  created_at: Instant;
  expires_at: Instant;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    meetings: MeetingsTable;
    meeting_sheets: MeetingSheetsTable;
    meeting_sheet_photos: MeetingSheetPhotosTable;
    meeting_proposals: MeetingProposalsTable;
    meeting_uploads: MeetingUploadsTable;
  }
}
