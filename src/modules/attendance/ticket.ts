/** Codes of tickets: computed, stored nowhere. A photographed ticket opens nothing but the door. */
import { createHmac } from 'node:crypto';
import type { Vault } from '../../platform/vault/vault.ts';
import { HASH_BYTES } from './rules/door-roster.ts';
import { editionPart, makeCode, SECRET_BYTES } from './rules/ticket-code.ts';

const editionBytes = (vault: Vault, eventId: string): Buffer =>
  vault.lookup('door_tickets.edition', eventId).subarray(0, 2);

/** @returns the 20 characters on the ticket of this registration */
export function ticketCode(vault: Vault, eventId: string, registrationId: string): string {
  const secret = vault.lookup('door_tickets.code', registrationId).subarray(0, SECRET_BYTES);
  return makeCode(editionBytes(vault, eventId), secret);
}

/** The characters with which every ticket of this edition begins. */
export function editionMark(vault: Vault, eventId: string): string {
  return editionPart(editionBytes(vault, eventId));
}

/** Finds the registration of a shown code. */
export function ticketLookup(vault: Vault, code: string): Buffer {
  return vault.lookup('door_tickets.lookup', code);
}

/** The key of one door phone, under which its roster is hashed. */
export function phoneKey(vault: Vault, phoneId: string): Buffer {
  return vault.lookup('door_phones.roster_key', phoneId);
}

/** What the phone makes of a scanned code, and keeps instead of it. */
export function rosterHash(key: Uint8Array, code: string): Buffer {
  return createHmac('sha256', key).update(code).digest().subarray(0, HASH_BYTES);
}

const PHONE = 'door_phone';
const COOKIE = 'door_phone.cookie';
const INVITATION = 'door_invitation';

/** Of the address of a phone's door. With the cookie it opens; alone it doesn't. */
export const phoneToken = (vault: Vault, id: string): string => vault.token(PHONE, id);
/** Kept in the phone's own cookie: the address passed on opens no second phone. */
export const phoneCookie = (vault: Vault, id: string): string => vault.token(COOKIE, id);
export const invitationToken = (vault: Vault, id: string): string => vault.token(INVITATION, id);

/** The id that a token proves, if it was made for this. */
function provenId(vault: Vault, purpose: string, token: string): string | undefined {
  const id = vault.peekToken(token);
  return id !== undefined && vault.checkToken(purpose, id, 1, token) ? id : undefined;
}

export const phoneOfToken = (vault: Vault, token: string): string | undefined =>
  provenId(vault, PHONE, token);
export const phoneOfCookie = (vault: Vault, cookie: string): string | undefined =>
  provenId(vault, COOKIE, cookie);
export const invitationOfToken = (vault: Vault, token: string): string | undefined =>
  provenId(vault, INVITATION, token);
