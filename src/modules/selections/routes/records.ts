/** The pages and data of what a process is made of: commission, candidacies, scores, objections, votes. */
import type { Deps } from '../../../platform/deps.ts';
import type { RouteSpec } from '../../../platform/http/route.ts';
import { candidaciesRoutes } from './candidacies.ts';
import { candidacyRoutes } from './candidacy.ts';
import { commissionRoutes } from './commission.ts';
import { commissionerRoutes } from './commissioner.ts';
import { comparisonRoutes } from './comparison.ts';
import { contradictionRoutes } from './contradictions.ts';
import { objectionsRoutes } from './objections.ts';
import { recordDataRoutes } from './records-data.ts';
import { votesRoutes } from './votes.ts';

export function recordRoutes(deps: Deps): RouteSpec[] {
  return [
    ...candidaciesRoutes(deps),
    ...candidacyRoutes(deps),
    ...votesRoutes(deps),
    ...commissionRoutes(deps),
    ...objectionsRoutes(deps),
    ...comparisonRoutes(deps),
    ...contradictionRoutes(deps),
    ...recordDataRoutes(deps),
    ...commissionerRoutes(deps),
  ];
}
