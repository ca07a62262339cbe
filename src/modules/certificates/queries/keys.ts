/** The keys that certificates are signed and checked with. */
import type { Read } from '../../../platform/db/handles.ts';
import { type Vault, VaultError } from '../../../platform/vault/vault.ts';
import { openSecret } from '../kept.ts';
import { openKey, type PublicKey, type SigningKey } from '../proof.ts';

export type KeyRow = Awaited<ReturnType<typeof listKeys>>[number];

/** All keys, the newest first; there is a handful. */
export function listKeys(db: Read) {
  return db
    .selectFrom('certificate_keys')
    .select(['id', 'public_key', 'created_at', 'retired_at', 'void_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(1000)
    .execute();
}

export async function listPublicKeys(db: Read): Promise<PublicKey[]> {
  return (await listKeys(db)).map(({ id, public_key, void_at }) => ({
    id,
    bytes: public_key,
    isVoid: void_at !== null,
  }));
}

/** @returns the key that signs now; undefined when there is none yet, `unreadable` under another vault key */
export async function findSigningKey(db: Read, vault: Vault): Promise<SigningKey | 'unreadable' | undefined> {
  const row = await db
    .selectFrom('certificate_keys')
    .select(['id', 'sealed'])
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  try {
    return { id: row.id, key: openKey(openSecret(vault, row.id, row.sealed)) };
  } catch (error) {
    if (error instanceof VaultError) return 'unreadable';
    throw error;
  }
}
