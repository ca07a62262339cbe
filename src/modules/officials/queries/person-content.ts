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
  const [people, others, said, held] = [
    await peopleOf(db, ids),
    await othersUnder(db, ids),
    await saidOf(db, ids),
    await heldBy(db, ids),
  ];
  const saidBy = Map.groupBy(said, ({ subject_id }) => subject_id);
  const heldOf = Map.groupBy(held, ({ person_id }) => person_id);
  const othersOf = Map.groupBy(others, ({ canonical_id }) => canonical_id);
  return new Map(
    people.map(({ id, ...own }) => [
      id,
      {
        ...own,
        records: othersOf.get(id)?.map(({ name }) => name) ?? [],
        statements: saidBy.get(id)?.map(({ subject_id: _of, ...one }) => one) ?? [],
        tenures: heldOf.get(id)?.map(({ person_id: _of, ...one }) => one) ?? [],
      },
    ]),
  );
}

function peopleOf(db: Read, ids: readonly string[]) {
  return db
    .selectFrom('people')
    .select(['id', 'slug', 'name', 'kind', 'delisted'])
    .where('id', 'in', ids)
    .execute();
}

function othersUnder(db: Read, ids: readonly string[]) {
  return db
    .selectFrom('people')
    .select(['canonical_id', 'name'])
    .where('canonical_id', 'in', ids)
    .whereRef('canonical_id', '!=', 'id')
    .where('status', '=', 'published')
    .orderBy('id')
    .execute();
}

function saidOf(db: Read, ids: readonly string[]) {
  return db
    .selectFrom('statements as t')
    .leftJoin('sources as s', 's.id', 't.source_id')
    .select(['t.subject_id', 't.property', 't.value', 't.printed', 't.starts', 't.ends', 't.evidence'])
    .select(['t.reason', 't.source_id as source', 's.title as source_title', 't.page', 't.passage'])
    .where('t.subject_id', 'in', ids)
    .where('t.subject_kind', '=', 'person')
    .where('t.evidence', '!=', 'kept')
    .orderBy('t.position')
    .orderBy('t.id')
    .execute();
}

function heldBy(db: Read, ids: readonly string[]) {
  return (
    db
      .selectFrom('tenures as t')
      .leftJoin('posts as o', 'o.id', 't.post_id')
      .leftJoin('institutions as i', 'i.id', 't.institution_id')
      .leftJoin('sources as s', 's.id', 't.source_id')
      .select(['t.person_id', 't.kind', 't.process', 't.unit', 't.territory', 't.state', 't.list_number'])
      .select([
        sql<string>`coalesce(nullif(t.post_printed, ''), o.label, '')`.as('post'),
        sql<string>`coalesce(nullif(t.body_printed, ''), i.name, '')`.as('body'),
      ])
      .select(['t.starts', 't.ends', 't.evidence', 't.reason', 't.source_id as source'])
      .select(['s.title as source_title', 't.page', 't.passage'])
      // So that a version put back stands again among the holders of the same post.
      .select(['t.institution_id as institution', 't.post_id'])
      .where('t.person_id', 'in', ids)
      .where('t.evidence', '!=', 'kept')
      .orderBy('t.id')
      .execute()
  );
}
