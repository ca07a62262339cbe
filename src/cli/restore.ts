/** `ja restore <file>` */
import path from 'node:path';
import { readHeader } from '../platform/backup/format.ts';
import { load } from '../platform/backup/load.ts';
import { openDatabase } from '../platform/db/open.ts';
import { OperatorError } from '../platform/log.ts';
import { databaseKey, keyInFile } from './key.ts';
import { DONE, readArgs, UsageError } from './verb.ts';
import type { Call } from './verb.ts';

export async function run(call: Call): Promise<number> {
  const { config, log, say } = call;
  const { positionals, values } = readArgs(call, { 'without-key': { type: 'boolean' } });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UsageError('restore takes the name of one file.');
  const file = path.resolve(name);
  const header = await readHeader(file);
  const withoutKey = values['without-key'] ?? false;
  const present = await keyInFile(config.secretKeyFile);
  if (present !== header.keyId && !withoutKey) {
    const instead = present === undefined ? 'there is no key' : `the key there is ${present}`;
    throw new OperatorError(
      `The backup was written with the key ${header.keyId}; ${instead} in ${config.secretKeyFile}. Put the copy of that key there first (mode 600), ` +
        'or restore with --without-key: then names, addresses and answers stay unreadable for good.',
    );
  }
  const database = await openDatabase(config, { role: 'tool', log });
  try {
    const options = { withoutKey: present !== header.keyId, keySetting: databaseKey.key };
    const totals = await load(database.url, file, options);
    say(
      `Restored as of ${header.createdAt}: ${totals.rows} rows of ${totals.tables} tables, ${totals.jobs} jobs.`,
    );
    if (options.withoutKey) say(`Without the key ${header.keyId} its personal data stays unreadable.`);
    return DONE;
  } finally {
    await database.close();
  }
}
