/** What only those who propose and the desk may read, and how it lies in the vault. */
import { tryOpen, type Vault } from '../../platform/vault/vault.ts';
import type { Checks } from './rules/checklist.ts';
import type { Changes } from './rules/text.ts';

/** What a suggestion says. */
export interface Suggested {
  changes: Changes;
  /** Public with the text, once it is accepted. */
  why: string;
  /** Of who decided about it. */
  answer?: string;
}

export interface Amended {
  words: string;
  answer?: string;
}

const checks = (proposalId: string): string => `accompaniments.checks:${proposalId}`;
const words = (id: string): string => `accompaniment_messages.words:${id}`;
const suggested = (id: string): string => `accompaniment_suggestions.said:${id}`;
const amended = (id: string): string => `accompaniment_amendments.said:${id}`;

export const sealChecks = (vault: Vault, proposalId: string, value: Checks): Buffer =>
  vault.seal(checks(proposalId), value);
export const sealWords = (vault: Vault, id: string, value: string): Buffer => vault.seal(words(id), value);
export const sealSuggested = (vault: Vault, id: string, value: Suggested): Buffer =>
  vault.seal(suggested(id), value);
export const sealAmended = (vault: Vault, id: string, value: Amended): Buffer =>
  vault.seal(amended(id), value);

export const openChecks = (vault: Vault, proposalId: string, sealed: Uint8Array | null): Checks =>
  tryOpen(vault, checks(proposalId), sealed) ?? {};
/** Empty when it is kept no longer. */
export const openWords = (vault: Vault, id: string, sealed: Uint8Array | null): string =>
  tryOpen(vault, words(id), sealed) ?? '';
export const openSuggested = (vault: Vault, id: string, sealed: Uint8Array): Suggested | undefined =>
  tryOpen(vault, suggested(id), sealed);
export const openAmended = (vault: Vault, id: string, sealed: Uint8Array): Amended | undefined =>
  tryOpen(vault, amended(id), sealed);

/** Finds the same thing sent twice. @param what column; @param said of which it is made */
export const sentHash = (
  vault: Vault,
  what: 'messages' | 'suggestions' | 'amendments',
  said: unknown,
): Buffer => vault.lookup(`accompaniment_${what}.sent_hash`, JSON.stringify(said));
