/**
 * Publications in and out as Markdown files. What is new stays a draft, to publish it is another step; what is public
 * already is corrected at once, for a reason that everybody reads.
 */
import type { Deps } from '../../../platform/deps.ts';
import { readForm } from '../../../platform/forms/read.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { filesIn, MAX_ARCHIVE_BYTES, zipOfPublications } from '../import/archive.ts';
import { importFiles } from '../import/import-files.ts';
import { isDone, printOutcome, printTotals } from '../import/report.ts';
import { FilesPage, type FilesProps } from '../pages/office/files.tsx';
import { FilesForm } from '../schemas/office.ts';
import { deskOf, get, officePage, post, PUBLISH, WRITE } from './desk.ts';

export function filesRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/archivos', WRITE, 'Publications as Markdown files, in and out.', (ctx) => show(deps, ctx)),
    {
      ...post(
        '/archivos',
        PUBLISH,
        'Import Markdown files, new ones as drafts, or look what they would do.',
        (ctx) => take(deps, ctx),
      ),
      upload: { maxBytes: MAX_ARCHIVE_BYTES },
    },
    get('/archivos/todas.zip', WRITE, 'All publications as Markdown files in a ZIP.', (ctx) => ({
      type: 'stream',
      mediaType: 'application/zip',
      body: zipOfPublications(deps),
      headers: {
        'content-disposition': `attachment; filename="publicaciones-${ctx.now.toString().slice(0, 10)}.zip"`,
      },
    })),
  ];
}

async function show(
  deps: Deps,
  ctx: Ctx,
  more: Partial<Pick<FilesProps, 'faults' | 'values' | 'result'>> = {},
): Promise<Answer> {
  const body = FilesPage({
    desk: await deskOf(deps, ctx),
    maxBytes: MAX_ARCHIVE_BYTES,
    faults: more.faults ?? [],
    values: more.values ?? new Map(),
    result: more.result,
  });
  return officePage(ctx.t('publications.files.title'), body, { status: more.faults ? 422 : 200 });
}

async function take(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const read = readForm(FilesForm, ctx.body, t);
  const values = read.raw;
  if (!read.ok) return show(deps, ctx, { faults: read.faults, values });
  const wrong = (message: string) => show(deps, ctx, { faults: [{ field: 'file', message }], values });
  const sent = ctx.body.files.get('file');
  if (!sent) return wrong(t('publications.files.fault.none'));
  const found = filesIn(sent.filename, sent.bytes);
  if (!found.ok) return wrong(t(`publications.files.fault.${found.fault}`));
  const { dry_run: dryRun = false, reason } = read.value;
  const lines: string[] = [];
  const options = { dryRun, draft: true, reason };
  const result = await importFiles(deps, ctx.actor, found.files, options, (outcome) => {
    lines.push(...printOutcome(outcome, t));
  });
  const totals = printTotals(result, t);
  // Whoever looked first sends the same again, with the reason that was typed.
  const again = new Map(dryRun ? values : []);
  again.delete('dry_run');
  return show(deps, ctx, { values: again, result: { lines, totals, isDone: isDone(result), dryRun } });
}
