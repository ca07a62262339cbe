/** `/archivos/…`: files that never change, though some may be taken back; made harmless to whoever opens them. */
import type { Deps } from '../deps.ts';
import { notFound } from '../errors.ts';
import type { Answer, Ctx, RouteSpec } from '../http/route.ts';
import { isUuid } from '../uuid.ts';
import { fileHref, findFile, type StoredFile } from './files.ts';
import { formatOfEnding, stemOf, typeOfFormat } from './pictures.ts';
import { variantWidths } from './draw-variants.ts';

const FOR_EVER = 'public, max-age=31536000, immutable';
/** Of what stands in for a version that is still to be made. */
const FOR_NOW = 'public, max-age=60';
/** Of what may be taken back: kept by caches, shown only after they asked (by its ETag). */
const IF_STILL_THERE = 'no-cache';

export function fileRoutes(deps: Deps): RouteSpec[] {
  return [
    {
      method: 'GET',
      url: '/archivos/:id/:name',
      kind: 'feed',
      policy: 'public',
      summary: 'A stored file: a picture to be shown, a document to be downloaded.',
      handle: async (ctx) => {
        const file = await findFile(deps.db, ctx.params['id'] ?? '');
        // The name is part of the address, so that a link says what it leads to.
        if (!file || file.name !== ctx.params['name']) throw notFound();
        return serve(file, FOR_EVER);
      },
    },
    {
      method: 'GET',
      url: '/archivos/:id/:width/:name',
      kind: 'feed',
      policy: 'public',
      summary: 'A picture in another width and format, or the picture itself until that one is made.',
      handle: (ctx) => serveVariant(deps, ctx),
    },
  ];
}

async function serveVariant(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id = '', width: asked = '', name = '' } = ctx.params;
  const format = formatOfEnding(/\.([a-z]+)$/.exec(name)?.[1] ?? '');
  if (!isUuid(id) || !/^[1-9]\d{0,4}$/.test(asked) || !format) throw notFound();
  const width = Number(asked);
  const file = await deps.db
    .selectFrom('files')
    .leftJoin('file_variants as v', (join) =>
      join.onRef('v.file_id', '=', 'files.id').on('v.width', '=', width).on('v.format', '=', format),
    )
    .select(['files.id', 'files.name', 'files.width', 'files.revocable', 'v.bytes'])
    .where('files.id', '=', id)
    .executeTakeFirst();
  if (!file || stemOf(file.name) !== stemOf(name)) throw notFound();
  const { bytes, revocable } = file;
  if (bytes)
    return serve({ id, kind: 'picture', name, mediaType: typeOfFormat(format), bytes, revocable }, FOR_EVER);
  if (file.width === null || !variantWidths(file.width).includes(width)) throw notFound();
  const whole = await findFile(deps.db, id);
  if (!whole) throw notFound();
  return serve(whole, FOR_NOW);
}

function serve(file: StoredFile, cacheControl: string): Answer {
  const { kind, name, mediaType, bytes, revocable } = file;
  return {
    type: 'bytes',
    status: 200,
    mediaType,
    body: bytes,
    headers: {
      'x-content-type-options': 'nosniff',
      // Even a file that lies about its kind runs nothing.
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': revocable ? IF_STILL_THERE : cacheControl,
      ...(kind === 'document' && {
        // Names hold letters, digits and hyphens only. A document has one address for search engines too.
        'content-disposition': `attachment; filename="${name}"`,
        link: `<${fileHref(file)}>; rel="canonical"`,
      }),
    },
  };
}
