/** Name and address of a member of staff: sealed in the vault, found again by a keyed hash. */
import type { Deps } from '../../platform/deps.ts';
import { normalizeEmail } from '../../platform/vault/address.ts';

export interface Identity {
  name: string;
  email: string;
}

type WithVault = Pick<Deps, 'vault'>;

/** What stands in place of the address wherever one is looked for. Looks like one, because the library asks for that. */
export function addressKey({ vault }: WithVault, email: string): string {
  return `${vault.lookup('accounts.staff_users.email', normalizeEmail(email)).toString('hex')}@staff.invalid`;
}

/** Bound to the row's id: moved to another row it opens nowhere. */
export function sealUser({ vault }: WithVault, id: string, identity: Identity): Buffer {
  return vault.seal(`accounts.staff_users:${id}`, identity);
}

/** @throws VaultError when the row was tampered with or sealed under another key */
export function openUser({ vault }: WithVault, id: string, sealed: Uint8Array): Identity {
  return vault.open<Identity>(`accounts.staff_users:${id}`, sealed);
}

export function sealInvitation({ vault }: WithVault, id: string, identity: Identity): Buffer {
  return vault.seal(`accounts.staff_invitations:${id}`, identity);
}

/** @throws VaultError as `openUser` */
export function openInvitation({ vault }: WithVault, id: string, sealed: Uint8Array): Identity {
  return vault.open<Identity>(`accounts.staff_invitations:${id}`, sealed);
}
