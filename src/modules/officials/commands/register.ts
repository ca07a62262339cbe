/** People as the lists of another module name them: a record each, never joined by a name; likenesses are queued. */
import { randomUUIDv7 } from 'node:crypto';
import type { Read, Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { pairsWithKnown } from '../import/known-people.ts';
import { suggestions } from '../matching/candidates.ts';
import { comparable } from '../matching/pair.ts';
import { processKey } from '../rules/process-key.ts';
import type { TenureKind } from '../tables.ts';
import { relistPeople } from './listings.ts';
import { queuePairs } from './pairs.ts';
import { addPeople, addTenures, lockNewPeople, nameColumns } from './people.ts';
import { lockPerson } from './person-context.ts';
import { recordPeople } from './person-history.ts';
import { addStatements, type Place } from './statements.ts';

/** What somebody was in a process, as its source says. */
export interface NamedTenure {
  kind: Extract<TenureKind, 'candidacy' | 'commission'>;
  /** Title of the process. */
  process: string;
  body?: string | undefined;
  post?: string | undefined;
  starts?: string | undefined;
  ends?: string | undefined;
  /** Left out: no source says it, and it is kept for editors. */
  place?: Place | undefined;
}

export interface NamedPerson {
  /** As printed. */
  name: string;
  tenure: NamedTenure;
}

/**
 * A record of its own for each, with name and tenure and where they are said. Two of one name are two records; pairs
 * that look like one person stand in the queue afterwards.
 * @param publish whoever a source names is shown to everybody; the others are drafts
 * @returns ids in the order given
 */
export async function registerNamed(
  trx: Trx,
  act: Act,
  people: readonly NamedPerson[],
  { publish }: { publish: boolean },
): Promise<string[]> {
  if (people.length === 0) return [];
  await lockNewPeople(trx);
  const rows = people.map((person) => ({ ...person, id: randomUUIDv7() as string }));
  const isShown = ({ tenure }: NamedPerson): boolean => publish && tenure.place !== undefined;
  await addPeople(
    trx,
    act,
    rows.map((row) => ({
      id: row.id,
      name: row.name,
      kind: row.tenure.kind === 'candidacy' ? 'candidate' : 'commissioner',
      status: isShown(row) ? 'published' : 'draft',
    })),
  );
  await addStatements(
    trx,
    act,
    rows.map(({ id, name, tenure: { place } }) => ({
      subject: { kind: 'person', id },
      property: 'name',
      value: { text: name },
      evidence: place ? 'shown' : 'kept',
      place,
    })),
  );
  await addTenures(
    trx,
    act,
    rows.map(({ id, tenure }) => tenureOf(id, tenure)),
  );
  await queueLikenesses(trx, act, rows);
  await show(trx, act, rows.filter(isShown));
  return rows.map(({ id }) => id);
}

/**
 * What records that are there were in a process; what is said of them already is not said twice.
 * @returns of each, in the order given, the id of what was said; undefined where it was there
 */
export async function addNamedTenures(
  trx: Trx,
  act: Act,
  list: readonly { personId: string; tenure: NamedTenure }[],
): Promise<(string | undefined)[]> {
  if (list.length === 0) return [];
  const ids = [...new Set(list.map(({ personId }) => personId))];
  const there = await trx
    .selectFrom('tenures')
    .select(['person_id', 'kind', 'process_key'])
    .where('person_id', 'in', ids)
    .execute();
  const known = new Set(there.map((one) => `${one.person_id} ${one.kind} ${one.process_key}`));
  const told = list.map((one) => {
    const { personId, tenure } = one;
    const isKnown = known.has(`${personId} ${tenure.kind} ${processKey(tenure.process)}`);
    return { ...one, id: isKnown ? undefined : (randomUUIDv7() as string) };
  });
  const fresh = told.filter(({ id }) => id !== undefined);
  await addTenures(
    trx,
    act,
    fresh.map(({ id, personId, tenure }) => ({ ...tenureOf(personId, tenure), ...(id && { id }) })),
  );
  const shown = await publishedAmong(
    trx,
    fresh.map(({ personId }) => personId),
  );
  await relistPeople(trx, shown);
  await recordPeople(trx, act, shown, 'changed');
  return told.map(({ id }) => id);
}

/**
 * Takes back what `addNamedTenures` said of somebody who is somebody else. Whoever has an older form of them open is told.
 * @param act with the reason, for the history of the person
 */
export async function withdrawNamedTenures(
  trx: Trx,
  act: Act,
  list: readonly { personId: string; tenure: string }[],
): Promise<void> {
  const gone: string[] = [];
  for (const { personId, tenure } of list) {
    if (!(await lockPerson(trx, personId))) continue;
    const { numDeletedRows } = await trx
      .deleteFrom('tenures')
      .where('id', '=', tenure)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    if (numDeletedRows > 0n) gone.push(personId);
  }
  const ids = [...new Set(gone)];
  if (ids.length === 0) return;
  await trx
    .updateTable('people')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: act.now }))
    .where('id', 'in', ids)
    .execute();
  const shown = await publishedAmong(trx, ids);
  await relistPeople(trx, shown);
  await recordPeople(trx, act, shown, 'changed');
}

