/** `ja migrate` */
import { openDatabase } from '../platform/db/open.ts';
import { migrateAt } from './context.ts';
import { DONE, UsageError } from './verb.ts';
import type { Call } from './verb.ts';

export async function run({ args, config, log, say }: Call): Promise<number> {
  if (args.length > 0) throw new UsageError('migrate takes no arguments.');
  const database = await openDatabase(config, { role: 'tool', log });
  try {
    const done = await migrateAt(database.url, log);
    say(done.length === 0 ? 'The database is up to date.' : `Done: ${done.join(', ')}`);
    return DONE;
  } finally {
    await database.close();
  }
}
