/** `ja import <kind> <file…>`; editions here, the others in files of their own. */
import { open } from 'node:fs/promises';
import path from 'node:path';
import { importEvents, MAX_EVENT_FILE_BYTES, printReport } from '../modules/events/index.ts';
import { OperatorError } from '../platform/log.ts';
import { translator } from '../platform/i18n/translate.ts';
import { withDeps } from './context.ts';
import { importInstitutionFiles, importPersonFiles } from './import-officials.ts';
import { importPublications } from './import-publications.ts';
import { LISTS } from '../modules/selections/index.ts';
import { importProposalFiles } from './import-proposals.ts';
import { importLists, importSelections } from './import-selections.ts';
import { DONE, FAILED, readArgs, UsageError } from './verb.ts';
import type { Call } from './verb.ts';

export async function run(call: Call): Promise<number> {
  const { env } = call;
  const { positionals, values } = readArgs(call, {
    'dry-run': { type: 'boolean' },
    draft: { type: 'boolean' },
    type: { type: 'string' },
    publisher: { type: 'string' },
    map: { type: 'string' },
    process: { type: 'string' },
  });
  const [kind, ...names] = positionals;
  const options = { dryRun: values['dry-run'] ?? false, draft: values.draft ?? false };
  const list = LISTS.find((one) => one === kind);
  if (values.publisher !== undefined && kind !== 'person' && kind !== 'institution' && !list)
    throw new UsageError('--publisher is for lists.');
  if (values.process !== undefined && !list) throw new UsageError(`--process is for ${LISTS.join(', ')}.`);
  if (list) {
    if (values.type !== undefined) throw new UsageError('--type is for publications.');
    if (options.draft)
      throw new UsageError('A process stays draft or published whatever list is put into it.');
    return await importLists(call, list, names, {
      process: values.process?.trim() ?? '',
      publisher: values.publisher?.trim() ?? '',
      map: values.map,
      dryRun: options.dryRun,
      lang: languageOf(env),
    });
  }
  if (values.map !== undefined && kind !== 'person' && kind !== 'institution')
    throw new UsageError(`--map is for person, institution, ${LISTS.join(', ')}.`);
  if (kind === 'person' || kind === 'institution') {
    if (values.type !== undefined) throw new UsageError('--type is for publications.');
    const people = {
      ...options,
      publisher: values.publisher?.trim() ?? '',
      map: values.map,
      lang: languageOf(env),
    };
    return await (kind === 'person' ? importPersonFiles : importInstitutionFiles)(call, names, people);
  }
  if (kind === 'publication')
    return await importPublications(call, names, { ...options, type: values.type, lang: languageOf(env) });
  if (kind === 'proposal') {
    if (values.type !== undefined) throw new UsageError('--type is for publications.');
    return await importProposalFiles(call, names, { ...options, lang: languageOf(env) });
  }
  if (kind === 'process' || kind === 'kind' || kind === 'holidays') {
    if (values.type !== undefined) throw new UsageError('--type is for publications.');
    if (options.draft && kind === 'holidays') throw new UsageError('Holidays are never a draft.');
    return await importSelections(call, kind, names, { ...options, lang: languageOf(env) });
  }
  if (kind !== 'event')
    throw new UsageError(
      `import takes a kind first: event, publication, institution, person, proposal, kind, process, holidays, ${LISTS.join(', ')}.`,
    );
  if (values.type !== undefined) throw new UsageError('--type is for publications.');
  return await importEventFiles(call, names, options);
}

async function importEventFiles(
  { config, env, log, say, complain }: Call,
  names: readonly string[],
  options: { dryRun: boolean; draft: boolean },
): Promise<number> {
  if (names.length === 0) throw new UsageError('import event takes one or more files.');
  const files = await Promise.all(names.map(readFile));
  return await withDeps(config, log, 'import', async (deps) => {
    const report = await importEvents(deps, { kind: 'system', what: 'import' }, files, options);
    const lines = printReport(report, translator(languageOf(env)));
    for (const line of lines.slice(0, -1)) say(line);
    // Scripts look for the reason of a failure where complaints go.
    (report.ok ? say : complain)(lines.at(-1) ?? '');
    return report.ok ? DONE : FAILED;
  });
}

/** Not more than is needed to see that a file is too large. */
async function readFile(name: string): Promise<{ name: string; bytes: Uint8Array }> {
  try {
    const file = await open(path.resolve(name));
    try {
      const bytes = new Uint8Array(MAX_EVENT_FILE_BYTES + 1);
      let length = 0;
      for (let got = -1; got !== 0 && length < bytes.length; length += got)
        got = (await file.read(bytes, length, bytes.length - length)).bytesRead;
      return { name, bytes: bytes.subarray(0, length) };
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code = 'unreadable' } = error as { code?: string };
    throw new OperatorError(`${name} can't be read (${code}). Nothing was written.`);
  }
}

/** The terminal's language, if it is one of ours; English as the rest of the command line. */
function languageOf(env: Call['env']): 'es' | 'en' {
  const wanted = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(Boolean) ?? '';
  return wanted.startsWith('es') ? 'es' : 'en';
}
