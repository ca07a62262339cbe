/** `/tarjetas/{kind}/{id}.png`: the picture beside a shared link. */
import type { Deps } from '../deps.ts';
import { notFound } from '../errors.ts';
import { bytes } from '../http/answers.ts';
import type { RouteSpec } from '../http/route.ts';
import { shareCard } from './cards.ts';

export function cardRoutes(deps: Deps): RouteSpec[] {
  return [
    {
      method: 'GET',
      url: '/tarjetas/:kind/:id.png',
      kind: 'feed',
      policy: 'public',
      summary: 'The share card of a public record: a PNG of 1200 × 630.',
      handle: async (ctx) => {
        const { kind = '', id = '' } = ctx.params;
        const card = await shareCard(deps, kind, id);
        if (!card) throw notFound();
        return bytes(card, 'image/png', { 'cache-control': 'public, max-age=3600' });
      },
    },
  ];
}
