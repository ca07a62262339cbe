/** What search, site map, sources and share cards are told of people. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { Part } from '../../../platform/feeds/parts.ts';
import type { ShownPerson } from './people.ts';

/** Everybody whom a page shows, also who is in no list. */
function shown(db: Read) {
  return db.selectFrom('people').whereRef('id', '=', 'canonical_id').where('status', '=', 'published');
}

/** Those of these who have a page of their own now. One query. */
export async function shownPeople(db: Read, ids: readonly string[]): Promise<Map<string, ShownPerson>> {
  if (ids.length === 0) return new Map();
  const rows = await shown(db)
    .select(['id', 'slug', 'name', 'kind', 'delisted', 'updated_at'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Under whom these records are shown, where everybody sees them. One query. */
export async function shownUnder(db: Read, ids: readonly string[]): Promise<Map<string, ShownPerson>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('people as p')
    .innerJoin('people as r', 'r.id', 'p.canonical_id')
    .select(['p.id as own', 'r.id', 'r.slug', 'r.name', 'r.kind', 'r.delisted', 'r.updated_at'])
    .where('p.id', 'in', ids)
    .where('p.status', '=', 'published')
    .where('r.status', '=', 'published')
    .execute();
  return new Map(rows.map(({ own, ...person }) => [own, person]));
}

/** Those in the lists, ascending: whoever was taken out is in no index of ours either. */
export async function listedIds(
  db: Read,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<string[]> {
  let query = db.selectFrom('person_listings').select('person_id').orderBy('person_id').limit(limit);
  if (after !== undefined) query = query.where('person_id', '>', after);
  return (await query.execute()).map(({ person_id: id }) => id);
}

/** Words of the search: every spelling of the name as printed, and what was held. Two queries. */
export async function searchedWords(
  db: Read,
  roots: readonly string[],
): Promise<Map<string, { names: string[]; text: string }>> {
  const [names, held] = [await printedNames(db, roots), await heldWords(db, roots)];
  const namesOf = Map.groupBy(names, ({ id }) => id);
  const heldOf = Map.groupBy(held, ({ id }) => id);
  return new Map(
    roots.map((id) => [
      id,
      {
        names: [...new Set(namesOf.get(id)?.map(({ words }) => words))],
        text: [...new Set(heldOf.get(id)?.map(({ words }) => words))].join('\n'),
      },
    ]),
  );
}

/** Of one person: enough to be found by. */
const MOST_WORDS = 5000;

async function printedNames(db: Read, roots: readonly string[]): Promise<{ id: string; words: string }[]> {
  return await db
    .selectFrom('people as p')
    .innerJoin('statements as s', 's.subject_id', 'p.id')
    .select(['p.canonical_id as id', 's.printed as words'])
    .where('p.canonical_id', 'in', roots)
    .where('p.status', '=', 'published')
    .where('s.property', '=', 'name')
    .where('s.evidence', '!=', 'kept')
    .orderBy('s.id')
    .limit(MOST_WORDS)
    .execute();
}

async function heldWords(db: Read, roots: readonly string[]): Promise<{ id: string; words: string }[]> {
  const { rows } = await sql<{ id: string; words: string }>`
    select p.canonical_id as id, concat_ws(', ', nullif(coalesce(nullif(t.post_printed, ''), o.label), ''),
      nullif(coalesce(nullif(t.body_printed, ''), i.name), ''), nullif(t.process, ''), nullif(t.territory, '')) as words
    from people p
    join tenures t on t.person_id = p.id and t.evidence <> 'kept'
    left join posts o on o.id = t.post_id
    left join institutions i on i.id = t.institution_id
    where p.canonical_id = any(${[...roots]}::uuid[]) and p.status = 'published'
    order by t.id limit ${MOST_WORDS}`.execute(db);
  return rows;
}

/**
 * Pages for search engines: who is in the lists and held something. A query of ids, for the parts of the site map.
 */
export function indexedIds(db: Read) {
  return db
    .selectFrom('person_listings')
    .select('person_id as id')
    .where(sql<boolean>`facets && array['k:office_holder', 'k:commissioner', 'h:1']`);
}

export async function indexedAddresses(
  db: Read,
  { from, limit }: Part,
): Promise<{ slug: string; updated_at: Temporal.Instant }[]> {
  let query = db
    .selectFrom('people as p')
    .innerJoin(indexedIds(db).as('l'), 'l.id', 'p.id')
    .select(['p.slug', 'p.updated_at'])
    .orderBy('p.id')
    .limit(limit);
  if (from !== undefined) query = query.where('p.id', '>=', from);
  return await query.execute();
}

/** People of whom these sources say something. Of each source at most `most`, each once. */
export async function peopleRestingOn(
  db: Read,
  sourceIds: readonly string[],
  most: number,
): Promise<{ source_id: string; record_id: string }[]> {
  if (sourceIds.length === 0) return [];
  const { rows } = await sql<{ source_id: string; record_id: string }>`
    select s.id as source_id, r.record_id
    from unnest(${[...sourceIds]}::uuid[]) as s (id)
    cross join lateral (
      select distinct n.record_id from (
        (select subject_id as record_id from statements
          where source_id = s.id and subject_kind = 'person' and evidence <> 'kept' limit ${most})
        union all
        (select person_id as record_id from tenures where source_id = s.id and evidence <> 'kept' limit ${most})
      ) n limit ${most}
    ) r`.execute(db);
  return rows;
}
