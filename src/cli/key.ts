/**
 * The key and the database belong together: the first start writes the key's fingerprint into the
 * database, and from then on no other key is used with it. A lost key file is not replaced by a
 * new key, which would make what was kept unreadable for good and mix it with what comes.
 */
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Type } from 'typebox';
import type { Config } from '../config.ts';
import type { Db } from '../platform/db/handles.ts';
import { giveToFolderOwner } from '../platform/db/embedded/os-user.ts';
import { withTransaction } from '../platform/db/transaction.ts';
import { OperatorError } from '../platform/log.ts';
import { defineSetting } from '../platform/settings/setting.ts';
import { readSetting, writeSetting } from '../platform/settings/settings.ts';
import { keyId, loadOrCreateKey } from '../platform/vault/key.ts';
import { createVault } from '../platform/vault/vault.ts';
import type { Vault } from '../platform/vault/vault.ts';

/** Fingerprint of the key that the database's personal data is encrypted with; empty before the first start. */
export const databaseKey = defineSetting({
  key: 'platform.key_id',
  schema: Type.String(),
  default: '',
  summary: 'Fingerprint of the key that personal data in this database is encrypted with.',
});

/** @returns fingerprint of the key in the file, or undefined when there is no such file */
export async function keyInFile(file: string): Promise<string | undefined> {
  const there = await stat(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
  return there ? keyId(await loadOrCreateKey(file)) : undefined;
}

/**
 * @returns the vault, on the key in SECRET_KEY_FILE; made at the first start
 * @throws {OperatorError} when it is not the key of this database
 */
export async function openVault(config: Config, db: Db, now: () => Temporal.Instant): Promise<Vault> {
  const file = config.secretKeyFile;
  const wanted = await readSetting(db, databaseKey);
  const present = await keyInFile(file);
  if (wanted !== '' && present !== wanted) {
    const instead = present === undefined ? 'is missing' : `holds the key ${present}`;
    throw new OperatorError(
      `SECRET_KEY_FILE: the database was written with the key ${wanted}, but ${file} ${instead}. Put back the copy of that key.`,
    );
  }
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const vault = createVault(await loadOrCreateKey(file));
  if (wanted === '') {
    await giveToFolderOwner(file);
    await withTransaction(db, async (trx) => await writeSetting(trx, databaseKey, vault.keyId, now()));
  }
  return vault;
}
