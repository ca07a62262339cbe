/** The second reading of a list of people: what its rows say is written, a thousand rows at a time. */
import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { addPeople, lockNewPeople } from '../commands/people.ts';
import { relistPeople } from '../commands/listings.ts';
import { queuePairs } from '../commands/pairs.ts';
import { recordPeople } from '../commands/person-history.ts';
import { type BesideRow, standBeside } from './at-once.ts';
import { bodiesOf } from './known-bodies.ts';
import { earlierRows, pairsWithKnown, rowKeys } from './known-people.ts';
import type { PersonPlan } from './person-plan.ts';
import type { AdmittedRow } from './person-rows.ts';
import { RowWriter, type Writing } from './row-writer.ts';

export interface WrittenPeople {
  /** By position in the plan. */
  ids: string[];
  /** New records; those that got something new; those of which all was there. */
  created: Set<string>;
  changed: Set<string>;
  left: Set<string>;
  statements: number;
  tenures: number;
  queued: Record<string, number>;
  /** Rows that say of a post of one seat that two people held it at once. */
  beside: BesideRow[];
}

const AT_ONCE = 1000;
/** Of so many rows on. */
const MANY = 2000;

/** All of it in the transaction given: what fails leaves nothing. */
export async function writePeople(
  trx: Trx,
  act: Act,
  plan: PersonPlan,
  rows: AsyncIterable<AdmittedRow> | Iterable<AdmittedRow>,
  writing: Writing,
): Promise<WrittenPeople> {
  await lockNewPeople(trx);
  const ids = await idsOf(trx, plan, writing);
  const { created } = ids;
  await addPeople(
    trx,
    act,
    plan.people.flatMap(({ name, kind }, at) => {
      const id = ids.of[at] ?? '';
      const status = writing.publish ? ('published' as const) : ('draft' as const);
      return created.has(id) ? [{ id, name, kind, status, import: { id: writing.importId } }] : [];
    }),
  );
  const writer = new RowWriter(trx, act, writing, await bodiesOf(trx), created);
  let part: [AdmittedRow, string, boolean][] = [];
  let at = 0;
  for await (const row of rows) {
    const person = plan.rows[at]?.person ?? -1;
    part.push([row, ids.ofRow[at] ?? '', (plan.people[person]?.rows.length ?? 0) > 1]);
    at += 1;
    if (part.length === AT_ONCE) {
      await writer.write(part);
      part = [];
    }
  }
  await writer.write(part);
  // What was just written is in no statistics yet: without them, every look at a few people reads whole tables.
  if (plan.rows.length > MANY) await sql`analyze people, tenures, statements`.execute(trx);
  const queued = await queue(trx, act, plan, ids, writing);
  const { changed } = writer;
  const beside = await standBeside(trx, writing.importId);
  await finish(trx, act, { created, changed }, writing);
  const left = new Set(ids.ofRow.filter((id) => !created.has(id) && !changed.has(id)));
  return {
    ids: ids.of,
    created,
    changed,
    left,
    queued,
    beside,
    statements: writer.statements,
    tenures: writer.tenures,
  };
}

interface Ids {
  of: string[];
  ofRow: string[];
  created: Set<string>;
}

/** Whoever an earlier state of the same list made keeps their record; the others get one. */
async function idsOf(trx: Trx, plan: PersonPlan, { fileName, publisher }: Writing): Promise<Ids> {
  const earlier = await earlierRows(trx, { fileName, publisher });
  const created = new Set<string>();
  const ofRow: string[] = [];
  const of = plan.people.map((person) => {
    const known = person.rows.map((at) => {
      const row = plan.rows[at];
      return row && rowKeys(row).flatMap((key) => earlier.get(key) ?? [])[0];
    });
    let own = known.find((id) => id !== undefined);
    if (own === undefined) {
      own = randomUUIDv7();
      created.add(own);
    }
    // Rows that were two people stay two: joining them is for people to say.
    for (const [index, at] of person.rows.entries()) ofRow[at] = known[index] ?? own;
    return own;
  });
  return { of, ofRow, created };
}

async function queue(
  trx: Trx,
  act: Act,
  plan: PersonPlan,
  ids: Ids,
  { importId }: Writing,
): Promise<Record<string, number>> {
  const fresh = () =>
    plan.compared([...plan.people.keys()].filter((at) => ids.created.has(ids.of[at] ?? '')));
  const here = await pairsWithKnown(trx, fresh, new Set(ids.ofRow));
  const pairs = [
    ...plan.queue.map(({ a, b, match }) => ({ a: ids.of[a] ?? '', b: ids.of[b] ?? '', match })),
    ...here.map(({ fresh: at, known, match }) => ({ a: ids.of[Number(at)] ?? '', b: known, match })),
  ].filter(({ a, b }) => a !== b);
  const bands: Record<string, number> = {};
  for (const [band, of] of Map.groupBy(pairs, ({ match }) => match.band)) {
    const added = await queuePairs(
      trx,
      act,
      of.map((pair) => ({ ...pair, importId })),
    );
    if (added > 0) bands[band] = added;
  }
  return bands;
}

async function finish(
  trx: Trx,
  act: Act,
  { created, changed }: Pick<WrittenPeople, 'created' | 'changed'>,
  { sourceId, publish }: Writing,
): Promise<void> {
  const doing = { ...act, source: sourceId };
  if (changed.size > 0) await touch(trx, act, [...changed]);
  await relistPeople(trx, [...(publish ? created : []), ...changed]);
  if (publish) await recordPeople(trx, doing, [...created], 'published');
  const shown = await publishedAmong(trx, [...changed]);
  await recordPeople(trx, doing, shown, 'changed');
}

async function touch(trx: Trx, { now }: Act, ids: readonly string[]): Promise<void> {
  await trx
    .updateTable('people')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: now }))
    .where('id', 'in', ids)
    .execute();
}

async function publishedAmong(trx: Trx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await trx
    .selectFrom('people')
    .select('id')
    .where('id', 'in', ids)
    .where('status', '=', 'published')
    .execute();
  return rows.map(({ id }) => id);
}
