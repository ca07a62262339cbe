/** The back office of the module, in the order of its pages. */
import type { Deps } from '../../../platform/deps.ts';
import type { RouteSpec } from '../../../platform/http/route.ts';
import { officeAnnounceRoutes } from './office-announce.ts';
import { officeEditionRoutes } from './office-editions.ts';
import { officePartRoutes } from './office-parts.ts';
import { officeProgrammeRoutes } from './office-programme.ts';

export function officeRoutes(deps: Deps): RouteSpec[] {
  return [
    ...officeEditionRoutes(deps),
    ...officeAnnounceRoutes(deps),
    ...officeProgrammeRoutes(deps),
    ...officePartRoutes(deps),
  ];
}
