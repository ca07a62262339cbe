/** Who was proposed to the decider of a public process, or elected, as far as a source says so. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { Part } from '../../../platform/feeds/parts.ts';
import { isCited } from './cited.ts';

/** As `wasProposed` has it, of states that rest on something. */
function proposed(db: Read) {
  return db
    .selectFrom('candidacies as c')
    .innerJoin('selections as s', 's.id', 'c.selection_id')
    .innerJoin('candidacy_states as t', 't.candidacy_id', 'c.id')
    .where('s.status', '=', 'published')
    .where('t.state', 'in', ['shortlisted', 'elected'])
    .where(isCited('candidacy', 'c.id'))
    .where(isCited('candidacy_state', 't.id'));
}

/** @param ids of records of people @returns those that somebody found to be such a candidate. One query */
export async function proposedAmong(db: Read, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await proposed(db)
    .select('c.person_id')
    .where('c.person_id', 'in', [...ids])
    .execute();
  return new Set(rows.flatMap(({ person_id: id }) => id ?? []));
}

/** Ids of the records under which they are shown; not of people out of lists. */
export function proposedRecords(db: Read) {
  const own = proposed(db).select(sql<string>`c.person_id`.as('id'));
  return db
    .selectFrom('people as r')
    .select('r.id')
    .where('r.status', '=', 'published')
    .where('r.delisted', '=', false)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('people as p')
          .select('p.id')
          .whereRef('p.canonical_id', '=', 'r.id')
          .where('p.status', '=', 'published')
          .where('p.id', 'in', own),
      ),
    );
}

/** For the map of the site. One query. */
export function proposedPeople(db: Read, { from, limit }: Part) {
  return db
    .selectFrom('people as r')
    .innerJoin(proposedRecords(db).as('found'), 'found.id', 'r.id')
    .select(['r.slug', 'r.updated_at'])
    .$if(from !== undefined, (query) => query.where('r.id', '>=', from ?? ''))
    .orderBy('r.id')
    .limit(limit)
    .execute();
}
