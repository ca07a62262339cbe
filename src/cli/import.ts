/** `ja import <kind> <file…>`; editions here, the others in files of their own. */
import { open } from 'node:fs/promises';
import path from 'node:path';
import { importEvents, MAX_EVENT_FILE_BYTES, printReport } from '../modules/events/index.ts';
import { OperatorError } from '../platform/log.ts';
import { type Lang, translator } from '../platform/i18n/translate.ts';
import { withDeps } from './context.ts';
import { importInstitutionFiles, importPersonFiles } from './import-officials.ts';
import { importPublications } from './import-publications.ts';
import { LISTS } from '../modules/selections/index.ts';
import { importProposalFiles } from './import-proposals.ts';
import { importLists, importSelections } from './import-selections.ts';
import { DONE, FAILED, readArgs, UsageError } from './verb.ts';
import type { Call } from './verb.ts';

const OF_PROCESS: readonly string[] = LISTS;
const LISTED = ['person', 'institution', ...OF_PROCESS];
const KINDS = ['event', 'publication', 'proposal', 'kind', 'process', 'holidays', ...LISTED];

/** Options that not every kind takes: which do, and how that is said. */
const OPTIONS = {
  type: { of: ['publication'], said: 'publications' },
  reason: { of: ['publication'], said: 'publications' },
  publisher: { of: LISTED, said: 'lists' },
  map: { of: LISTED, said: LISTED.join(', ') },
  process: { of: OF_PROCESS, said: OF_PROCESS.join(', ') },
};

export async function run(call: Call): Promise<number> {
  const { values, positionals } = readArgs(call, {
    'dry-run': { type: 'boolean' },
    draft: { type: 'boolean' },
    type: { type: 'string' },
    reason: { type: 'string' },
    publisher: { type: 'string' },
    map: { type: 'string' },
    process: { type: 'string' },
  });
  const [kind = '', ...names] = positionals;
  if (!KINDS.includes(kind)) throw new UsageError(`import takes a kind first: ${KINDS.join(', ')}.`);
  for (const [name, { of, said }] of Object.entries(OPTIONS)) {
    if (values[name as keyof typeof OPTIONS] !== undefined && !of.includes(kind))
      throw new UsageError(`--${name} is for ${said}.`);
  }
  const {
    'dry-run': dryRun = false,
    draft = false,
    publisher = '',
    process = '',
    type,
    reason,
    map,
  } = values;
  const options = { dryRun, draft, lang: languageOf(call.env) };
  const listed = { ...options, publisher: publisher.trim(), map };
  const list = LISTS.find((one) => one === kind);
  if (list) {
    if (draft) throw new UsageError('A process stays draft or published whatever list is put into it.');
    return await importLists(call, list, names, { ...listed, process: process.trim() });
  }
  switch (kind) {
    case 'person':
      return await importPersonFiles(call, names, listed);
    case 'institution':
      return await importInstitutionFiles(call, names, listed);
    case 'publication':
      return await importPublications(call, names, { ...options, type, reason });
    case 'proposal':
      return await importProposalFiles(call, names, options);
    case 'process':
    case 'kind':
    case 'holidays':
      if (draft && kind === 'holidays') throw new UsageError('Holidays are never a draft.');
      return await importSelections(call, kind, names, options);
    default:
      return await importEventFiles(call, names, options);
  }
}

async function importEventFiles(
  { config, log, say, complain }: Call,
  names: readonly string[],
  { lang, ...options }: { dryRun: boolean; draft: boolean; lang: Lang },
): Promise<number> {
  if (names.length === 0) throw new UsageError('import event takes one or more files.');
  const files = await Promise.all(names.map(readFile));
  return await withDeps(config, log, 'import', async (deps) => {
    const report = await importEvents(deps, { kind: 'system', what: 'import' }, files, options);
    const lines = printReport(report, translator(lang));
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
function languageOf(env: Call['env']): Lang {
  const wanted = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(Boolean) ?? '';
  return wanted.startsWith('es') ? 'es' : 'en';
}
