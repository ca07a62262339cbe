/** Making, changing and giving up the key that signs certificates. */
import { sql } from 'kysely';
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { sealKey } from '../kept.ts';
import { newKeyPair, openKey, type SigningKey } from '../proof.ts';
import { findSigningKey } from '../queries/keys.ts';

interface Doing {
  actor: Actor;
  vault: Vault;
  now: Temporal.Instant;
}

/** One at a time: the first certificate of an installation may be asked for at two desks at once. */
const lockKeys = (trx: Trx) => sql`select pg_advisory_xact_lock(hashtext('certificates.keys'))`.execute(trx);

/** The key that signs, made at its first use. @returns undefined when the vault can't open it: then `rotateKey` */
export async function ensureKey(trx: Trx, c: Doing): Promise<SigningKey | undefined> {
  const known = await findSigningKey(trx, c.vault);
  if (known) return known === 'unreadable' ? undefined : known;
  await lockKeys(trx);
  const made = await findSigningKey(trx, c.vault);
  if (made) return made === 'unreadable' ? undefined : made;
  return await insertKey(trx, c, 'certificates.key_made');
}

/**
 * A new key signs from now on. What the old one signed stays valid, unless it is void: when somebody else may have it.
 */
export async function rotateKey(trx: Trx, c: Doing, isVoid: boolean): Promise<SigningKey> {
  await lockKeys(trx);
  await trx
    .updateTable('certificate_keys')
    .set({ retired_at: c.now, ...(isVoid && { void_at: c.now }) })
    .where('retired_at', 'is', null)
    .execute();
  return await insertKey(trx, c, isVoid ? 'certificates.key_voided' : 'certificates.key_changed');
}

async function insertKey(trx: Trx, { actor, vault, now }: Doing, action: string): Promise<SigningKey> {
  const { id, publicKey, secret } = newKeyPair();
  await trx
    .insertInto('certificate_keys')
    .values({
      id,
      public_key: publicKey,
      sealed: sealKey(vault, id, secret),
      created_at: now,
      retired_at: null,
      void_at: null,
    })
    .execute();
  await audit(trx, { actor, action, subject: { kind: 'certificate_key', id } });
  return { id, key: openKey(secret) };
}
