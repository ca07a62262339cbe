/** Where two people held a post of one seat at one time: a list for editors. */
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { page } from '../../../platform/http/answers.ts';
import type { RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { OFFICE_AT_ONCE } from '../addresses.ts';
import { AtOncePage } from '../pages/office/at-once.tsx';
import { AT_ONCE_CURSOR, listAtOnce } from '../queries/at-once.ts';
import { WRITE } from './institution-desk.ts';

const PER_LIST = 20;

const { get } = officeRoutes(OFFICE_AT_ONCE);

export function atOnceRoutes(deps: Deps): RouteSpec[] {
  return [
    get('', WRITE, 'Posts of one seat that two people held at one time, by institution.', async (ctx) => {
      const { t, lang, query } = ctx;
      const { after } = readPageRequest(query, AT_ONCE_CURSOR);
      const { items, next } = await listAtOnce(deps.db, { after, limit: PER_LIST });
      const body = AtOncePage({
        t,
        lang,
        items,
        firstHref: after && OFFICE_AT_ONCE,
        nextHref: next && `${OFFICE_AT_ONCE}?after=${encodeURIComponent(next)}`,
      });
      return page(body, { title: t('officials.two.menu') });
    }),
  ];
}
