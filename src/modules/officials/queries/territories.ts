/** How much there is of each territory. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { facet } from '../rules/facets.ts';

export interface TerritoryCount {
  people: number;
  institutions: number;
}

/** Counted no further than this in one territory: then there are “more than”. */
export const MOST_IN_TERRITORY = 999;

/** People listed and institutions published, in the order of the names given. One query, bounded. */
export async function countByTerritory(db: Read, names: readonly string[]): Promise<TerritoryCount[]> {
  const { rows } = await sql<TerritoryCount>`
    select
      (select count(*)::int from (
        select from person_listings l where l.facets @> array[t.facet] limit ${MOST_IN_TERRITORY + 1}
      ) as found) as people,
      coalesce(i.count, 0)::int as institutions
    from unnest(
      ${names.map((name) => facet('territory', name))}::text[], ${[...names]}::text[]
    ) with ordinality as t (facet, name, no)
    left join (
      select territory, count(*) from institutions where status = 'published' and territory <> '' group by territory
    ) as i on i.territory = t.name
    order by t.no`.execute(db);
  return rows;
}
