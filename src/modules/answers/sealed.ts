/** Where an institution is written to, and the link by which it answers. */
import { tryOpen, type Vault } from '../../platform/vault/vault.ts';

const context = (id: string): string => `asks.address:${id}`;

export const sealAddress = (vault: Vault, id: string, address: string): Buffer =>
  vault.seal(context(id), address);

/** Undefined when there is none, or it can't be opened. */
export function openAddress(vault: Vault, id: string, sealed: Uint8Array | null): string | undefined {
  return tryOpen(vault, context(id), sealed);
}

const LINK = 'ask';

/** Bound to one question, void when another is made; it also ends with its time. */
export const replyToken = (vault: Vault, ask: { id: string; link_version: number }): string =>
  vault.token(LINK, ask.id, ask.link_version);

export const isReplyToken = (
  vault: Vault,
  token: string,
  ask: { id: string; link_version: number },
): boolean => vault.checkToken(LINK, ask.id, ask.link_version, token);

const paperContext = (id: string): string => `ask_papers:${id}`;

/** @param id of the delivery that it proves */
export const sealPaper = (vault: Vault, id: string, bytes: Buffer): Buffer =>
  vault.seal(paperContext(id), bytes.toString('base64'));

/** @throws VaultError when it was sealed with another key */
export const openPaper = (vault: Vault, id: string, sealed: Uint8Array): Buffer =>
  Buffer.from(vault.open<string>(paperContext(id), sealed), 'base64');
