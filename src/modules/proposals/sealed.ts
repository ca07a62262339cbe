/** What nobody but the organisation may read of a proposal, and how it lies in the vault. */
import { normalizeEmail } from '../../platform/vault/address.ts';
import { tryOpen, type Vault } from '../../platform/vault/vault.ts';
import { mailboxOf } from './rules/mailbox.ts';
import type { Visibility } from './tables.ts';

/** Who a proposal is from. */
export interface Authors {
  /** As typed, each person or group once; may be empty. */
  names: string[];
  organization?: string;
  /** Proven by its link; of meetings, paper and imports there is often none. */
  email?: string;
}

/** What a proposal says. */
export interface ProposalText {
  title: string;
  problem: string;
  affected: string;
  summary: string;
}

const authors = (id: string): string => `proposals.authors:${id}`;
const text = (id: string): string => `proposals.text:${id}`;

export const sealAuthors = (vault: Vault, id: string, value: Authors): Buffer =>
  vault.seal(authors(id), value);
export const sealText = (vault: Vault, id: string, value: ProposalText): Buffer =>
  vault.seal(text(id), value);

const appeal = (decisionId: string): string => `proposal_appeals.words:${decisionId}`;
export const sealAppeal = (vault: Vault, decisionId: string, words: string): Buffer =>
  vault.seal(appeal(decisionId), words);

export const openAuthors = (vault: Vault, id: string, sealed: Uint8Array | null): Authors | undefined =>
  tryOpen(vault, authors(id), sealed);

/** Empty when it is kept no longer. */
export const openAppeal = (vault: Vault, decisionId: string, sealed: Uint8Array | null): string =>
  tryOpen(vault, appeal(decisionId), sealed) ?? '';

interface TextRow {
  id: string;
  title: string | null;
  problem: string | null;
  affected: string | null;
  summary: string | null;
  sealed_text: Uint8Array | null;
}

/** Wherever it lies: in the open while it is public, else sealed. Undefined: withdrawn, nothing is kept. */
export function openText(vault: Vault, row: TextRow): ProposalText | undefined {
  const { title, problem, affected, summary } = row;
  if (title !== null && problem !== null && affected !== null && summary !== null)
    return { title, problem, affected, summary };
  return tryOpen(vault, text(row.id), row.sealed_text);
}

/** As what the authors stand under what is published; nobody is named who did not want to be. */
export interface Shown {
  names: readonly string[];
  organization: string;
}

const NOBODY: Shown = { names: [], organization: '' };

export function shownAuthors(
  vault: Vault,
  row: {
    id: string;
    visibility: Visibility;
    sealed_authors: Uint8Array | null;
    unread_since: Temporal.Instant | null;
  },
): Shown {
  // Anybody can type the name of somebody else: it stands nowhere before somebody has read what it stands under.
  if (row.unread_since !== null) return NOBODY;
  // What is reserved is not even opened.
  if (row.visibility === 'reserved') return NOBODY;
  const known = openAuthors(vault, row.id, row.sealed_authors);
  if (!known) return NOBODY;
  return {
    names: row.visibility === 'name' ? known.names : [],
    organization: known.organization ?? '',
  };
}

/** Finds an address again among proposals; elsewhere its hashes differ. */
export function addressHash(vault: Vault, email: string): Buffer {
  return vault.lookup('proposals.address_hash', mailboxOf(normalizeEmail(email)));
}

/** Finds the same proposal sent twice. */
export function contentHash(vault: Vault, from: Authors, said: ProposalText): Buffer {
  const { names, organization = '', email = '' } = from;
  return vault.lookup(
    'proposals.content_hash',
    JSON.stringify([names, organization, normalizeEmail(email), said]),
  );
}

const LINK = 'proposal';

/** The secret link's token. Not stored: made again whenever it is needed. */
export function linkToken(vault: Vault, row: { id: string; link_version: number }): string {
  return vault.token(LINK, row.id, row.link_version);
}

export function isLinkOf(vault: Vault, token: string, row: { id: string; link_version: number }): boolean {
  return vault.checkToken(LINK, row.id, row.link_version, token);
}
