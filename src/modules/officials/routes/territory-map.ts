/** The map of the country's departments. */
import type { Deps } from '../../../platform/deps.ts';
import { page } from '../../../platform/http/answers.ts';
import type { RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { MAP } from '../addresses.ts';
import { DEPARTMENTS, MAP_SIZE } from '../map/guatemala.ts';
import { MAP_STYLES, MapPage } from '../pages/territory-map.tsx';
import { countByTerritory, MOST_IN_TERRITORY } from '../queries/territories.ts';

export function mapRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(
      MAP,
      'How many people and institutions there are of each department, on a map.',
      async ({ t }) => {
        const counts = await countByTerritory(
          deps.db,
          DEPARTMENTS.map(({ name }) => name),
        );
        const territories = DEPARTMENTS.map((one, at) => ({
          ...one,
          ...(counts[at] ?? { people: 0, institutions: 0 }),
        }));
        return page(MapPage({ t, size: MAP_SIZE, territories, most: MOST_IN_TERRITORY }), {
          title: t('officials.map.title'),
          description: t('officials.map.lead'),
          styles: [MAP_STYLES],
        });
      },
    ),
  ];
}
