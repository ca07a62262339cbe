/** What is kept of somebody who follows a record: an address under seal, and hashes that find it again. */
import { normalizeEmail } from '../../platform/vault/address.ts';
import { tryOpen, type Vault } from '../../platform/vault/vault.ts';
import { mailboxOf } from '../proposals/index.ts';

const context = (id: string): string => `follows.sealed:${id}`;

export const sealFollower = (vault: Vault, id: string, email: string): Buffer =>
  vault.seal(context(id), email);

/** Undefined when it can't be opened: another key, or tampered with. */
export function openFollower(vault: Vault, id: string, sealed: Uint8Array): string | undefined {
  return tryOpen(vault, context(id), sealed);
}

/** Finds a mailbox again among those who follow one record; across records the hashes don't match. */
export const mailboxHash = (vault: Vault, record: { kind: string; id: string }, email: string): Buffer =>
  vault.lookup('follows.address_hash', `${record.kind} ${record.id} ${mailboxOf(normalizeEmail(email))}`);

/** Tells how often a mailbox is written to on one day, and nothing the day after. */
export function dayHash(vault: Vault, email: string, at: Temporal.Instant): Buffer {
  const day = at.toZonedDateTimeISO('UTC').toPlainDate();
  return vault.lookup('follows.day_hash', `${String(day)} ${mailboxOf(normalizeEmail(email))}`);
}

const LINK = 'follow';

/** The secret link's token. Not stored: made again for each mail that carries it. */
export const followToken = (vault: Vault, id: string): string => vault.token(LINK, id, 1);

/** @returns the id that the token was made for, whether it is still followed or not */
export function followIn(vault: Vault, token: string): string | undefined {
  const id = vault.peekToken(token);
  return id !== undefined && vault.checkToken(LINK, id, 1, token) ? id : undefined;
}
