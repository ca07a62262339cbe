/** The candidacies of one process as a list. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageOf, pageOf, type PageRequest } from '../../../platform/db/page-by-key.ts';
import { PLANNED_EACH_TIME } from '../../../platform/db/planned-each-time.ts';
import { plainWords } from '../../../platform/sources/words.ts';
import type { CandidacyState } from '../rules/vocabulary.ts';
import { isCited, SHOWN_STATE } from './cited.ts';
import { totalsOf } from './totals.ts';

export const SORTS = ['name', 'file', 'score'] as const;
export type Sort = (typeof SORTS)[number];

export interface CandidacyFilter {
  state?: CandidacyState | undefined;
  /** Words of the name, in any order. */
  words?: string | undefined;
  /** Key of the body it was filed with. */
  through?: string | undefined;
}

export interface ListedCandidacy {
  id: string;
  slug: string;
  name: string;
  file_number: string;
  through: string;
  seat: '' | 'full' | 'alternate';
  state: '' | CandidacyState;
  total: string | null;
  is_printed: boolean | null;
}

// A type, not an interface: a cursor takes any record of texts.
type Place = { order: string; name: string; id: string };

export const CANDIDACY_CURSOR = cursorOf<Place>({ order: KEY.text, name: KEY.text, id: KEY.uuid });

const MOST_WORDS = 6;
/** After every number: where there is none. As the index has it. */
const LAST = '1000000000000';

const ORDERS = {
  name: sql<string>`0::numeric`,
  // The figures of it: “1302-A” stands after “1301”.
  file: sql<string>`coalesce(nullif(left(regexp_replace(c.file_number, '[^0-9]', '', 'g'), 12), '')::numeric, ${sql.raw(LAST)}::numeric)`,
  score: sql<string>`coalesce(-t.total, ${sql.raw(LAST)}::numeric)`,
} as const;

/**
 * Those that cite something. Three queries: states and totals are looked up for those of the page only, unless a
 * total is what it is sorted by.
 * @param gradingId the sheet whose totals are shown
 */
export async function listCandidacies(
  db: Read,
  selectionId: string,
  asked: CandidacyFilter & { sort: Sort; gradingId: string | undefined },
  { after, limit }: PageRequest<Place>,
): Promise<PageOf<ListedCandidacy>> {
  const { gradingId } = asked;
  const byScore = asked.sort === 'score' && gradingId !== undefined;
  const order = byScore || asked.sort === 'file' ? ORDERS[asked.sort] : ORDERS.name;
  // What is looked for are few of them, mostly: only theirs are added up.
  const sums = isNarrow(asked) ? among(db, selectionId, asked).select('c.id') : undefined;
  let query = filtered(db, selectionId, asked)
    .leftJoin((byScore ? totalsOf(gradingId, sums) : NO_TOTALS).as('t'), (join) =>
      join.on(sql<boolean>`t.candidacy_id = c.id`),
    )
    .select(['c.id', 'c.slug', 'c.name', 'c.file_number', 'c.through', 'c.seat', 'c.sort_key'])
    .select(sql<string>`${order}::text`.as('order'))
    .orderBy(order)
    .orderBy('c.sort_key')
    .orderBy('c.id')
    .limit(limit + 1)
    .modifyEnd(PLANNED_EACH_TIME);
  if (after)
    query = query.where(
      sql<boolean>`(${order}, c.sort_key, c.id) > (${numberIn(after.order)}::numeric, ${after.name} collate "C", ${after.id}::uuid)`,
    );
  const { items, next } = pageOf(await query.execute(), limit, (last) =>
    CANDIDACY_CURSOR.write({ order: last.order, name: last.sort_key, id: last.id }),
  );
  const ids = items.map(({ id }) => id);
  const [states, totals] = await Promise.all([
    statesOf(db, ids),
    gradingId === undefined ? new Map<string, Total>() : totalsFor(db, gradingId, ids),
  ]);
  return {
    items: items.map(({ sort_key: _, order: __, ...row }) => ({
      ...row,
      state: states.get(row.id) ?? '',
      ...(totals.get(row.id) ?? NO_TOTAL),
    })),
    next,
  };
}

