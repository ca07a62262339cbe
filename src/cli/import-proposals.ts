/** `ja import proposal <file…>` */
import path from 'node:path';
import { fileInput } from '../modules/officials/index.ts';
import { importProposals, printProposals } from '../modules/proposals/index.ts';
import { type Lang, translator } from '../platform/i18n/translate.ts';
import { OperatorError } from '../platform/log.ts';
import { withDeps } from './context.ts';
import { DONE, FAILED, UsageError } from './verb.ts';
import type { Call } from './verb.ts';

/** Each file goes in whole or not at all: one that is refused stops no other. */
export async function importProposalFiles(
  { config, log, say, complain }: Call,
  names: readonly string[],
  { lang, ...options }: { dryRun: boolean; draft: boolean; lang: Lang },
): Promise<number> {
  if (names.length === 0) throw new UsageError('import proposal takes one or more files.');
  const t = translator(lang);
  const files = await Promise.all(
    names.map((name) =>
      fileInput(path.resolve(name)).catch((error: unknown) => {
        const { code = 'unreadable' } = error as { code?: string };
        throw new OperatorError(`${name} can't be read (${code}). Nothing was written.`);
      }),
    ),
  );
  return await withDeps(config, log, 'import', async (deps) => {
    let code: number = DONE;
    for (const file of files) {
      const result = await importProposals(deps, { kind: 'system', what: 'import' }, file, options);
      const { lines, done } = printProposals(file.name, result, t, options.dryRun);
      for (const line of lines.slice(0, -1)) (done ? say : complain)(line);
      // Scripts look for the reason of a failure where complaints go.
      (done ? say : complain)(lines.at(-1) ?? '');
      if (!done) code = FAILED;
    }
    return code;
  });
}
