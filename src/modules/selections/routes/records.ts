/** The pages and data of what a process is made of: commission, candidacies, scores, objections, votes. */
import type { Deps } from '../../../platform/deps.ts';
import type { RouteSpec } from '../../../platform/http/route.ts';
import { candidaciesRoutes } from './candidacies.ts';
import { candidacyRoutes } from './candidacy.ts';

export function recordRoutes(deps: Deps): RouteSpec[] {
  return [...candidaciesRoutes(deps), ...candidacyRoutes(deps)];
}
