/** What is kept of somebody who supports a proposal: an address under seal, and a hash that finds it again. */
import { normalizeEmail } from '../../platform/vault/address.ts';
import { tryOpen, type Vault } from '../../platform/vault/vault.ts';
import { mailboxOf } from './rules/mailbox.ts';

export interface Supporter {
  email: string;
}

const context = (id: string): string => `proposal_supports.sealed:${id}`;

export const sealSupporter = (vault: Vault, id: string, value: Supporter): Buffer =>
  vault.seal(context(id), value);

/** Undefined when nothing is kept, or it can't be opened: another key, or tampered with. */
export function openSupporter(vault: Vault, id: string, sealed: Uint8Array | null): Supporter | undefined {
  return tryOpen(vault, context(id), sealed);
}

/** Finds a mailbox again among the supports of one proposal; across proposals the hashes don't match. */
export function mailboxHash(vault: Vault, proposalNumber: number, email: string): Buffer {
  return vault.lookup(
    'proposal_supports.address_hash',
    `${proposalNumber} ${mailboxOf(normalizeEmail(email))}`,
  );
}

/** Tells how often a mailbox is written to on one day, and nothing the day after. */
export function dayHash(vault: Vault, email: string, at: Temporal.Instant): Buffer {
  const day = at.toZonedDateTimeISO('UTC').toPlainDate();
  return vault.lookup('proposal_supports.day_hash', `${String(day)} ${mailboxOf(normalizeEmail(email))}`);
}

const LINK = 'proposal_support';

/** The secret link's token. Not stored: made again for the mail that carries it. */
export const supportToken = (vault: Vault, id: string): string => vault.token(LINK, id, 1);

export const isSupportToken = (vault: Vault, token: string, id: string): boolean =>
  vault.checkToken(LINK, id, 1, token);
