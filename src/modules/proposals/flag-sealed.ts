/** How the words of readers lie in the vault until somebody has decided about them. */
import { type Vault, VaultError } from '../../platform/vault/vault.ts';

const context = (id: string): string => `proposal_flags.sealed:${id}`;

export const sealFlag = (vault: Vault, id: string, words: string): Buffer => vault.seal(context(id), words);

/** Empty when there are none, or they can't be opened. */
export function openFlag(vault: Vault, id: string, sealed: Uint8Array | null): string {
  if (sealed === null) return '';
  try {
    return vault.open<string>(context(id), sealed);
  } catch (error) {
    if (error instanceof VaultError) return '';
    throw error;
  }
}

/** Finds the same said twice about one proposal. */
export const flagHash = (vault: Vault, number: number, reason: string, words: string): Buffer =>
  vault.lookup('proposal_flags.content_hash', `${number} ${reason} ${words}`);
