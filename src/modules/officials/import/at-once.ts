/** After a list is written: who of it holds a post of one seat at the same time as somebody else stands beside them. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import { atOnce } from '../queries/at-once.ts';

/** A row of the list that contradicts what another source, or an earlier row, says of somebody else. */
export interface BesideRow {
  line: number;
  post: string;
  /** Name of the other one. */
  other: string;
}

/** Of a post of one seat so many are compared with: nobody counts more. */
const MOST_OF_POST = 300;

/**
 * Of the same name twice it is asked whether they are one person, not which of them. Both go in, each with its source: the later one stands beside what is shown, until somebody looks at it. One
 * query, whatever the list.
 * @returns the rows of which that is so, in the order of the file
 */
export async function standBeside(trx: Trx, importId: string): Promise<BesideRow[]> {
  const { rows } = await sql<BesideRow>`
    with found as (
      select t.id, t.import_row as line, o.label as post, other.name as other
      from tenures t
      join posts o on o.id = t.post_id and o.seats = 1
      join people p on p.id = t.person_id
      cross join lateral (
        select r.name
        from (select * from tenures where post_id = o.id and kind = 'office' and evidence <> 'kept'
          order by starts desc, id limit ${MOST_OF_POST}) u
        join people q on q.id = u.person_id and q.canonical_id <> p.canonical_id
          and q.name_key <> p.name_key and q.status <> 'archived'
        join people r on r.id = q.canonical_id
        where ${atOnce('t', 'u')}
          and (u.import_id is distinct from t.import_id or (u.import_row, u.id) < (t.import_row, t.id))
        order by u.starts, u.id
        limit 1
      ) other
      where t.import_id = ${importId} and t.kind = 'office' and t.evidence = 'shown'
    ),
    beside as (update tenures t set evidence = 'beside' from found f where t.id = f.id)
    select line, post, other from found order by line, id`.execute(trx);
  return rows;
}
