/** The tables of the door, as TypeScript sees them. Only this module's commands write them. */
import type { Generated } from 'kysely';
import type { ScanOutcome } from './rules/door-outcome.ts';

type Instant = Temporal.Instant;

export interface DoorTicketsTable {
  registration_id: string;
  event_id: string;
  /** Keyed hash of the code. */
  lookup: Buffer;
}

export interface DoorPhonesTable {
  id: string;
  event_id: string;
  /** A place (“Puerta norte”), not a person. */
  label: string;
  /** Started by a member of staff: may undo, and let in beyond the capacity. */
  by_staff: boolean;
  /** May search by name and add people. */
  may_search: boolean;
  created_at: Instant;
  last_seen_at: Instant;
  /** Taken back by the organiser: lost. */
  revoked_at: Instant | null;
  /** Ended by whoever held it. */
  closed_at: Instant | null;
}

export interface DoorInvitationsTable {
  id: string;
  event_id: string;
  label: string;
  may_search: boolean;
  created_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
}

/** How it came: camera, code by hand, found by name, added on the spot, or kept while there was no network. */
export type ScanWay = 'scan' | 'hand' | 'search' | 'added' | 'kept';

export interface DoorScansTable {
  /** Random, made by the phone. */
  id: string;
  event_id: string;
  phone_id: string;
  /** null: of no registration. */
  registration_id: string | null;
  way: ScanWay;
  outcome: ScanOutcome;
  at: Instant;
  /** The phone's clock said something impossible. */
  clamped: Generated<boolean>;
  received_at: Instant;
  undone_at: Instant | null;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    door_tickets: DoorTicketsTable;
    door_phones: DoorPhonesTable;
    door_invitations: DoorInvitationsTable;
    door_scans: DoorScansTable;
  }
}
