/** A proposal behind its secret link. */
import type { Read } from '../../../platform/db/handles.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { isLinkOf } from '../sealed.ts';
import { findProposal, type ProposalRow } from './own.ts';

/** Undefined: a wrong, old or mutilated link is simply not there. */
export async function findByLink(db: Read, vault: Vault, token: string): Promise<ProposalRow | undefined> {
  const id = vault.peekToken(token);
  const row = id === undefined ? undefined : await findProposal(db, id);
  return row && isLinkOf(vault, token, row) ? row : undefined;
}
