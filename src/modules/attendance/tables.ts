/** The tables of the module, as TypeScript sees them. Only this module's commands write them. */
import type { Generated } from 'kysely';

type Instant = Temporal.Instant;

/** How somebody was noted: at the door, by entering an online room, by a member of staff. */
export const VIAS = ['door', 'room', 'staff'] as const;
export type Via = (typeof VIAS)[number];

export interface AttendanceRoomsTable {
  id: string;
  event_id: string;
  /** null: the room of the whole edition, for every session without one of its own. */
  session_id: string | null;
  /** Address, password, instructions: only the vault opens it. */
  sealed: Buffer;
  /** Minutes before the beginning from which people may enter. */
  opens_minutes: Generated<number>;
  version: Generated<number>;
  updated_at: Instant;
}

export interface AttendanceLinksTable {
  registration_id: string;
  event_id: string;
  /** Counted up when the link was passed on: older links are void. */
  version: Generated<number>;
  /** When a link of this person was last closed because too many browsers used it. */
  closed_at: Instant | null;
}

export interface AttendanceBrowsersTable {
  registration_id: string;
  /** Keyed hash of the browser's cookie, another one for each registration. */
  browser_hash: Buffer;
  /** Of the link with which it entered. */
  version: number;
  first_at: Instant;
}

export interface AttendancePeopleTable {
  registration_id: string;
  event_id: string;
  /** Of the earliest arrival. */
  via: Via;
  arrived_at: Instant;
}

export interface AttendanceSessionsTable {
  registration_id: string;
  session_id: string;
  event_id: string;
  via: Via;
  first_at: Instant;
  last_at: Instant;
  /** Minutes in which the person's page gave a sign of life; 0 for those noted at a door. */
  minutes: Generated<number>;
  /** The last minute counted, in minutes since 1970. */
  last_minute: number | null;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    attendance_rooms: AttendanceRoomsTable;
    attendance_links: AttendanceLinksTable;
    attendance_browsers: AttendanceBrowsersTable;
    attendance_people: AttendancePeopleTable;
    attendance_sessions: AttendanceSessionsTable;
  }
}
