/** The sealed group of a mailing. */
import { type Vault, VaultError } from '../../platform/vault/vault.ts';
import type { Audience } from './rules/audience.ts';

const context = (mailingId: string): string => `mailings:${mailingId}`;

export function sealAudience(vault: Vault, mailingId: string, audience: Audience): Buffer {
  return vault.seal(context(mailingId), audience);
}

/** @returns undefined when it was sealed with another key */
export function openAudience(
  vault: Vault,
  mailing: { id: string; audience: Uint8Array },
): Audience | undefined {
  try {
    return vault.open<Audience>(context(mailing.id), mailing.audience);
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}
