/** What is known of a contribution before it is published, and how it lies in the vault. */
import { normalizeEmail } from '../../platform/vault/address.ts';
import { tryOpen, type Vault } from '../../platform/vault/vault.ts';
import type { Named } from './rules/contribution.ts';
import { masked } from './rules/masked.ts';
import type { Evidence } from './tables.ts';

/** Who it is from. Sealed apart from the text, so that a review never opens it but to hide names. */
export interface Author extends Named {
  email: string;
  coauthors: string[];
  country?: string;
  department?: string;
}

/** What it says. Of a talk `summary`, `audience`, `format` and `learned` (what one takes home); of the others all. */
export interface ContributionText {
  title: string;
  summary: string;
  context: string;
  done: string;
  result: string;
  evidence: Evidence[];
  learned: string;
  audience: string;
  format: string;
  topic: string;
  languages: string[];
}

const author = (id: string): string => `contributions.author:${id}`;
const text = (id: string): string => `contributions.text:${id}`;
const words = (id: string): string => `contributions.words:${id}`;

export const sealAuthor = (vault: Vault, id: string, value: Author): Buffer => vault.seal(author(id), value);
export const sealText = (vault: Vault, id: string, value: ContributionText): Buffer =>
  vault.seal(text(id), value);
export const sealWords = (vault: Vault, id: string, value: string): Buffer => vault.seal(words(id), value);
export const sealNote = (vault: Vault, id: string, reviewer: string, value: string): Buffer =>
  vault.seal(`contribution_reviews.note:${id}:${reviewer}`, value);

export const openAuthor = (vault: Vault, id: string, sealed: Uint8Array | null): Author | undefined =>
  tryOpen(vault, author(id), sealed);
export const openText = (vault: Vault, id: string, sealed: Uint8Array | null): ContributionText | undefined =>
  tryOpen(vault, text(id), sealed);
export const openWords = (vault: Vault, id: string, sealed: Uint8Array | null): string =>
  tryOpen(vault, words(id), sealed) ?? '';
export const openNote = (vault: Vault, id: string, reviewer: string, sealed: Uint8Array | null): string =>
  tryOpen(vault, `contribution_reviews.note:${id}:${reviewer}`, sealed) ?? '';

/** The text as reviewers read it where names are hidden: without those by which its author is known. */
export function anonymousText(whole: ContributionText, by: Author): ContributionText {
  const people = [by.name, ...by.coauthors];
  const others = [by.email, ...(by.organization ? [by.organization] : [])];
  const hide = (value: string): string => masked(value, people, others);
  return {
    ...whole,
    title: hide(whole.title),
    summary: hide(whole.summary),
    context: hide(whole.context),
    done: hide(whole.done),
    result: hide(whole.result),
    learned: hide(whole.learned),
    audience: hide(whole.audience),
    evidence: whole.evidence.map((piece) => ({ ...piece, text: hide(piece.text) })),
  };
}

/** Finds an address again within one edition; across editions the hashes don't match, so a dump can't link them. */
export function addressHash(vault: Vault, eventId: string, email: string): Buffer {
  return vault.lookup('contributions.address_hash', `${eventId} ${normalizeEmail(email)}`);
}

/** Finds the same contribution sent twice: by a double click, or by somebody who did not trust the first. */
export function contentHash(
  vault: Vault,
  eventId: string,
  kind: string,
  from: Author,
  said: ContributionText,
) {
  return vault.lookup(
    'contributions.content_hash',
    JSON.stringify([eventId, kind, normalizeEmail(from.email), said]),
  );
}

const LINK = 'contribution';

/** The secret link's token. Not stored: made again whenever a mail needs it. */
export function linkToken(vault: Vault, row: { id: string; link_version: number }): string {
  return vault.token(LINK, row.id, row.link_version);
}

export function isLinkOf(vault: Vault, token: string, row: { id: string; link_version: number }): boolean {
  return vault.checkToken(LINK, row.id, row.link_version, token);
}
