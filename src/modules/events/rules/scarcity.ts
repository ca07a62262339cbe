/**
 * How much room is left, in words only. Whoever could read exact numbers could tell from them that
 * somebody has just registered; a person's presence at an Encuentro is nobody's business.
 */
import type { Attendance, EventMode } from '../tables.ts';

export interface PlacesFacts {
  mode: EventMode;
  capacity_total: number | null;
  capacity_online: number | null;
  capacity_in_person: number | null;
  taken_online: number | null;
  taken_in_person: number | null;
}

export type Scarcity = 'free' | 'few' | 'none';

export interface RoomLeft {
  attendance: Attendance;
  left: Scarcity;
}

/** "Few" begins at a tenth of the places, and at five at the least. */
function scarcity(capacity: number | null, taken: number): Scarcity {
  if (capacity === null) return 'free';
  const left = capacity - taken;
  if (left <= 0) return 'none';
  return left <= Math.max(5, Math.ceil(capacity / 10)) ? 'few' : 'free';
}

const WORST: readonly Scarcity[] = ['free', 'few', 'none'];

function worse(a: Scarcity, b: Scarcity): Scarcity {
  return WORST.indexOf(a) > WORST.indexOf(b) ? a : b;
}

/** One entry for each way of attending that the edition has; the total binds both. */
export function roomLeft(places: PlacesFacts): RoomLeft[] {
  const online = places.taken_online ?? 0;
  const inPerson = places.taken_in_person ?? 0;
  const total = scarcity(places.capacity_total, online + inPerson);
  const ways: RoomLeft[] = [
    { attendance: 'in_person', left: worse(total, scarcity(places.capacity_in_person, inPerson)) },
    { attendance: 'online', left: worse(total, scarcity(places.capacity_online, online)) },
  ];
  return ways.filter((way) => places.mode === 'hybrid' || places.mode === way.attendance);
}
