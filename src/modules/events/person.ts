/** What is known of somebody who registered, and how it lies in the vault. */
import { normalizeEmail } from '../../platform/vault/address.ts';
import { tryOpen, type Vault } from '../../platform/vault/vault.ts';

/** Sealed as one; nothing of it stands in clear in any table, log or job. */
export interface Person {
  name: string;
  email: string;
  organization?: string;
  sector?: string;
  country?: string;
  department?: string;
  languages?: string[];
  accessibility?: string;
  answers: Record<string, unknown>;
  /** Why the organiser said no: told to the person, and as personal as the rest. */
  declined_because?: string;
}

const context = (registrationId: string): string => `event_registrations:${registrationId}`;

export function sealPerson(vault: Vault, registrationId: string, person: Person): Buffer {
  return vault.seal(context(registrationId), person);
}

/** @throws VaultError when the row was tampered with or sealed under another key */
export function openPerson(vault: Vault, registrationId: string, sealed: Uint8Array): Person {
  return vault.open<Person>(context(registrationId), sealed);
}

/** Undefined when nothing is kept, or it can't be opened: another key, or tampered with. */
export const tryOpenPerson = (
  vault: Vault,
  registrationId: string,
  sealed: Uint8Array | null,
): Person | undefined => tryOpen(vault, context(registrationId), sealed);

/** Finds an address again within one edition; across editions the hashes don't match, so a dump can't link them. */
export function addressHash(vault: Vault, eventId: string, email: string): Buffer {
  return vault.lookup('event_registrations.address_hash', `${eventId} ${normalizeEmail(email)}`);
}

const LINK = 'event_registration';

/** The secret link's token. Not stored: made again whenever a mail needs it. */
export function linkToken(vault: Vault, registration: { id: string; link_version: number }): string {
  return vault.token(LINK, registration.id, registration.link_version);
}

export function isLinkOf(
  vault: Vault,
  token: string,
  registration: { id: string; link_version: number },
): boolean {
  return vault.checkToken(LINK, registration.id, registration.link_version, token);
}
