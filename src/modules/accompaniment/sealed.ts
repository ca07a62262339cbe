/** What only those who propose and the desk may read, and how it lies in the vault. */
import { type Vault, VaultError } from '../../platform/vault/vault.ts';
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

/** Undefined when nothing is kept, or it can't be opened: another key, or tampered with. */
function opened<T>(vault: Vault, context: string, sealed: Uint8Array | null): T | undefined {
  if (sealed === null) return undefined;
  try {
    return vault.open<T>(context, sealed);
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

export const openChecks = (vault: Vault, proposalId: string, sealed: Uint8Array | null): Checks =>
  opened(vault, checks(proposalId), sealed) ?? {};
/** Empty when it is kept no longer. */
export const openWords = (vault: Vault, id: string, sealed: Uint8Array | null): string =>
  opened(vault, words(id), sealed) ?? '';
export const openSuggested = (vault: Vault, id: string, sealed: Uint8Array): Suggested | undefined =>
  opened(vault, suggested(id), sealed);
export const openAmended = (vault: Vault, id: string, sealed: Uint8Array): Amended | undefined =>
  opened(vault, amended(id), sealed);

/** Finds the same thing sent twice. @param what column; @param said of which it is made */
export const sentHash = (
  vault: Vault,
  what: 'messages' | 'suggestions' | 'amendments',
  said: unknown,
): Buffer => vault.lookup(`accompaniment_${what}.sent_hash`, JSON.stringify(said));
