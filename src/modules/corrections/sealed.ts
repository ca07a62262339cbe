/** Who asks and in which words, and how that lies in the vault. */
import { normalizeEmail } from '../../platform/vault/address.ts';
import { tryOpen, type Vault } from '../../platform/vault/vault.ts';
import type { Kind } from './tables.ts';

export interface Asked {
  text: string;
  /** Where it can be read: an address or a few words. */
  source: string;
  name: string;
  /** Empty: they follow it by the link alone. */
  email: string;
  /** Who they are to the record, in their own words. */
  relation: string;
}

const context = (id: string): string => `corrections.asked:${id}`;

export const sealAsked = (vault: Vault, id: string, asked: Asked): Buffer => vault.seal(context(id), asked);

/** Undefined when nothing is kept, or it can't be opened: another key, or tampered with. */
export function openAsked(vault: Vault, id: string, sealed: Uint8Array | null): Asked | undefined {
  return tryOpen(vault, context(id), sealed);
}

export function contentHash(
  vault: Vault,
  about: { kind: Kind; recordKind: string; recordId: string },
  asked: Asked,
): Buffer {
  const email = asked.email === '' ? '' : normalizeEmail(asked.email);
  const said = [about.kind, about.recordKind, about.recordId, email, asked.name, asked.text, asked.source];
  return vault.lookup('corrections.content', JSON.stringify(said));
}

const LINK = 'corrections.own';

export const linkToken = (vault: Vault, row: { id: string; link_version: number }): string =>
  vault.token(LINK, row.id, row.link_version);

export const isLinkOf = (vault: Vault, token: string, row: { id: string; link_version: number }): boolean =>
  vault.checkToken(LINK, row.id, row.link_version, token);
