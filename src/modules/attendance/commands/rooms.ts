/** The organiser's rooms: saved sealed, removed, never written anywhere else. */
import { randomUUIDv7 } from 'node:crypto';
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { findOfficeRoom } from '../queries/office.ts';
import { type RoomSecrets, sealRoom } from '../queries/rooms.ts';

export interface RoomContext {
  actor: Actor;
  vault: Vault;
  now: Temporal.Instant;
}

export interface RoomInput {
  eventId: string;
  /** null: the room of the whole edition. Must be of this edition. */
  sessionId: string | null;
  /** What is left out stays as it was. */
  secrets: Partial<RoomSecrets>;
  opensMinutes: number;
}

/** @returns `no_address`: a new room needs one */
export async function saveRoom(trx: Trx, c: RoomContext, input: RoomInput): Promise<'saved' | 'no_address'> {
  const { eventId, sessionId, opensMinutes } = input;
  // Two people saving one room at once would both find none; the edition's row makes them wait for each other.
  await trx.selectFrom('events').select('id').where('id', '=', eventId).forUpdate().execute();
  const before = await findOfficeRoom(trx, c.vault, eventId, sessionId);
  const address = input.secrets.address ?? before?.address;
  if (!address) return 'no_address';
  const id = before?.id ?? randomUUIDv7();
  const sealed = sealRoom(c.vault, id, {
    address,
    passcode: input.secrets.passcode ?? before?.passcode ?? '',
    instructions: input.secrets.instructions ?? before?.instructions ?? '',
  });
  const row = { sealed, opens_minutes: opensMinutes, updated_at: c.now };
  if (before)
    await trx
      .updateTable('attendance_rooms')
      .set({ ...row, version: before.version + 1 })
      .where('id', '=', id)
      .execute();
  else
    await trx
      .insertInto('attendance_rooms')
      .values({ ...row, id, event_id: eventId, session_id: sessionId })
      .execute();
  await note(trx, c.actor, 'attendance.save_room', input);
  return 'saved';
}

export async function removeRoom(
  trx: Trx,
  c: Pick<RoomContext, 'actor'>,
  room: Pick<RoomInput, 'eventId' | 'sessionId'>,
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('attendance_rooms')
    .where('event_id', '=', room.eventId)
    .where('session_id', room.sessionId === null ? 'is' : '=', room.sessionId)
    .executeTakeFirst();
  if (numDeletedRows > 0n) await note(trx, c.actor, 'attendance.remove_room', room);
  return numDeletedRows > 0n;
}

async function note(
  trx: Trx,
  actor: Actor,
  action: string,
  { eventId, sessionId }: Pick<RoomInput, 'eventId' | 'sessionId'>,
): Promise<void> {
  const subject =
    sessionId === null ? { kind: 'event', id: eventId } : { kind: 'event_session', id: sessionId };
  await audit(trx, { actor, action, subject });
}
