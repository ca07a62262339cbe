/** `/archivos/{id}/{name}`: a file that never changes, made harmless to whoever opens it. */
import type { Deps } from '../deps.ts';
import { notFound } from '../errors.ts';
import type { RouteSpec } from '../http/route.ts';
import { findFile } from './files.ts';

export function fileRoutes(deps: Deps): RouteSpec[] {
  return [
    {
      method: 'GET',
      url: '/archivos/:id/:name',
      kind: 'feed',
      policy: 'public',
      summary: 'A stored file (logo, picture, document).',
      handle: async (ctx) => {
        const file = await findFile(deps.db, ctx.params['id'] ?? '');
        // The name is part of the address, so that a link says what it leads to.
        if (!file || file.name !== ctx.params['name']) throw notFound();
        return {
          type: 'bytes',
          status: 200,
          mediaType: file.mediaType,
          body: file.bytes,
          headers: {
            'x-content-type-options': 'nosniff',
            // Even a file that lies about its kind runs nothing.
            'content-security-policy': 'sandbox',
            'cache-control': 'public, max-age=31536000, immutable',
          },
        };
      },
    },
  ];
}
