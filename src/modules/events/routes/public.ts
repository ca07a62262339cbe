/** Everything of the Encuentros that anybody may read: pages, calendar, API. */
import type { Deps } from '../../../platform/deps.ts';
import type { RouteSpec } from '../../../platform/http/route.ts';
import { apiRoutes } from './api.ts';
import { embeddedRoutes } from './embedded.ts';
import { feedRoutes } from './feeds.ts';
import { editionRoutes } from './public-editions.ts';
import { programmeRoutes } from './public-programme.ts';

export function publicRoutes(deps: Deps): RouteSpec[] {
  return [
    ...editionRoutes(deps),
    ...programmeRoutes(deps),
    ...embeddedRoutes(deps),
    ...feedRoutes(deps),
    ...apiRoutes(deps),
  ];
}
