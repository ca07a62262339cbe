/** How the words of readers lie in the vault until somebody has decided about them. */
import { tryOpen, type Vault } from '../../platform/vault/vault.ts';

const context = (id: string): string => `proposal_flags.sealed:${id}`;

export const sealFlag = (vault: Vault, id: string, words: string): Buffer => vault.seal(context(id), words);

/** Empty when there are none, or they can't be opened. */
export function openFlag(vault: Vault, id: string, sealed: Uint8Array | null): string {
  return tryOpen<string>(vault, context(id), sealed) ?? '';
}

/** Finds the same said twice about one proposal. */
export const flagHash = (vault: Vault, number: number, reason: string, words: string): Buffer =>
  vault.lookup('proposal_flags.content_hash', `${number} ${reason} ${words}`);