type Total = Pick<ListedCandidacy, 'total' | 'is_printed'>;
const NO_TOTAL: Total = { total: null, is_printed: null };
const NO_TOTALS = sql<{ candidacy_id: string; total: string | null }>`(
  select null::uuid as candidacy_id, null::numeric as total where false)`;

async function totalsFor(db: Read, gradingId: string, ids: readonly string[]): Promise<Map<string, Total>> {
  const { rows } = await sql<Total & { candidacy_id: string }>`
    select candidacy_id, total, is_printed from ${totalsOf(gradingId, ids)} as t`.execute(db);
  return new Map(rows.map(({ candidacy_id: id, ...total }) => [id, total]));
}

async function statesOf(db: Read, ids: readonly string[]): Promise<Map<string, '' | CandidacyState>> {
  const rows = await db
    .selectFrom('candidacies as c')
    .select(['c.id', SHOWN_STATE.as('state')])
    .where('c.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, state }) => [id, state]));
}

/** A cursor is whatever somebody sends. */
const numberIn = (text: string): string => (/^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? text : LAST);

/**
 * By the state that is kept with the candidacy: the last that cited something when it was written. What is shown of
 * those found is looked up anew, so that a citation taken away since is never shown.
 */
function filtered(db: Read, selectionId: string, filter: CandidacyFilter) {
  return among(db, selectionId, filter).where(isCited('candidacy', 'c.id'));
}

/** Those that cite nothing too. */
function among(db: Read, selectionId: string, { state, words, through }: CandidacyFilter) {
  let query = db.selectFrom('candidacies as c').where('c.selection_id', '=', selectionId);
  if (state !== undefined) query = query.where('c.state', '=', state);
  if (through !== undefined) query = query.where('c.through', '=', through);
  for (const word of plainWords(words ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, MOST_WORDS))
    query = query.where(sql<boolean>`c.name_key like ${`%${word}%`}`);
  return query;
}

const isNarrow = ({ state, words, through }: CandidacyFilter): boolean =>
  state !== undefined || through !== undefined || (words ?? '') !== '';

export async function countCandidacies(
  db: Read,
  selectionId: string,
  filter: CandidacyFilter,
): Promise<number> {
  const row = await filtered(db, selectionId, filter)
    .select(sql<number>`count(*)::int`.as('count'))
    .modifyEnd(PLANNED_EACH_TIME)
    .executeTakeFirstOrThrow();
  return row.count;
}

export interface Reached {
  state: CandidacyState;
  /** Candidacies of which a source says that they came to it. */
  reached: number;
  /** Of which it is the last that is known. */
  now: number;
}

/** Of those that cite something, by the states that are kept with them; and how many they are. One query. */
export async function countStates(
  db: Read,
  selectionId: string,
): Promise<{ total: number; states: Reached[] }> {
  const { rows } = await sql<{ state: CandidacyState | null; reached: number; now: number; total: number }>`
    with shown as materialized (
      select c.state, c.reached from candidacies c
      where c.selection_id = ${selectionId} and ${isCited('candidacy', 'c.id')}
    )
    select r.state, coalesce(r.reached, 0) as reached, coalesce(n.now, 0) as now, t.total
    from (select count(*)::int as total from shown) t
    left join (
      select u.state, count(*)::int as reached from shown, unnest(shown.reached) as u (state) group by u.state
    ) r on true
    left join (select state, count(*)::int as now from shown group by state) n on n.state = r.state
    ${PLANNED_EACH_TIME}`.execute(db);
  return {
    total: rows[0]?.total ?? 0,
    states: rows.flatMap(({ state, reached, now }) => (state === null ? [] : [{ state, reached, now }])),
  };
}

export interface GradingChoice {
  id: string;
  key: string;
  title: string;
}

/** The sheets of scores that cite something, in their order. One query. */
export function listGradings(db: Read, selectionId: string): Promise<GradingChoice[]> {
  return db
    .selectFrom('gradings as g')
    .select(['g.id', 'g.key', 'g.title'])
    .where('g.selection_id', '=', selectionId)
    .where(isCited('grading', 'g.id'))
    .orderBy('g.position')
    .orderBy('g.id')
    .limit(100)
    .execute();
}
