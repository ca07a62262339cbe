/** What goes from the record of somebody whom rows of a process are no more, and what stays there for other rows. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { citationsOf } from '../../../platform/sources/citations.ts';
import { addNamedTenures, type NamedTenure, withdrawNamedTenures } from '../../officials/index.ts';
import { CANDIDACY, SEAT_HOLDER } from '../kinds.ts';
import type { NamingTable } from './person-links.ts';

interface Linked {
  /** Of the row. */
  id: string;
  person_id: string | null;
  /** What its link said on that record. */
  linked_tenures: readonly string[];
}

/**
 * Withdraws what the links of these rows said. Where another row of the process is linked to the same record, that it is
 * in the process is said for that one instead: its own link found it said already.
 * @param act with the reason, for the history of the person
 */
export async function leaveLinks(
  trx: Trx,
  act: Act,
  table: NamingTable,
  rows: readonly Linked[],
): Promise<void> {
  const gone = rows.flatMap(({ person_id: personId, linked_tenures: tenures }) =>
    personId === null ? [] : tenures.map((tenure) => ({ personId, tenure })),
  );
  await withdrawNamedTenures(trx, act, gone);
  if (gone.length === 0) return;
  const others = await othersLinked(trx, table, rows);
  const told: { id: string; personId: string; tenure: NamedTenure }[] = [];
  for (const { id, personId, ...tenure } of others) {
    const kind = table === 'candidacies' ? CANDIDACY : SEAT_HOLDER;
    const place = await placeOf(trx, kind, id);
    const isTold = told.some((one) => one.personId === personId && one.tenure.process === tenure.process);
    if (place && !isTold) told.push({ id, personId, tenure: { ...tenure, place } });
  }
  const made = await addNamedTenures(trx, act, told);
  for (const [at, { id }] of told.entries()) {
    const tenure = made[at];
    if (tenure === undefined) continue;
    await sql`update ${sql.table(table)} set linked_tenures = linked_tenures || ${tenure}::uuid
      where id = ${id}`.execute(trx);
  }
}

type Other = { id: string; personId: string } & Omit<NamedTenure, 'place'>;

/** In the same processes, of the same people. */
async function othersLinked(trx: Trx, table: NamingTable, rows: readonly Linked[]): Promise<Other[]> {
  const ids = rows.map(({ id }) => id);
  const linked = sql`o.linked and o.id <> all(${ids}::uuid[]) and exists (
    select from ${sql.table(table)} l where l.id = any(${ids}::uuid[])
      and l.selection_id = o.selection_id and l.person_id = o.person_id)`;
  if (table === 'candidacies') {
    const found = await sql<{ id: string; person: string; process: string; post: string }>`
      select o.id, o.person_id as person, s.title as process, s.post
      from candidacies o join selections s on s.id = o.selection_id
      where ${linked} order by o.position, o.id`.execute(trx);
    return found.rows.map(({ id, person, process, post }) => ({
      id,
      personId: person,
      kind: 'candidacy',
      process,
      post,
    }));
  }
  const found = await sql<{
    id: string;
    person: string;
    process: string;
    body: string;
    post: string;
    starts: string | null;
    ends: string | null;
  }>`
    select o.id, o.person_id as person, s.title as process, b.name as body, p.label as post,
      coalesce(o.starts, o.sworn_on) as starts, o.ends
    from seat_holders o join selections s on s.id = o.selection_id
      join body_seats p on p.id = o.seat_id join selection_bodies b on b.id = p.body_id
    where ${linked} order by o.position, o.id`.execute(trx);
  return found.rows.map(({ id, person, process, body, post, starts, ends }) => ({
    id,
    personId: person,
    kind: 'commission',
    process,
    body,
    post,
    starts: starts ?? undefined,
    ends: ends ?? undefined,
  }));
}

/** The first source of a row that everybody sees. */
export async function placeOf(trx: Trx, kind: string, id: string): Promise<NamedTenure['place']> {
  const said = (await citationsOf(trx, kind, id)).find(({ shown }) => shown);
  return said && { sourceId: said.source.id, page: said.page, passage: said.passage };
}
