/** Copies of a source in the back office: asked for, uploaded, downloaded, made public, taken away. */
import type { Deps } from '../../../platform/deps.ts';
import { run } from '../../../platform/db/outcome.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { askForCopy, keepUpload, removeCopy, setCopyPublic } from '../../../platform/sources/copies.ts';
import { plainType } from '../../../platform/sources/copy-job.ts';
import { OFFICE_SOURCES, officeSourcePath } from '../../../platform/sources/paths.ts';
import { scanDocument } from '../../../platform/sources/scan/scan.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { CopyForm } from '../schemas/sources.ts';
import { COPY, COPY_MAX_BYTES, officeSourceOf, showSource } from './office-sources.ts';
import { copyAnswer } from './sources.ts';

const { get, post } = officeRoutes(OFFICE_SOURCES);

export function officeCopyRoutes(deps: Deps): RouteSpec[] {
  return [
    post('/:id/copias', COPY, 'Ask for a copy of what is at the link now.', (ctx) => ask(deps, ctx)),
    {
      ...post('/:id/copias/subir', COPY, 'Keep a copy that is sent along.', (ctx) => upload(deps, ctx)),
      upload: { maxBytes: COPY_MAX_BYTES },
    },
    get('/:id/copias/:copy', COPY, 'A copy, as a download that cannot run.', (ctx) =>
      copyAnswer(deps, { source: ctx.params['id'] ?? '', id: ctx.params['copy'] ?? '' }, false),
    ),
    post('/:id/copias/:copy', COPY, 'Make a copy public or not, or take it away.', (ctx) => act(deps, ctx)),
  ];
}

const back = (id: string, code: string): Answer => seeOther(`${officeSourcePath(id)}?hecho=${code}#copias`);

async function ask(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id } = await officeSourceOf(deps, ctx);
  const form = readForm(CopyForm, ctx.body, ctx.t);
  if (!form.ok) throw new AppError('bad_request');
  const keepFindings = form.value.keep_findings ?? false;
  const asked = await run(deps.db, (trx) =>
    askForCopy(trx, { actor: ctx.actor, now: ctx.now }, id, { keepFindings }),
  );
  return back(id, asked.ok ? 'asked' : asked.refused);
}

async function upload(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id } = await officeSourceOf(deps, ctx);
  const form = readForm(CopyForm, ctx.body, ctx.t);
  const file = ctx.body.files.get('file');
  if (!form.ok || !file) {
    const fault = { field: 'file', message: ctx.t('site.sources.file_missing') };
    return showSource(deps, ctx, { values: form.raw, faults: [fault] });
  }
  const keepFindings = form.value.keep_findings ?? false;
  const scanned = await scanDocument(file.bytes, file.mediaType);
  const copy = { name: file.filename, mediaType: plainType(file.mediaType), bytes: file.bytes };
  const kept = await run(deps.db, (trx) =>
    keepUpload(trx, { actor: ctx.actor, now: ctx.now }, id, copy, scanned, { keepFindings }),
  );
  return back(id, kept.ok ? kept.state : kept.refused);
}

async function act(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id: source } = await officeSourceOf(deps, ctx);
  const copy = { source, id: ctx.params['copy'] ?? '' };
  if (!isUuid(copy.id)) throw notFound();
  const who = { actor: ctx.actor, now: ctx.now };
  const asked = ctx.body.fields.get('do')?.[0];
  if (asked === 'publish' || asked === 'unpublish') {
    const done = await run(deps.db, (trx) => setCopyPublic(trx, who, copy, asked === 'publish'));
    return back(source, done.ok ? `${asked}ed` : done.refused);
  }
  if (asked !== 'remove') throw new AppError('bad_request');
  const done = await run(deps.db, (trx) => removeCopy(trx, who, copy));
  return back(source, done.ok ? 'removed' : done.refused);
}