/** Shows drafts of `registerNamed` that a source names by now. */
export async function publishNamed(
  trx: Trx,
  act: Act,
  list: readonly { id: string; place: Place }[],
): Promise<void> {
  const drafts = new Set(
    list.length === 0
      ? []
      : (
          await trx
            .selectFrom('people')
            .select('id')
            .where(
              'id',
              'in',
              list.map(({ id }) => id),
            )
            .where('status', '=', 'draft')
            .execute()
        ).map(({ id }) => id),
  );
  const fresh = list.filter(({ id }) => drafts.has(id));
  for (const { id, place } of fresh) {
    const said = {
      evidence: 'shown' as const,
      source_id: place.sourceId,
      page: place.page ?? '',
      passage: place.passage ?? '',
      updated_at: act.now,
    };
    await trx
      .updateTable('statements')
      .set(said)
      .where('subject_id', '=', id)
      .where('subject_kind', '=', 'person')
      .where('source_id', 'is', null)
      .execute();
    await trx
      .updateTable('tenures')
      .set(said)
      .where('person_id', '=', id)
      .where('source_id', 'is', null)
      .execute();
    await trx
      .updateTable('people')
      .set((eb) => ({ status: 'published', version: eb('version', '+', 1), updated_at: act.now }))
      .where('id', '=', id)
      .execute();
  }
  await show(trx, act, fresh);
}

const tenureOf = (
  personId: string,
  { kind, process, body = '', post = '', starts, ends, place }: NamedTenure,
) => ({
  personId,
  kind,
  process,
  bodyPrinted: body,
  postPrinted: post,
  starts,
  ends,
  evidence: place ? ('shown' as const) : ('kept' as const),
  place,
});

async function show(trx: Trx, act: Act, people: readonly { id: string }[]): Promise<void> {
  const ids = people.map(({ id }) => id);
  await relistPeople(trx, ids);
  await recordPeople(trx, act, ids, 'published');
}

async function queueLikenesses(
  trx: Trx,
  act: Act,
  rows: readonly (NamedPerson & { id: string })[],
): Promise<void> {
  const fresh = rows.map(({ id, name, tenure }) => comparable(id, name, { processes: [tenure.process] }));
  const known = await pairsWithKnown(trx, () => fresh, new Set(rows.map(({ id }) => id)));
  await queuePairs(trx, act, [
    ...suggestions(fresh),
    ...known.map(({ fresh: a, known: b, match }) => ({ a, b, match })),
  ]);
}

async function publishedAmong(trx: Trx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await trx
    .selectFrom('people')
    .select('id')
    .where('id', 'in', [...new Set(ids)])
    .where('status', '=', 'published')
    .execute();
  return rows.map(({ id }) => id);
}

/** Ids of records by their own address; one that is not there is missing. One query. */
export async function peopleBySlug(db: Read, slugs: readonly string[]): Promise<Map<string, string>> {
  if (slugs.length === 0) return new Map();
  const rows = await db.selectFrom('people').select(['id', 'slug']).where('slug', 'in', slugs).execute();
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

/** What lists of names are sorted and looked through by; blind to case and accents. */
export function keysOfName(printed: string): { name_key: string; sort_key: string } {
  const { name_key, sort_key } = nameColumns(printed);
  return { name_key, sort_key };
}
