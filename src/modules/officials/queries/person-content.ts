/** What everybody can read of one record of a person: what its versions keep. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';

/**
 * Of the records as they are stored, each for itself: who is shown under whom is told by `records`.
 * Four queries, whatever their number.
 */
export async function personContents(
  db: Read,
  ids: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  if (ids.length === 0) return new Map();
  const people = await db
    .selectFrom('people')
    .select(['id', 'slug', 'name', 'kind', 'delisted'])
    .where('id', 'in', ids)
    .execute();
  const others = await db
    .selectFrom('people')
    .select(['canonical_id', 'name'])
    .where('canonical_id', 'in', ids)
    .whereRef('canonical_id', '!=', 'id')
    .where('status', '=', 'published')
    .orderBy('id')
    .execute();
  const statements = await db
    .selectFrom('statements as t')
    .leftJoin('sources as s', 's.id', 't.source_id')
    .select([
      't.subject_id',
      't.property',
      't.value',
      't.printed',
      't.starts',
      't.ends',
      't.evidence',
      't.reason',
    ])
    .select(['t.source_id as source', 's.title as source_title', 't.page', 't.passage'])
    .where('t.subject_id', 'in', ids)
    .where('t.subject_kind', '=', 'person')
    .where('t.evidence', '!=', 'kept')
    .orderBy('t.position')
    .orderBy('t.id')
    .execute();
  const tenures = await db
    .selectFrom('tenures as t')
    .leftJoin('posts as o', 'o.id', 't.post_id')
    .leftJoin('institutions as i', 'i.id', 't.institution_id')
    .leftJoin('sources as s', 's.id', 't.source_id')
    .select(['t.person_id', 't.kind', 't.process', 't.unit', 't.territory', 't.state', 't.list_number'])
    .select([
      sql<string>`coalesce(nullif(t.post_printed, ''), o.label, '')`.as('post'),
      sql<string>`coalesce(nullif(t.body_printed, ''), i.name, '')`.as('body'),
      't.starts',
      't.ends',
      't.evidence',
      't.reason',
      't.page',
      't.source_id as source',
      's.title as source_title',
    ])
    .where('t.person_id', 'in', ids)
    .where('t.evidence', '!=', 'kept')
    .orderBy('t.id')
    .execute();
  const statementsOf = Map.groupBy(statements, ({ subject_id }) => subject_id);
  const tenuresOf = Map.groupBy(tenures, ({ person_id }) => person_id);
  const othersOf = Map.groupBy(others, ({ canonical_id }) => canonical_id);
  return new Map(
    people.map(({ id, ...own }) => [
      id,
      {
        ...own,
        records: othersOf.get(id)?.map(({ name }) => name) ?? [],
        statements: statementsOf.get(id)?.map(({ subject_id: _of, ...said }) => said) ?? [],
        tenures: tenuresOf.get(id)?.map(({ person_id: _of, ...held }) => held) ?? [],
      },
    ]),
  );
}
