/** How full an edition is, for what pages say. Commands judge under the lock, not by this. */
import type { Read } from '../../../platform/db/handles.ts';
import type { Attendance, EventMode } from '../tables.ts';

/** True when nobody who registers now would get a place: whichever way they attend, or in the one given. */
export async function editionIsFull(
  db: Read,
  event: { id: string; mode: EventMode },
  attendance?: Attendance,
): Promise<boolean> {
  const p = await db
    .selectFrom('event_places')
    .selectAll()
    .where('event_id', '=', event.id)
    .executeTakeFirst();
  if (!p) return false;
  const isFull = (capacity: number | null, taken: number) => capacity !== null && taken >= capacity;
  if (isFull(p.capacity_total, p.taken_online + p.taken_in_person)) return true;
  const online = isFull(p.capacity_online, p.taken_online);
  const inPerson = isFull(p.capacity_in_person, p.taken_in_person);
  const way = attendance ?? event.mode;
  if (way === 'hybrid') return online && inPerson;
  return way === 'online' ? online : inPerson;
}
