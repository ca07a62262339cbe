/** Publications in and out as Markdown files. What comes in stays a draft: to publish is another step. */
import type { Deps } from '../../../platform/deps.ts';
import type { FieldFault } from '../../../platform/errors.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { filesIn, MAX_ARCHIVE_BYTES, zipOfPublications } from '../import/archive.ts';
import { importFiles } from '../import/import-files.ts';
import { isDone, printOutcome, printTotals } from '../import/report.ts';
import { FilesPage, type FilesProps } from '../pages/office/files.tsx';
import { deskOf, get, officePage, post, PUBLISH, WRITE } from './desk.ts';

export function filesRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/archivos', WRITE, 'Publications as Markdown files, in and out.', (ctx) => show(deps, ctx)),
    {
      ...post('/archivos', PUBLISH, 'Import Markdown files as drafts, or look what they would do.', (ctx) =>
        take(deps, ctx),
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
  more: { faults?: readonly FieldFault[]; result?: FilesProps['result'] } = {},
): Promise<Answer> {
  const body = FilesPage({
    desk: await deskOf(deps, ctx),
    maxBytes: MAX_ARCHIVE_BYTES,
    faults: more.faults ?? [],
    result: more.result,
  });
  return officePage(ctx.t('publications.files.title'), body, { status: more.faults ? 422 : 200 });
}

async function take(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const wrong = (message: string) => show(deps, ctx, { faults: [{ field: 'file', message }] });
  const sent = ctx.body.files.get('file');
  if (!sent) return wrong(t('publications.files.fault.none'));
  const found = filesIn(sent.filename, sent.bytes);
  if (!found.ok) return wrong(t(`publications.files.fault.${found.fault}`));
  const dryRun = ctx.body.fields.get('dry_run')?.[0] === 'yes';
  const lines: string[] = [];
  const result = await importFiles(deps, ctx.actor, found.files, { dryRun, draft: true }, (outcome) => {
    lines.push(...printOutcome(outcome, t));
  });
  const totals = printTotals(result, t);
  return show(deps, ctx, { result: { lines, totals, isDone: isDone(result), dryRun } });
}
