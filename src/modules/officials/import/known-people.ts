/** People who are here already, as far as a list that comes in needs them: compared by name, found by row. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { soundOf } from '../../../platform/search/words.ts';
import { candidatePairs } from '../matching/candidates.ts';
import { comparable, type Comparable, type Match, matchOf } from '../matching/pair.ts';
import type { PlannedRow } from './person-plan.ts';
import { printedKey } from './printed-key.ts';

export interface KnownPair {
  /** Id of the comparable that comes in. */
  fresh: string;
  /** Id of the record under which the other one is shown. */
  known: string;
  match: Match;
}

const AT_ONCE = 5000;
/** So many of those who are here are compared at a time with those who come: beyond, memory would follow the record. */
const MOST_KNOWN = 20_000;

/**
 * Pairs between people who come in and those who are here: only names that share two words with what comes are read
 * further. Memory: the words of what comes, and as many of the others as `MOST_KNOWN`.
 * @param except ids of records not to be compared: those that the list itself is about
 */
export async function pairsWithKnown(
  db: Read,
  newcomers: () => readonly Comparable[],
  except: ReadonlySet<string>,
): Promise<KnownPair[]> {
  const pairs: KnownPair[] = [];
  if (!(await isAnybodyElse(db, except.size))) return pairs;
  const fresh = newcomers();
  const sounds = new Set(fresh.flatMap(({ words }) => words.map(soundOf)));
  let waiting: Comparable[] = [];
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await db
      .selectFrom('people')
      .select(['id', 'canonical_id', 'name'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    const near = rows.filter(({ id, canonical_id }) => !except.has(id) && !except.has(canonical_id));
    const alike = near.filter(({ name }) => shares(name, sounds));
    waiting.push(...(await comparables(db, alike)));
    const last = rows.at(-1);
    if (waiting.length >= MOST_KNOWN || !last) {
      pairs.push(...between(fresh, waiting));
      waiting = [];
    }
    if (!last) return pairs;
    after = last.id;
  }
}

/** What speaks for and against two records that somebody put beside each other. @param ids of the two */
export async function matchBetween(db: Read, ids: readonly [string, string]): Promise<Match> {
  const people = await db
    .selectFrom('people')
    .select(['id', 'canonical_id', 'name'])
    .where('id', 'in', ids)
    .execute();
  const [one, other] = await comparables(db, people);
  return (one && other && matchOf(one, other)) ?? { band: 'weak', score: 0, reasons: ['by_hand'] };
}

/** Whoever the list is about is here by now: are there others? */
async function isAnybodyElse(db: Read, own: number): Promise<boolean> {
  const row = await db.selectFrom('people').select('id').offset(own).limit(1).executeTakeFirst();
  return row !== undefined;
}

function shares(name: string, sounds: ReadonlySet<string>): boolean {
  const { words, keys } = comparable('', name);
  let shared = 0;
  for (const word of words) if (sounds.has(soundOf(word))) shared += 1;
  return shared >= 2 || sounds.has(soundOf(keys.glued));
}

function between(fresh: readonly Comparable[], known: readonly Comparable[]): KnownPair[] {
  const prefixed = fresh.map((one) => ({ ...one, id: `+${one.id}` }));
  const pairs = new Map<string, KnownPair>();
  if (known.length === 0) return [];
  for (const [one, other] of candidatePairs([...prefixed, ...known])) {
    // The earlier one comes first: two who are both new, or both here, were asked about elsewhere.
    if (!one.id.startsWith('+') || other.id.startsWith('+')) continue;
    const match = matchOf(one, other);
    if (!match) continue;
    const key = `${one.id} ${other.id}`;
    const before = pairs.get(key);
    if (!before || match.score > before.match.score)
      pairs.set(key, { fresh: one.id.slice(1), known: other.id, match });
  }
  return [...pairs.values()];
}

async function comparables(
  db: Read,
  people: readonly { id: string; canonical_id: string; name: string }[],
): Promise<Comparable[]> {
  if (people.length === 0) return [];
  const ids = people.map(({ id }) => id);
  const said = await db
    .selectFrom('statements')
    .select(['subject_id', 'property', sql<string>`value ->> 'text'`.as('text')])
    .where('subject_id', 'in', ids)
    .where('property', 'in', ['bar_number', 'gender', 'birth_year'])
    .execute();
  const held = await db
    .selectFrom('tenures')
    .select(['person_id', 'process', 'body_printed'])
    .where('person_id', 'in', ids)
    .execute();
  const saidOf = Map.groupBy(said, ({ subject_id }) => subject_id);
  const heldOf = Map.groupBy(held, ({ person_id }) => person_id);
  return people.map(({ id, canonical_id, name }) => {
    const values = (property: string) => [
      ...new Set((saidOf.get(id) ?? []).flatMap((one) => (one.property === property ? [one.text] : []))),
    ];
    const tenures = heldOf.get(id) ?? [];
    const [genders, years] = [values('gender'), values('birth_year').map(Number)];
    return comparable(canonical_id, name, {
      barNumbers: values('bar_number'),
      processes: [...new Set(tenures.map(({ process }) => process).filter(Boolean))],
      tenures: [...new Set(tenures.map((one) => one.body_printed).filter(Boolean))].map((institution) => ({
        institution,
      })),
      ...(genders.length === 1 && { gender: genders[0] ?? '' }),
      ...(years.length === 1 && { birthYear: years[0] ?? 0 }),
    });
  });
}

/**
 * Records that an earlier state of the same list made (same file name, same publisher), by the row's own id, else its
 * line, and its name: a list that is read in again with corrections is about the same people.
 * @returns by `rowKeys`; two records under one key are none
 */
export async function earlierRows(
  db: Read,
  { fileName, publisher }: { fileName: string; publisher: string },
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('statements as t')
    .innerJoin('official_imports as i', 'i.id', 't.import_id')
    .innerJoin('sources as s', 's.id', 'i.source_id')
    .select(['t.subject_id', 't.printed', 't.import_row'])
    .select(sql<string>`coalesce(nullif(t.page, ''), t.reason)`.as('place'))
    .where('i.kind', '=', 'person')
    .where('i.undone_at', 'is', null)
    .where('i.file_name', '=', fileName)
    .where('s.publisher', '=', publisher)
    .where('t.subject_kind', '=', 'person')
    .where('t.property', '=', 'name')
    .execute();
  const found = new Map<string, string>();
  const twice = new Set<string>();
  for (const { subject_id, place, printed, import_row } of rows) {
    const rowId = /\(([^()]*)\)$/.exec(place)?.[1] ?? '';
    for (const key of rowKeys({ rowId, line: import_row ?? 0, printed: printedKey(printed) })) {
      if (found.has(key) && found.get(key) !== subject_id) twice.add(key);
      found.set(key, subject_id);
    }
  }
  for (const key of twice) found.delete(key);
  return found;
}

/** By what a row is found again, the surest first. */
export function rowKeys(row: Pick<PlannedRow, 'rowId' | 'line' | 'printed'>): string[] {
  const byLine = `:${row.line}\n${row.printed}`;
  return row.rowId === '' ? [byLine] : [`${row.rowId.slice(0, 60)}\n${row.printed}`, byLine];
}
