/** Where somebody takes their address off the list, or puts it back. */
import type { Vault } from '../../platform/vault/vault.ts';

const PURPOSE = 'mailing_unsubscribe';
/** Stands in previews and tests, which concern nobody. */
export const EXAMPLE_TOKEN = 'ejemplo';

export function unsubscribePath(token: string): string {
  return `/correos/baja/${token}`;
}

/** Good for as long as the registration is there. */
export function unsubscribeToken(vault: Vault, registrationId: string): string {
  return vault.token(PURPOSE, registrationId);
}

/** @returns the registration that the token was made for */
export function registrationOf(vault: Vault, token: string): string | undefined {
  const id = vault.peekToken(token);
  return id !== undefined && vault.checkToken(PURPOSE, id, 1, token) ? id : undefined;
}
