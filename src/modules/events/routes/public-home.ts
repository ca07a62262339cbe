import { page } from '../../../platform/http/answers.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { RouteSpec } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { HomePage } from '../pages/public/home.tsx';
import { findEdition, listEditions } from '../queries/editions.ts';
import { readerOf } from './public-answer.ts';

const SHOWN = 4;

export function homeRoute(deps: Deps): RouteSpec {
  return publicPage(
    '/',
    'Home: what the site is for, the current or next edition, past ones.',
    async (ctx) => {
      const first = { after: undefined, limit: SHOWN };
      const [upcoming, past, organisation] = await Promise.all([
        listEditions(deps.db, 'upcoming', ctx.now, first),
        listEditions(deps.db, 'past', ctx.now, first),
        readOrganisation(deps.db),
      ]);
      // A cancelled one stands back while another is going ahead; so does an example behind a real one.
      const best =
        upcoming.items.find((e) => e.status !== 'cancelled' && !e.is_example) ??
        upcoming.items.find((e) => e.status !== 'cancelled') ??
        upcoming.items[0];
      const next = best && (await findEdition(deps.db, best.slug));
      return page(
        HomePage({
          ...readerOf(ctx),
          organisation: organisation.name,
          next,
          others: upcoming.items.filter((e) => e !== best),
          past: past.items,
        }),
        {
          title: organisation.name,
          description: ctx.t('events.home.lead'),
        },
      );
    },
  );
}
