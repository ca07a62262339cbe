/** How a file lies in the vault while not everybody may see it. */
import { createHash } from 'node:crypto';
import { tryOpen, type Vault } from '../../platform/vault/vault.ts';

/** What is known of a file besides its bytes. */
export interface FileFacts {
  /** What it shows or holds, in its authors' words. */
  words: string;
  mediaType: string;
  /** `pdf`, `jpeg` … */
  format: string;
  /** Pixels; 0 of documents. */
  width: number;
  height: number;
}

const facts = (id: string): string => `proposal_files.sealed_facts:${id}`;
const content = (id: string): string => `proposal_files.sealed_bytes:${id}`;

export const sealFacts = (vault: Vault, id: string, value: FileFacts): Buffer => vault.seal(facts(id), value);
export const sealBytes = (vault: Vault, id: string, bytes: Buffer): Buffer =>
  vault.seal(content(id), bytes.toString('base64'));

export const openFacts = (vault: Vault, id: string, sealed: Uint8Array | null): FileFacts | undefined =>
  tryOpen(vault, facts(id), sealed);

export function openBytes(vault: Vault, id: string, sealed: Uint8Array | null): Buffer | undefined {
  const text = tryOpen<string>(vault, content(id), sealed);
  return text === undefined ? undefined : Buffer.from(text, 'base64');
}

/** Finds the same file sent twice with one proposal; elsewhere its hashes differ. */
export const fileHash = (vault: Vault, proposalId: string, bytes: Buffer): Buffer =>
  vault.lookup(
    'proposal_files.content_hash',
    `${proposalId} ${createHash('sha256').update(bytes).digest('hex')}`,
  );
