/** `ja import publication <file|folder…>` */
import {
  filesOf,
  fileKindOf,
  importFiles,
  isImportDone,
  printOutcome,
  printTotals,
} from '../modules/publications/index.ts';
import { cleanText } from '../platform/forms/clean.ts';
import { OperatorError } from '../platform/log.ts';
import { type Lang, translator } from '../platform/i18n/translate.ts';
import { withDeps } from './context.ts';
import { DONE, FAILED, UsageError } from './verb.ts';
import type { Call } from './verb.ts';

/** Characters, as where somebody corrects at the desk. */
const LONGEST_REASON = 300;

interface PublicationOptions {
  dryRun: boolean;
  draft: boolean;
  /** What all files hold, when they don't say it themselves. */
  type: string | undefined;
  /** Why texts that are public change. */
  reason: string | undefined;
  lang: Lang;
}

export async function importPublications(
  { config, log, say, complain }: Call,
  names: readonly string[],
  { dryRun, draft, type, reason, lang }: PublicationOptions,
): Promise<number> {
  if (names.length === 0) throw new UsageError('import publication takes one or more files or folders.');
  const kind = type === undefined ? undefined : fileKindOf(type);
  if (type !== undefined && !kind) throw new UsageError(`--type ${type}: there is no such type.`);
  const why = reason === undefined ? undefined : cleanText(reason, false);
  if (why === '') throw new UsageError('--reason says nothing.');
  if (why && why.length > LONGEST_REASON)
    throw new UsageError(`--reason has ${why.length} characters; at most ${LONGEST_REASON} fit.`);
  const t = translator(lang);
  const files = await filesOf(names).catch((error: unknown) => {
    const { code = 'unreadable', path = '' } = error as { code?: string; path?: string };
    throw new OperatorError(`${path} can't be read (${code}). Nothing was written.`);
  });
  return await withDeps(config, log, 'import', async (deps) => {
    const result = await importFiles(
      deps,
      { kind: 'system', what: 'import' },
      files,
      { dryRun, draft, kind, reason: why },
      (outcome) => printOutcome(outcome, t).forEach(outcome.fault ? complain : say),
    );
    const done = isImportDone(result);
    const [counts = '', end = ''] = printTotals(result, t);
    say(counts);
    // Scripts look for the reason of a failure where complaints go.
    (done ? say : complain)(end);
    return done ? DONE : FAILED;
  });
}
