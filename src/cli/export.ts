/** `ja export <kind> <target>`; editions and processes here, publications in a file of their own. */
import { randomBytes } from 'node:crypto';
import { link, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exportEvent } from '../modules/events/index.ts';
import { processFileOf } from '../modules/selections/index.ts';
import type { Read } from '../platform/db/handles.ts';
import { OperatorError } from '../platform/log.ts';
import { withDeps } from './context.ts';
import { exportPublications } from './export-publications.ts';
import { DONE, readArgs, UsageError } from './verb.ts';
import type { Call } from './verb.ts';

export async function run(call: Call): Promise<number> {
  const { config, log, say } = call;
  const { positionals, values } = readArgs(call, { replace: { type: 'boolean' } });
  const [kind, ...names] = positionals;
  if (kind === 'publication')
    return await exportPublications(call, names, { replace: values.replace ?? false });
  if (kind !== 'event' && kind !== 'process')
    throw new UsageError('export takes a kind first: event, process or publication.');
  if (values.replace) throw new UsageError('--replace is for publications.');
  const [slug, name, ...more] = names;
  if (slug === undefined || name === undefined || more.length > 0)
    throw new UsageError(`export ${kind} takes the slug of one and the name of one file.`);
  const file = path.resolve(name);
  return await withDeps(config, log, 'export', async ({ db }) => {
    const text = kind === 'event' ? await exportEvent(db, slug) : await exportProcess(db, slug);
    if (text === undefined) throw new OperatorError(`There is no ${kind} "${slug}". Nothing was written.`);
    await writeWhole(file, text);
    const note =
      kind === 'event'
        ? 'Nobody who registered is in it.'
        : 'Drafts are in it too, and what rests on no source.';
    say(`${file}: the ${kind} "${slug}", ${Buffer.byteLength(text)} bytes. ${note}`);
    return DONE;
  });
}

async function exportProcess(db: Read, slug: string): Promise<string | undefined> {
  const file = await processFileOf(db, slug);
  return file && `${JSON.stringify(file, null, 2)}\n`;
}

/** The whole file under its name, or none; never over another one. */
async function writeWhole(file: string, text: string): Promise<void> {
  const part = `${file}.${randomBytes(4).toString('hex')}.part`;
  try {
    await writeFile(part, text, { flag: 'wx' });
    await link(part, file);
  } catch (error) {
    const { code = 'unwritable' } = error as { code?: string };
    throw new OperatorError(
      code === 'EEXIST'
        ? `${file} exists. Choose another name.`
        : `${file} can't be written (${code}). Nothing was written.`,
    );
  } finally {
    await rm(part, { force: true });
  }
}
