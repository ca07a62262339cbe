/** Phones begin and end their work at a door. */
import { randomUUIDv7 } from 'node:crypto';
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';

interface Act {
  actor: Actor;
  now: Temporal.Instant;
}

export interface NewPhone {
  eventId: string;
  label: string;
  byStaff: boolean;
  maySearch: boolean;
}

/** @returns the id of the phone */
export async function startPhone(trx: Trx, { actor, now }: Act, phone: NewPhone): Promise<string> {
  const id = randomUUIDv7();
  await trx
    .insertInto('door_phones')
    .values({
      id,
      event_id: phone.eventId,
      label: phone.label,
      by_staff: phone.byStaff,
      may_search: phone.maySearch,
      created_at: now,
      last_seen_at: now,
      revoked_at: null,
      closed_at: null,
    })
    .execute();
  await audit(trx, {
    actor,
    action: 'attendance.start_door_phone',
    subject: { kind: 'event', id: phone.eventId },
    detail: { phone: id, by_staff: phone.byStaff },
  });
  return id;
}

/** The link is good for so long, once. */
export const INVITATION_MINUTES = 30;

export async function invitePhone(
  trx: Trx,
  { actor, now }: Act,
  phone: Omit<NewPhone, 'byStaff'>,
): Promise<string> {
  const id = randomUUIDv7();
  await trx
    .insertInto('door_invitations')
    .values({
      id,
      event_id: phone.eventId,
      label: phone.label,
      may_search: phone.maySearch,
      created_at: now,
      expires_at: now.add({ minutes: INVITATION_MINUTES }),
      used_at: null,
    })
    .execute();
  await audit(trx, {
    actor,
    action: 'attendance.invite_door_phone',
    subject: { kind: 'event', id: phone.eventId },
    detail: { invitation: id },
  });
  return id;
}

/**
 * Uses the link up: of two that press at once, one gets the door.
 * @returns the id of the phone; undefined when the link was used or is too old
 */
export async function acceptInvitation(trx: Trx, act: Act, id: string): Promise<string | undefined> {
  const used = await trx
    .updateTable('door_invitations')
    .set({ used_at: act.now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', act.now)
    .returning(['event_id', 'label', 'may_search'])
    .executeTakeFirst();
  if (!used) return undefined;
  return startPhone(trx, act, {
    eventId: used.event_id,
    label: used.label,
    byStaff: false,
    maySearch: used.may_search,
  });
}

/** A lost phone: from this moment it marks nobody, and what it still sends waits for a person to judge it. */
export async function revokePhone(
  trx: Trx,
  { actor, now }: Act,
  eventId: string,
  id: string,
): Promise<boolean> {
  const revoked = await trx
    .updateTable('door_phones')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('event_id', '=', eventId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!revoked) return false;
  await audit(trx, {
    actor,
    action: 'attendance.revoke_door_phone',
    subject: { kind: 'event', id: eventId },
    detail: { phone: id },
  });
  return true;
}

/** Whoever holds the phone has finished. */
export async function closePhone(trx: Trx, now: Temporal.Instant, id: string): Promise<void> {
  await trx
    .updateTable('door_phones')
    .set({ closed_at: now })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .execute();
}

const SEEN_EVERY_SECONDS = 15;

/** Notes that the phone was in contact; not at every scan. */
export async function notePhoneSeen(trx: Trx, now: Temporal.Instant, id: string): Promise<void> {
  await trx
    .updateTable('door_phones')
    .set({ last_seen_at: now })
    .where('id', '=', id)
    .where('last_seen_at', '<', now.subtract({ seconds: SEEN_EVERY_SECONDS }))
    .execute();
}
