/** The files of one's own proposal, behind its secret link. */
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { bytes, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { ownPath, PROPOSALS } from '../addresses.ts';
import { addFile, removeProposalFile } from '../commands/files.ts';
import { findBytes } from '../queries/files.ts';
import { MOST_FILES } from '../rules/files.ts';
import { readUpload, UPLOAD_MAX_BYTES } from './file-upload.ts';
import { findOwn, showOwn } from './own.ts';
import { contextOf } from './shared.ts';

const FILES = `${PROPOSALS}/propia/:token/archivos`;

export function ownFileRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    {
      ...route('POST', FILES, 'Send a picture or a document with one’s own proposal.', take),
      upload: {
        maxBytes: UPLOAD_MAX_BYTES,
        // Whoever has no such link is not listened to.
        may: async (params) => (await findOwn(deps, { params }).catch(() => undefined)) !== undefined,
      },
    },
    route('GET', `${FILES}/:id`, 'A file of one’s own proposal, to be looked at.', show),
    route('POST', `${FILES}/:id`, 'Take a file of one’s own proposal away.', remove),
  ];
}

async function take(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row, token } = await findOwn(deps, ctx);
  const read = await readUpload(ctx.body, ctx.t);
  if (!read.ok) return showOwn(deps, ctx, { file: { values: read.raw, faults: read.faults } });
  const done = await run(deps.db, (trx) => addFile(trx, contextOf(deps, ctx), row.id, read.file));
  if (done.ok) return seeOther(`${ownPath(token)}?hecho=file#archivos`);
  if (done.refused === 'not_now') return seeOther(`${ownPath(token)}?hecho=refused`);
  const message = ctx.t(`proposals.files.${done.refused}`, { count: MOST_FILES });
  return showOwn(deps, ctx, { file: { values: ctx.body.fields, faults: [{ field: 'file', message }] } });
}

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row } = await findOwn(deps, ctx);
  return fileAnswer(await findBytes(deps.db, deps.vault, row.id, ctx.params['id'] ?? ''));
}

async function remove(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row, token } = await findOwn(deps, ctx);
  const id = ctx.params['id'] ?? '';
  if (!isUuid(id)) throw notFound();
  await run(deps.db, (trx) => removeProposalFile(trx, contextOf(deps, ctx), row.id, id));
  return seeOther(`${ownPath(token)}?hecho=file_removed#archivos`);
}

/** To those who may look at it before others: nothing in it runs, and it is kept nowhere. @throws not_found */
export function fileAnswer(found: Awaited<ReturnType<typeof findBytes>>): Answer {
  if (!found) throw notFound();
  const { kind, facts } = found;
  return bytes(found.bytes, facts.mediaType, {
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    ...(kind === 'document' && { 'content-disposition': `attachment; filename="archivo.${facts.format}"` }),
  });
}
