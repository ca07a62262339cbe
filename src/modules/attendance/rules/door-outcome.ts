/** What the door says to a ticket, and what a phone without network may know of it. */

export const SCAN_OUTCOMES = [
  'arrived',
  'double',
  'refused',
  'unknown',
  'undone',
  'held',
  'dropped',
] as const;
/** What became of a scan, as it is stored. */
export type ScanOutcome = (typeof SCAN_OUTCOMES)[number];

/** What the person at the door reads. */
export const ANSWERS = [
  'welcome',
  'already',
  'online',
  'waiting',
  'cancelled',
  'other_event',
  'unknown',
  'mistyped',
  'not_a_ticket',
] as const;
export type DoorAnswer = (typeof ANSWERS)[number];

/** Whether a registration may come in by the door. */
export type Entry = 'in_person' | 'online' | 'waiting' | 'cancelled';

/** @param state of the registration, as the module of the Encuentros names them */
export function entryOf(state: string, attendance: string): Entry {
  switch (state) {
    case 'confirmed':
      return attendance === 'online' ? 'online' : 'in_person';
    case 'cancelled':
    case 'declined':
      return 'cancelled';
    default:
      return 'waiting';
  }
}

/**
 * @param anyway the person at the door lets in somebody who registered to take part online
 * @returns the answer when nobody has come with this ticket yet
 */
export function answerOf(entry: Entry, anyway: boolean): DoorAnswer {
  if (entry === 'in_person' || (entry === 'online' && anyway)) return 'welcome';
  return entry === 'online' ? 'online' : entry;
}

const ENTRY_BITS: Record<Entry, number> = { in_person: 0, online: 1, waiting: 2, cancelled: 3 };
const ARRIVED_BIT = 4;

/** One byte of the roster: entry in two bits, and whether somebody came with it. */
export function rosterFlags(entry: Entry, hasArrived: boolean): number {
  return ENTRY_BITS[entry] + (hasArrived ? ARRIVED_BIT : 0);
}
