/** `ja backup <file>` */
import path from 'node:path';
import { stat } from 'node:fs/promises';
import { dump } from '../platform/backup/dump.ts';
import { OperatorError } from '../platform/log.ts';
import { withDeps } from './context.ts';
import { DONE, readArgs, UsageError } from './verb.ts';
import type { Call } from './verb.ts';

export async function run(call: Call): Promise<number> {
  const { config, log, say } = call;
  const { positionals } = readArgs(call, {});
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UsageError('backup takes the name of one file.');
  const file = path.resolve(name);
  if (await stat(file).catch(() => undefined))
    throw new OperatorError(`${file} exists. Choose another name.`);
  return await withDeps(config, log, 'backup', async (deps, database) => {
    const totals = await dump(database.url, file, { keyId: deps.vault.keyId, now: deps.now() });
    const { size } = await stat(file);
    say(
      `${file}: ${totals.rows} rows of ${totals.tables} tables, ${totals.jobs} jobs, ${(size / 1e6).toFixed(1)} MB.`,
    );
    say(`The key ${deps.vault.keyId} (${config.secretKeyFile}) is not in it: keep it apart.`);
    return DONE;
  });
}
