/** The sealed group of a mailing. */
import { tryOpen, type Vault } from '../../platform/vault/vault.ts';
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
  return tryOpen(vault, context(mailing.id), mailing.audience);
}
