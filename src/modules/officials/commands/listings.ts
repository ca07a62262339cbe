/** The rows by which the list of people is filtered: made anew from what is shown, never written otherwise. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import { facetsOf } from '../rules/facets.ts';

const AT_ONCE = 500;

/**
 * Call it in the transaction of every change of people, their statements, tenures or links.
 * @param ids of records; whose list entry changes is whoever they are shown under, now
 */
export async function relistPeople(trx: Trx, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += AT_ONCE) await relist(trx, ids.slice(from, from + AT_ONCE));
}

async function relist(trx: Trx, ids: readonly string[]): Promise<void> {
  const shown = await trx
    .selectFrom('people as p')
    .innerJoin('people as r', 'r.id', 'p.canonical_id')
    .select(['r.id', 'r.status', 'r.delisted', 'r.sort_key'])
    .where('p.id', 'in', ids)
    .distinct()
    .execute();
  const listed = shown.filter((row) => row.status === 'published' && !row.delisted);
  // A record that was linked to another one has no entry of its own any more.
  const gone = new Set([...ids, ...shown.map(({ id }) => id)]);
  for (const { id } of listed) gone.delete(id);
  if (gone.size > 0)
    await trx
      .deleteFrom('person_listings')
      .where('person_id', 'in', [...gone])
      .execute();
  if (listed.length === 0) return;
  const facets = await facetsUnder(
    trx,
    listed.map(({ id }) => id),
  );
  await trx
    .insertInto('person_listings')
    .values(
      listed.map(({ id, sort_key }) => ({
        person_id: id,
        sort_key,
        facets: sql`${facets.get(id) ?? []}::text[]` as never,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('person_id').doUpdateSet((eb) => ({
        sort_key: eb.ref('excluded.sort_key'),
        facets: eb.ref('excluded.facets'),
      })),
    )
    .execute();
}

/** Of all records shown as one, what sources say of them; three queries. */
async function facetsUnder(trx: Trx, roots: readonly string[]): Promise<Map<string, string[]>> {
  const records = await trx
    .selectFrom('people')
    .select(['canonical_id', 'kind'])
    .where('canonical_id', 'in', roots)
    .where('status', '=', 'published')
    .execute();
  const tenures = await trx
    .selectFrom('tenures as t')
    .innerJoin('people as p', 'p.id', 't.person_id')
    .select([
      'p.canonical_id',
      't.kind',
      't.institution_id',
      't.post_id',
      't.process_key',
      't.territory',
      't.starts',
      't.ends',
    ])
    .where('p.canonical_id', 'in', roots)
    .where('p.status', '=', 'published')
    .where('t.evidence', '!=', 'kept')
    .execute();
  const genders = await trx
    .selectFrom('statements as s')
    .innerJoin('people as p', 'p.id', 's.subject_id')
    .select(['p.canonical_id', sql<string>`s.value ->> 'text'`.as('gender')])
    .where('p.canonical_id', 'in', roots)
    .where('p.status', '=', 'published')
    .where('s.subject_kind', '=', 'person')
    .where('s.property', '=', 'gender')
    .where('s.evidence', '=', 'shown')
    .execute();
  const by = <T extends { canonical_id: string }>(rows: readonly T[]) =>
    Map.groupBy(rows, ({ canonical_id }) => canonical_id);
  const [kindsOf, tenuresOf, gendersOf] = [by(records), by(tenures), by(genders)];
  return new Map(
    roots.map((root) => [
      root,
      facetsOf({
        kinds: kindsOf.get(root)?.map(({ kind }) => kind) ?? [],
        tenures: tenuresOf.get(root) ?? [],
        genders: gendersOf.get(root)?.map(({ gender }) => gender) ?? [],
      }),
    ]),
  );
}
