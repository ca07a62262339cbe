/** The person's link to the rooms, wherever it is shown or sent. */
import type { Note, NoteSubject } from '../../platform/additions.ts';
import type { Deps } from '../../platform/deps.ts';
import { roomPath } from './addresses.ts';
import { roomToken } from './guest.ts';
import { findGuest, type Guest, hasRooms } from './queries/rooms.ts';
import { CLOSES_AFTER } from './rules/room-state.ts';

async function guestWithRooms(deps: Deps, registrationId: string): Promise<Guest | undefined> {
  const guest = await findGuest(deps.db, registrationId);
  if (!guest || guest.state !== 'confirmed' || guest.visibility === 'draft') return undefined;
  return (await hasRooms(deps.db, guest.event_id)) ? guest : undefined;
}

/**
 * The absolute address of one person's page of the rooms.
 * @returns undefined when they have no place, or the edition no room
 */
export async function roomLink(deps: Deps, registration: { id: string }): Promise<string | undefined> {
  const guest = await guestWithRooms(deps, registration.id);
  return guest && deps.config.baseUrl + roomPath(roomToken(deps.vault, guest));
}

/** On one's own registration, and in the reminders made from its notes. */
export async function roomNote(deps: Deps, { id, t, now }: NoteSubject): Promise<readonly Note[]> {
  const guest = await guestWithRooms(deps, id);
  if (!guest || guest.status === 'cancelled') return [];
  if (Temporal.Instant.compare(now, guest.ends_at.add(CLOSES_AFTER)) >= 0) return [];
  return [
    {
      order: 10,
      title: t('attendance.note.title'),
      text: t('attendance.note.text'),
      links: [{ href: roomPath(roomToken(deps.vault, guest)), label: t('attendance.note.link') }],
    },
  ];
}
