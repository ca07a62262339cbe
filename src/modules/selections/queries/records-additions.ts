/** What the search and the pages of people are told of candidacies and seats. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { CandidacyState } from '../rules/vocabulary.ts';
import { isCited, SHOWN_STATE } from './cited.ts';

export interface FoundRecord {
  id: string;
  name: string;
  /** Of the candidacy. */
  slug: string;
  person_slug: string | null;
  selection_slug: string;
  selection_title: string;
  /** Seat and body, of who holds one. */
  place: string;
  updated_at: Temporal.Instant;
}

/** Candidacies in public processes, but for people who were taken out of lists. */
export async function foundCandidacies(db: Read, ids: readonly string[]): Promise<FoundRecord[]> {
  return (
    await publicCandidacies(db)
      .where('c.id', 'in', [...ids])
      .execute()
  ).map((row) => ({ ...row, place: '' }));
}

function publicCandidacies(db: Read) {
  return db
    .selectFrom('candidacies as c')
    .innerJoin('selections as s', (join) =>
      join.onRef('s.id', '=', 'c.selection_id').on('s.status', '=', 'published'),
    )
    .leftJoin('people as p', 'p.id', 'c.person_id')
    .leftJoin('people as o', 'o.id', 'p.canonical_id')
    .select(['c.id', 'c.name', 'c.slug', 'o.slug as person_slug'])
    .select(['s.slug as selection_slug', 's.title as selection_title', 's.updated_at'])
    .where(isCited('candidacy', 'c.id'))
    .where(sql<boolean>`o.delisted is not true`);
}

export async function candidacyIds(
  db: Read,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<string[]> {
  let query = publicCandidacies(db).orderBy('c.id').limit(limit);
  if (after !== undefined) query = query.where('c.id', '>', after);
  return (await query.execute()).map(({ id }) => id);
}

function publicHolders(db: Read) {
  return db
    .selectFrom('seat_holders as h')
    .innerJoin('body_seats as t', 't.id', 'h.seat_id')
    .innerJoin('selection_bodies as b', 'b.id', 't.body_id')
    .innerJoin('selections as s', (join) =>
      join.onRef('s.id', '=', 'h.selection_id').on('s.status', '=', 'published'),
    )
    .leftJoin('people as p', 'p.id', 'h.person_id')
    .leftJoin('people as o', (join) =>
      join.onRef('o.id', '=', 'p.canonical_id').on('o.status', '=', 'published'),
    )
    .select(['h.id', 'h.name', sql<string>`''`.as('slug'), 'o.slug as person_slug'])
    .select(['s.slug as selection_slug', 's.title as selection_title', 's.updated_at'])
    .select(sql<string>`b.name || ', ' || t.label`.as('place'))
    .where(isCited('seat_holder', 'h.id'));
}

export function foundHolders(db: Read, ids: readonly string[]): Promise<FoundRecord[]> {
  return publicHolders(db)
    .where('h.id', 'in', [...ids])
    .execute();
}

export async function holderIds(
  db: Read,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<string[]> {
  let query = publicHolders(db).orderBy('h.id').limit(limit);
  if (after !== undefined) query = query.where('h.id', '>', after);
  return (await query.execute()).map(({ id }) => id);
}

export interface PartOfPerson {
  part: 'candidacy' | 'seat';
  slug: string;
  state: '' | CandidacyState;
  place: string;
  alternate: boolean;
  selection_slug: string;
  selection_title: string;
}

const MOST = 50;

/** What these records of one person take part in, the latest first. One query. */
export async function partsOfPerson(db: Read, personIds: readonly string[]): Promise<PartOfPerson[]> {
  if (personIds.length === 0) return [];
  const { rows } = await sql<PartOfPerson>`
    select part, p.slug, state, place, alternate, s.slug as selection_slug, s.title as selection_title
    from (
      select 'candidacy' as part, c.slug, ${SHOWN_STATE} as state, '' as place, false as alternate, c.selection_id
      from candidacies c
      where c.person_id = any(${[...personIds]}::uuid[]) and ${isCited('candidacy', 'c.id')}
      union all
      select 'seat', '', '', b.name || ', ' || t.label, h.alternate, h.selection_id
      from seat_holders h
      join body_seats t on t.id = h.seat_id
      join selection_bodies b on b.id = t.body_id
      where h.person_id = any(${[...personIds]}::uuid[]) and ${isCited('seat_holder', 'h.id')}
    ) p
    join selections s on s.id = p.selection_id and s.status = 'published'
    order by s.year desc, s.slug, part, p.slug limit ${MOST}`.execute(db);
  return rows;
}
