/** The back office of the module, in the order of its pages. */
import type { Deps } from '../../../platform/deps.ts';
import type { RouteSpec } from '../../../platform/http/route.ts';
import { officeAnnounceRoutes } from './office-announce.ts';
import { officeEditionRoutes } from './office-editions.ts';
import { officeExportRoutes } from './office-export.ts';
import { officeImportRoutes } from './office-import.ts';
import { officeLanguageRoutes } from './office-languages.ts';
import { officePartRoutes } from './office-parts.ts';
import { officePersonRoutes } from './office-person.ts';
import { officeProgrammeRoutes } from './office-programme.ts';
import { officeRegistrationRoutes } from './office-registrations.ts';
import { officeRetentionRoutes } from '../retention/office-routes.ts';
import { officeSeriesRoutes } from './office-series.ts';

export function officeRoutes(deps: Deps): RouteSpec[] {
  return [
    ...officeImportRoutes(deps),
    ...officeSeriesRoutes(deps),
    ...officeEditionRoutes(deps),
    ...officeAnnounceRoutes(deps),
    ...officeProgrammeRoutes(deps),
    ...officePartRoutes(deps),
    ...officeLanguageRoutes(deps),
    ...officeRegistrationRoutes(deps),
    ...officeExportRoutes(deps),
    ...officePersonRoutes(deps),
    ...officeRetentionRoutes(deps),
  ];
}
