/** How a draft lies in the vault, and its secret link. */
import { normalizeEmail } from '../../platform/vault/address.ts';
import { tryOpen, type Vault } from '../../platform/vault/vault.ts';
import { mailboxOf } from './rules/mailbox.ts';
import type { DraftValues } from './schemas/draft.ts';

const context = (id: string): string => `proposal_drafts.sealed:${id}`;

export const sealDraft = (vault: Vault, id: string, values: DraftValues): Buffer =>
  vault.seal(context(id), values);

/** Undefined when it can't be opened: another key, or tampered with. */
export function openDraft(vault: Vault, id: string, sealed: Uint8Array): DraftValues | undefined {
  return tryOpen(vault, context(id), sealed);
}

/** Finds the draft that one drawn form made. @param key as it stands hidden in that form */
export const formHash = (vault: Vault, key: string): Buffer => vault.lookup('proposal_drafts.form_hash', key);

/** Tells how often a mailbox is written to on one day, and nothing the day after. */
export const mailDayHash = (vault: Vault, email: string, day: Temporal.PlainDate): Buffer =>
  vault.lookup('proposal_mail_days.day_hash', `${String(day)} ${mailboxOf(normalizeEmail(email))}`);

const LINK = 'proposal_draft';

/** The secret link's token. Not stored: made again whenever it is needed. */
export const draftToken = (vault: Vault, id: string): string => vault.token(LINK, id, 1);

export const isDraftToken = (vault: Vault, token: string, id: string): boolean =>
  vault.checkToken(LINK, id, 1, token);
