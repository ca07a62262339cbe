/** An edition from one JSON file: first what would happen, then, when asked again, the import as a draft. And the way out. */
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { bytes, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { importEvents } from '../import/events.ts';
import { exportEvent } from '../import/export.ts';
import { MAX_FILE_BYTES } from '../import/json.ts';
import { ImportPage, ImportReportPage } from '../pages/office/import.tsx';
import { deskOf, editionDesk, get, officePage, post, ROOT } from './office-desk.ts';

export function officeImportRoutes(deps: Deps): RouteSpec[] {
  const upload = { maxBytes: MAX_FILE_BYTES };
  return [
    get('/importar', 'events.edit', 'Form to import an edition from a file.', async (ctx) => form(ctx)),
    {
      ...post('/importar', 'events.edit', 'Say what a file would import.', (ctx) => check(deps, ctx)),
      upload,
    },
    {
      ...post('/importar/escribir', 'events.edit', 'Import the file as a draft.', (ctx) => write(deps, ctx)),
      upload,
    },
    get('/:slug/exportar', 'events.read_drafts', 'The edition as a file that imports elsewhere.', (ctx) =>
      download(deps, ctx),
    ),
  ];
}

async function download(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { slug } = (await editionDesk(deps, ctx)).edition;
  const text = await exportEvent(deps.db, slug);
  if (text === undefined) throw notFound();
  return bytes(text, 'application/json; charset=utf-8', {
    'content-disposition': `attachment; filename="${slug}.json"`,
  });
}

function form(ctx: Ctx, fault?: string): Answer {
  const body = ImportPage({ desk: deskOf(ctx), fault });
  return officePage(ctx.t('events.office.import.title'), body, fault ? 422 : 200);
}

async function check(deps: Deps, ctx: Ctx): Promise<Answer> {
  const file = ctx.body.files.get('archivo');
  if (!file) return form(ctx, ctx.t('events.office.import.missing'));
  const report = await importEvents(
    deps,
    ctx.actor,
    [{ name: file.filename.slice(0, 200), bytes: file.bytes }],
    { dryRun: true, draft: true },
  );
  const body = ImportReportPage({
    desk: deskOf(ctx),
    report,
    document: report.ok ? pack(file.bytes) : undefined,
  });
  return officePage(ctx.t('events.office.import.title'), body, report.ok ? 200 : 422);
}

/** The file rides in the page between the two steps: nothing is kept here that nobody would clear away. */
function pack(bytes: Buffer): string {
  return gzipSync(bytes).toString('base64url');
}

function unpack(text: string): Buffer {
  try {
    return gunzipSync(Buffer.from(text, 'base64url'), { maxOutputLength: MAX_FILE_BYTES });
  } catch {
    throw new AppError('bad_request');
  }
}

async function write(deps: Deps, ctx: Ctx): Promise<Answer> {
  const bytes = unpack(ctx.body.fields.get('documento')?.[0] ?? '');
  const name = ctx.body.fields.get('nombre')?.[0]?.slice(0, 200) ?? '';
  const report = await importEvents(deps, ctx.actor, [{ name, bytes }], { dryRun: false, draft: true });
  const slug = report.files[0]?.slug;
  if (report.written && slug) return seeOther(`${ROOT}/${slug}?hecho=imported`);
  return officePage(
    ctx.t('events.office.import.title'),
    ImportReportPage({ desk: deskOf(ctx), report }),
    422,
  );
}
