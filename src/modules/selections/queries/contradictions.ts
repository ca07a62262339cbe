/** Rows of a process of which sources print different values: they are shown, and something they cite is not. */
import { type RawBuilder, sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageOf, pageOf, type PageRequest } from '../../../platform/db/page-by-key.ts';
import { joinOf, PROCESS_ROWS, type RowSort } from '../cited-records.ts';
import { BACKGROUND_CHECK, CANDIDACY, SEAT_HOLDER, SELECTION } from '../kinds.ts';
import { isCited } from './cited.ts';

export interface Contradicted {
  /** Place of its sort among all, and of the row in it. */
  sort: number;
  position: number;
  kind: string;
  id: string;
  title: string;
  /** Slug of the candidacy that it is of; empty where it is of none. */
  candidacy: string;
  /** As stored: what is shown of it. */
  row: Readonly<Record<string, unknown>>;
}

type Place = { sort: number; position: number; id: string };

export const CONTRADICTED_CURSOR = cursorOf<Place>({
  sort: KEY.integer,
  position: KEY.integer,
  id: KEY.uuid,
});

const OTHER = (kind: string): RawBuilder<boolean> => sql<boolean>`exists (select from citations y
  where y.record_kind = ${kind} and y.record_id = r.id::text and not y.shown and y.value <> '')`;

function rowsOf(sort: RowSort, at: number, selectionId: string): RawBuilder<unknown> {
  const { kind, table, title, ofCandidacy } = sort;
  return sql`select ${sql.lit(at + 1)}::int as sort, r.position, ${sql.lit(kind)}::text as kind, r.id,
      ${sql.raw(title)} as title, ${sql.raw(ofCandidacy === true ? "coalesce(c.slug, '')" : "''")} as candidacy,
      to_jsonb(r) as row
    from ${sql.table(table)} r ${joinOf(sort)}
    where r.selection_id = ${selectionId} and ${isCited(kind, 'r.id')} and ${OTHER(kind)} and ${shownOf(sort)}`;
}

/** What is of somebody is shown with their name, so they rest on something too. */
function shownOf({ kind, ofCandidacy }: RowSort): RawBuilder<boolean> {
  if (ofCandidacy !== true || kind === CANDIDACY) return sql<boolean>`true`;
  const candidacy = sql<boolean>`(r.candidacy_id is null or ${isCited(CANDIDACY, 'r.candidacy_id')})`;
  return kind === BACKGROUND_CHECK
    ? sql<boolean>`${candidacy} and (r.holder_id is null or ${isCited(SEAT_HOLDER, 'r.holder_id')})`
    : candidacy;
}

/** The process itself first, then its rows sort by sort. One query. */
export async function listContradicted(
  db: Read,
  selectionId: string,
  { after, limit }: PageRequest<Place>,
): Promise<PageOf<Contradicted>> {
  const own = sql`select 0 as sort, 0 as position, ${sql.lit(SELECTION)}::text as kind, r.id, r.title,
      '' as candidacy, '{}'::jsonb as row
    from selections r where r.id = ${selectionId} and ${OTHER(SELECTION)}`;
  const all = sql.join(
    [own, ...PROCESS_ROWS.map((sort, at) => rowsOf(sort, at, selectionId))],
    sql` union all `,
  );
  const from = after ?? { sort: -1, position: 0, id: '00000000-0000-0000-0000-000000000000' };
  const { rows } = await sql<Contradicted>`select * from (${all}) x
    where (x.sort, x.position, x.id) > (${from.sort}::int, ${from.position}::int, ${from.id}::uuid)
    order by x.sort, x.position, x.id limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, ({ sort, position, id }) => CONTRADICTED_CURSOR.write({ sort, position, id }));
}

/** Whether there is any: an expression for a query that is asked anyway. */
export function hasContradictions(selectionId: string): RawBuilder<boolean> {
  const sorts = PROCESS_ROWS.map(
    (sort) => sql`exists (select from ${sql.table(sort.table)} r
      where r.selection_id = ${selectionId} and ${isCited(sort.kind, 'r.id')} and ${OTHER(sort.kind)} and ${shownOf(sort)})`,
  );
  const own = sql`exists (select from selections r where r.id = ${selectionId} and ${OTHER(SELECTION)})`;
  return sql<boolean>`(${sql.join([own, ...sorts], sql` or `)})`;
}
