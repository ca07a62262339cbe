/** The first page of Justiciapedia. */
import type { Deps } from '../../../platform/deps.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { FEED, JUSTICIAPEDIA } from '../addresses.ts';
import { HomePage } from '../pages/home.tsx';
import { INSTITUTION_STYLES } from '../pages/org-chart.tsx';
import { countRecords, countSources } from '../queries/institution-additions.ts';
import { listTree } from '../queries/institutions.ts';
import { treeOf } from '../rules/institution-tree.ts';

export function homeRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(
      JUSTICIAPEDIA,
      'What Justiciapedia is; the institutions as a tree; how much there is.',
      (ctx) => showHome(deps, ctx),
    ),
  ];
}

async function showHome(deps: Deps, { t, lang }: Ctx): Promise<Answer> {
  const [rows, totals, sources] = await Promise.all([
    listTree(deps.db),
    countRecords(deps.db),
    countSources(deps.db),
  ]);
  return page(HomePage({ t, lang, tree: treeOf(rows), totals, sources }), {
    title: t('officials.menu'),
    description: t('officials.home.lead'),
    styles: [INSTITUTION_STYLES],
    alternates: [{ type: 'application/atom+xml', title: t('officials.feed.title'), href: FEED }],
  });
}
