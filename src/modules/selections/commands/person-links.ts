/** Rows of a process and the records of Justiciapedia that they are: their own, or one that somebody found to be theirs. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { addNamedTenures, type NamedTenure } from '../../officials/index.ts';
import { leaveLinks } from './leave-links.ts';

/** Tables whose rows name somebody. */
export type NamingTable = 'seat_holders' | 'candidacies';

/** Records made for these rows. */
export async function nameRows(
  trx: Trx,
  table: NamingTable,
  rows: readonly { id: string; person: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`update ${sql.table(table)} t set person_id = w.person, linked = false
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ person }) => person)}::uuid[]) as w (id, person)
    where t.id = w.id`.execute(trx);
}

export interface RowLink {
  /** Of the row. */
  id: string;
  /** Id of the record that somebody found to be theirs. */
  person: string;
  tenure: NamedTenure;
}

/**
 * Links rows to records that are there, and says on those what they were in the process, unless it is said already or
 * nothing says it. What an earlier link of the row made on another record goes.
 */
export async function linkRows(
  trx: Trx,
  act: Act,
  table: NamingTable,
  links: readonly RowLink[],
): Promise<void> {
  if (links.length === 0) return;
  await leaveOthers(trx, act, table, links);
  await sql`update ${sql.table(table)} t set person_id = w.person, linked = true, linked_tenures = '{}',
      person_before = case when t.linked then t.person_before else t.person_id end
    from unnest(${links.map(({ id }) => id)}::uuid[], ${links.map(({ person }) => person)}::uuid[]) as w (id, person)
    where t.id = w.id and t.person_id is distinct from w.person`.execute(trx);
  const said = links.filter(({ tenure }) => tenure.place !== undefined);
  const made = await addNamedTenures(
    trx,
    act,
    said.map(({ person, tenure }) => ({ personId: person, tenure })),
  );
  const fresh = said.flatMap(({ id }, at) => {
    const tenure = made[at];
    return tenure === undefined ? [] : [{ id, tenure }];
  });
  if (fresh.length === 0) return;
  await sql`update ${sql.table(table)} t set linked_tenures = t.linked_tenures || w.tenure
    from unnest(${fresh.map(({ id }) => id)}::uuid[], ${fresh.map(({ tenure }) => tenure)}::uuid[]) as w (id, tenure)
    where t.id = w.id and t.linked`.execute(trx);
}

/** Of rows that were linked to somebody else. */
async function leaveOthers(trx: Trx, act: Act, table: NamingTable, links: readonly RowLink[]): Promise<void> {
  const wanted = new Map(links.map(({ id, person }) => [id, person]));
  const there = await trx
    .selectFrom(table)
    .select(['id', 'person_id', 'linked_tenures'])
    .where('id', '=', sql<string>`any(${[...wanted.keys()]}::uuid[])`)
    .where('linked', '=', true)
    .execute();
  const gone = there.filter(({ id, person_id: person }) => person !== null && wanted.get(id) !== person);
  await leaveLinks(trx, act, table, gone);
}
