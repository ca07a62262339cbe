/** Values for the places of the addresses around proposals: see `route-fixtures.ts`. */
import { makeHelpPlaces } from '../../src/modules/accompaniment/fixtures.ts';
import { makeAnswerPlaces } from '../../src/modules/answers/fixtures.ts';
import { makeFollowPlaces } from '../../src/modules/follows/fixtures.ts';
import { makeMeetingPlaces } from '../../src/modules/meetings/fixtures.ts';
import { insertBody } from '../../src/modules/officials/fixtures-people.ts';
import { makeProjectPlaces } from '../../src/modules/projects/fixtures.ts';
import { makeProposalPlaces } from '../../src/modules/proposals/fixtures.ts';
import type { Deps } from '../../src/platform/deps.ts';

export async function makeProposedPlaces(deps: Deps): Promise<Record<string, string>> {
  const places = await makeProposalPlaces(deps);
  const { id } = await insertBody(deps.db, 'Institución Inventada');
  const supported = places['/propuestas/:number'] ?? '';
  return {
    ...places,
    ...(await makeAnswerPlaces(deps, supported, id)),
    ...(await makeProjectPlaces(deps, supported)),
    ...(await makeFollowPlaces(deps, supported)),
    ...(await makeHelpPlaces(deps, { supported, waiting: places['/propuestas/propia/:token'] ?? '' })),
    ...(await makeMeetingPlaces(deps)),
  };
}
