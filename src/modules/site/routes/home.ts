/** The first page: what the site is for, search, and what each module has to say. */
import type { Deps } from '../../../platform/deps.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { FEED } from '../addresses.ts';
import { HomePage } from '../pages/home.tsx';
import { findChanges } from '../queries/changes.ts';

/** Of the list of what changed. */
const CHANGES = 8;

export function homeRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage('/', 'Home: search, the next edition, publications, what changed this week.', (ctx) =>
      show(deps, ctx),
    ),
  ];
}

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang, now } = ctx;
  const [organisation, parts, changes] = await Promise.all([
    readOrganisation(deps.db),
    Promise.all(
      deps.additions.home.map(async ({ order, find }) => ({
        order,
        body: await find(deps, { t, lang, now }),
      })),
    ),
    findChanges(deps, now, CHANGES),
  ]);
  const body = HomePage({ t, lang, organisation, parts, changes });
  return page(body, {
    title: organisation.name,
    description: t('site.home.lead'),
    styles: ['search.css', 'home.css'],
    scripts: ['search.js'],
    alternates: [{ type: 'application/atom+xml', title: t('site.feed.title'), href: FEED }],
  });
}
