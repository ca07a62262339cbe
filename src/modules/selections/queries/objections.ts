/** Objections that were filed on candidacies. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageOf, pageOf, type PageRequest } from '../../../platform/db/page-by-key.ts';
import type { Admissibility, FilerKind, ObjectionOutcome } from '../rules/vocabulary.ts';
import { OBJECTION } from '../kinds.ts';
import { isCited } from './cited.ts';

export interface ObjectionRow {
  id: string;
  candidacy_id: string;
  /** Null: no source says how many. */
  count: number | null;
  filed_on: string | null;
  filer_kind: FilerKind;
  filer: string;
  ground: string;
  evidence: string;
  admissibility: Admissibility;
  outcome: ObjectionOutcome;
  decided_on: string | null;
  /** As printed. */
  decision: string;
  answer: string;
}

const COLUMNS = [
  'o.id',
  'o.candidacy_id',
  'o.count',
  'o.filed_on',
  'o.filer_kind',
  'o.filer',
  'o.ground',
  'o.evidence',
  'o.admissibility',
  'o.outcome',
  'o.decided_on',
  'o.decision',
  'o.answer',
] as const;

/** On one, more than anybody had. */
const MOST = 500;

/** On these candidacies, those that cite something. One query. */
export function objectionsOn(db: Read, ids: readonly string[]): Promise<ObjectionRow[]> {
  return db
    .selectFrom('candidacy_objections as o')
    .select(COLUMNS)
    .where('o.candidacy_id', 'in', [...ids])
    .where(isCited(OBJECTION, 'o.id'))
    .orderBy('o.position')
    .orderBy('o.id')
    .limit(MOST * Math.max(ids.length, 1))
    .execute();
}

export interface ObjectionCount {
  candidacy_id: string;
  slug: string;
  name: string;
  /** Objections that sources count. */
  filed: number;
  /** Rows of which no source says how many objections they are. */
  uncounted: number;
  rows: number;
}

type Place = { filed: number; name: string; id: string };

export const OBJECTED_CURSOR = cursorOf<Place>({ filed: KEY.integer, name: KEY.text, id: KEY.uuid });

/** Candidacies with objections that cite something, most first. One query. */
export async function listObjected(
  db: Read,
  selectionId: string,
  { after, limit }: PageRequest<Place>,
): Promise<PageOf<ObjectionCount>> {
  const from = after
    ? sql`having (-coalesce(sum(o.count), 0), c.sort_key, c.id) > (${-after.filed}::int, ${after.name} collate "C", ${after.id}::uuid)`
    : sql``;
  const { rows } = await sql<ObjectionCount & { sort_key: string }>`
    select c.id as candidacy_id, c.slug, c.name, c.sort_key, coalesce(sum(o.count), 0)::int as filed,
      (count(*) - count(o.count))::int as uncounted, count(*)::int as rows
    from candidacy_objections o
    join candidacies c on c.id = o.candidacy_id
    where o.selection_id = ${selectionId} and ${isCited('objection', 'o.id')} and ${isCited('candidacy', 'c.id')}
    group by c.id ${from}
    order by -coalesce(sum(o.count), 0), c.sort_key, c.id limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, (last) =>
    OBJECTED_CURSOR.write({ filed: last.filed, name: last.sort_key, id: last.candidacy_id }),
  );
}

/** The first few on each of these candidacies. One query. */
export async function firstObjections(
  db: Read,
  candidacyIds: readonly string[],
  most: number,
): Promise<ObjectionRow[]> {
  const { rows } = await sql<ObjectionRow>`
    select o.* from unnest(${[...candidacyIds]}::uuid[]) with ordinality as c (id, place)
    cross join lateral (
      select o.id, o.candidacy_id, o.count, o.filed_on, o.filer_kind, o.filer, o.ground, o.evidence, o.admissibility,
        o.outcome, o.decided_on, o.decision, o.answer, o.position
      from candidacy_objections o where o.candidacy_id = c.id and ${isCited('objection', 'o.id')}
      order by o.position, o.id limit ${most}
    ) o order by c.place, o.position, o.id`.execute(db);
  return rows;
}

export interface ObjectionTotals {
  filed: number;
  uncounted: number;
  candidacies: number;
}

export async function countObjections(db: Read, selectionId: string): Promise<ObjectionTotals> {
  const { rows } = await sql<ObjectionTotals>`
    select coalesce(sum(o.count), 0)::int as filed, (count(*) - count(o.count))::int as uncounted,
      count(distinct o.candidacy_id)::int as candidacies
    from candidacy_objections o
    where o.selection_id = ${selectionId} and ${isCited('objection', 'o.id')}
      and ${isCited('candidacy', 'o.candidacy_id')}`.execute(db);
  return rows[0] ?? { filed: 0, uncounted: 0, candidacies: 0 };
}
