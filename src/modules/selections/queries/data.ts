/** What a process is made of as data: pages by key of candidates, scores, votes, objections, each with what it cites. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageOf, pageOf, type PageRequest } from '../../../platform/db/page-by-key.ts';
import type { Citation } from '../../../platform/sources/citations.ts';
import { CANDIDACY, CANDIDACY_STATE, GRADING, OBJECTION, VOTE_ROUND } from '../kinds.ts';
import type { CandidacyState, Choice } from '../rules/vocabulary.ts';
import { type StateRow, statesOf } from './candidacy.ts';
import { citationsBy, isCited, SHOWN_STATE } from './cited.ts';
import type { ObjectionRow } from './objections.ts';

type Named = { name: string; id: string };
export const CANDIDATE_CURSOR = cursorOf<Named>({ name: KEY.text, id: KEY.uuid });

export interface CandidateData {
  id: string;
  slug: string;
  name: string;
  file_number: string;
  through: string;
  seat: '' | 'full' | 'alternate';
  state: '' | CandidacyState;
  person_slug: string | null;
  states: StateRow[];
  cited: Citation[];
}

/** Three queries. */
export async function pageOfCandidates(
  db: Read,
  selectionId: string,
  { after, limit }: PageRequest<Named>,
): Promise<PageOf<CandidateData>> {
  let query = db
    .selectFrom('candidacies as c')
    .leftJoin('people as p', 'p.id', 'c.person_id')
    .leftJoin('people as o', (join) =>
      join.onRef('o.id', '=', 'p.canonical_id').on('o.status', '=', 'published'),
    )
    .select(['c.id', 'c.slug', 'c.name', 'c.file_number', 'c.through', 'c.seat', 'c.sort_key'])
    .select(['o.slug as person_slug', SHOWN_STATE.as('state')])
    .where('c.selection_id', '=', selectionId)
    .where(isCited('candidacy', 'c.id'))
    .orderBy('c.sort_key')
    .orderBy('c.id')
    .limit(limit + 1);
  if (after)
    query = query.where(sql<boolean>`(c.sort_key, c.id) > (${after.name} collate "C", ${after.id}::uuid)`);
  const { items, next } = pageOf(await query.execute(), limit, (last) =>
    CANDIDATE_CURSOR.write({ name: last.sort_key, id: last.id }),
  );
  const ids = items.map(({ id }) => id);
  const states = await everyStateOf(db, ids);
  const cited = await citationsBy(db, [
    ...ids.map((id) => ({ kind: CANDIDACY, id })),
    ...states.map(({ id }) => ({ kind: CANDIDACY_STATE, id })),
  ]);
  const shown = Map.groupBy(states, ({ candidacy_id: id }) => id);
  return {
    items: items.map(({ sort_key: _, ...row }) => ({
      ...row,
      states: shown.get(row.id) ?? [],
      cited: cited.get(row.id) ?? [],
    })),
    next,
  };
}

const everyStateOf = (db: Read, ids: readonly string[]): Promise<StateRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : statesOf(db, ids, 10_000);

type Scored = { grading: number; name: string; id: string };
export const SCORE_CURSOR = cursorOf<Scored>({ grading: KEY.integer, name: KEY.text, id: KEY.uuid });

export interface ScoreData {
  grading_id: string;
  grading_key: string;
  grading: string;
  grader: string;
  on_date: string | null;
  rubric: string | null;
  slug: string;
  name: string;
  points: Record<string, number> | null;
  printed: string | null;
  cited: Citation[];
}

/** One item for each candidacy on each sheet. Two queries. */
export async function pageOfScores(
  db: Read,
  selectionId: string,
  { after, limit }: PageRequest<Scored>,
): Promise<PageOf<ScoreData>> {
  const from = after
    ? sql`and (g.position, c.sort_key, c.id) > (${after.grading}::int, ${after.name} collate "C", ${after.id}::uuid)`
    : sql``;
  const { rows } = await sql<Omit<ScoreData, 'cited'> & { position: number; sort_key: string; id: string }>`
    select g.id as grading_id, g.key as grading_key, g.title as grading, g.grader, g.on_date, g.position,
      r.key as rubric, c.id, c.slug, c.name, c.sort_key, p.points, t.printed::text as printed
    from gradings g
    join candidacies c on c.selection_id = g.selection_id
    left join rubrics r on r.id = g.rubric_id
    left join score_totals t on t.grading_id = g.id and t.candidacy_id = c.id
    left join lateral (
      select jsonb_object_agg(s.aspect_key, s.value) as points from scores s
      where s.grading_id = g.id and s.candidacy_id = c.id
    ) p on true
    where g.selection_id = ${selectionId} and ${isCited('grading', 'g.id')} and ${isCited('candidacy', 'c.id')}
      and (p.points is not null or t.printed is not null) ${from}
    order by g.position, c.sort_key, c.id limit ${limit + 1}`.execute(db);
  const { items, next } = pageOf(rows, limit, (last) =>
    SCORE_CURSOR.write({ grading: last.position, name: last.sort_key, id: last.id }),
  );
  const cited = await citationsBy(
    db,
    [...new Set(items.map(({ grading_id: id }) => id))].map((id) => ({ kind: GRADING, id })),
  );
  return {
    items: items.map(({ position: _, sort_key: __, id: ___, ...row }) => ({
      ...row,
      cited: cited.get(row.grading_id) ?? [],
    })),
    next,
  };
}

type Voted = { round: number; result: number; id: string };
export const RESULT_CURSOR = cursorOf<Voted>({ round: KEY.integer, result: KEY.integer, id: KEY.uuid });

export interface BallotData {
  result_id: string;
  holder_id: string;
  name: string;
  person_slug: string | null;
  choice: Choice;
  reason: string;
}

export interface VoteData {
  id: string;
  round_id: string;
  round_key: string;
  number: number | null;
  matter: string;
  on_date: string | null;
  body_id: string | null;
  body: string | null;
  threshold: string;
  entitled: number | null;
  present: number | null;
  complete: boolean;
  slug: string | null;
  name: string | null;
  option: string;
  votes_for: number | null;
  votes_against: number | null;
  abstained: number | null;
  absent: number | null;
  entered: boolean | null;
  ballots: BallotData[];
  cited: Citation[];
}

/** One item for each round and candidate. Three queries. */
export async function pageOfVotes(
  db: Read,
  selectionId: string,
  { after, limit }: PageRequest<Voted>,
): Promise<PageOf<VoteData>> {
  const from = after
    ? sql`and (v.position, r.position, r.id) > (${after.round}::int, ${after.result}::int, ${after.id}::uuid)`
    : sql``;
  const { rows } = await sql<
    Omit<VoteData, 'cited' | 'ballots'> & { round_position: number; position: number }
  >`
    select r.id, v.id as round_id, v.key as round_key, v.number, v.matter, v.on_date, v.body_id, b.name as body,
      v.threshold, v.entitled, v.present, v.complete, c.slug, c.name, r.option, r.votes_for, r.votes_against,
      r.abstained, r.absent, r.entered, v.position as round_position, r.position
    from vote_rounds v
    join round_results r on r.round_id = v.id
    left join selection_bodies b on b.id = v.body_id
    left join candidacies c on c.id = r.candidacy_id
    where v.selection_id = ${selectionId} and ${isCited('vote_round', 'v.id')}
      and (c.id is null or ${isCited('candidacy', 'c.id')}) ${from}
    order by v.position, r.position, r.id limit ${limit + 1}`.execute(db);
  const { items, next } = pageOf(rows, limit, (last) =>
    RESULT_CURSOR.write({ round: last.round_position, result: last.position, id: last.id }),
  );
  const [ballots, cited] = await Promise.all([
    namedBallots(
      db,
      items.map(({ id }) => id),
    ),
    citationsBy(
      db,
      [...new Set(items.map(({ round_id: id }) => id))].map((id) => ({ kind: VOTE_ROUND, id })),
    ),
  ]);
  return {
    items: items.map(({ round_position: _, position: __, ...row }) => ({
      ...row,
      ballots: ballots.get(row.id) ?? [],
      cited: cited.get(row.round_id) ?? [],
    })),
    next,
  };
}

/** Of members who cite something. */
async function namedBallots(db: Read, resultIds: readonly string[]): Promise<Map<string, BallotData[]>> {
  if (resultIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('ballots as b')
    .innerJoin('seat_holders as h', 'h.id', 'b.holder_id')
    .leftJoin('people as p', 'p.id', 'h.person_id')
    .leftJoin('people as o', (join) =>
      join.onRef('o.id', '=', 'p.canonical_id').on('o.status', '=', 'published'),
    )
    .select(['b.result_id', 'b.holder_id', 'h.name', 'o.slug as person_slug', 'b.choice', 'b.reason'])
    .where('b.result_id', 'in', [...resultIds])
    .where(isCited('seat_holder', 'h.id'))
    .orderBy('h.position')
    .orderBy('h.id')
    .execute();
  return Map.groupBy(rows, ({ result_id: id }) => id);
}

type Filed = { position: number; id: string };
export const OBJECTION_CURSOR = cursorOf<Filed>({ position: KEY.integer, id: KEY.uuid });

export interface ObjectionData extends ObjectionRow {
  slug: string;
  name: string;
  cited: Citation[];
}

/** Two queries. */
export async function pageOfObjections(
  db: Read,
  selectionId: string,
  { after, limit }: PageRequest<Filed>,
): Promise<PageOf<ObjectionData>> {
  let query = db
    .selectFrom('candidacy_objections as o')
    .innerJoin('candidacies as c', 'c.id', 'o.candidacy_id')
    .selectAll('o')
    .select(['c.slug', 'c.name'])
    .where('o.selection_id', '=', selectionId)
    .where(isCited('objection', 'o.id'))
    .where(isCited('candidacy', 'c.id'))
    .orderBy('o.position')
    .orderBy('o.id')
    .limit(limit + 1);
  if (after)
    query = query.where(sql<boolean>`(o.position, o.id) > (${after.position}::int, ${after.id}::uuid)`);
  const { items, next } = pageOf(await query.execute(), limit, ({ position, id }) =>
    OBJECTION_CURSOR.write({ position, id }),
  );
  const cited = await citationsBy(
    db,
    items.map(({ id }) => ({ kind: OBJECTION, id })),
  );
  return { items: items.map((row) => ({ ...row, cited: cited.get(row.id) ?? [] })), next };
}

const AT_ONCE = 200;

/** All items, page after page: a whole process needs no more memory than one page. */
export async function* everyItem<T, K>(
  read: (request: PageRequest<K>) => Promise<PageOf<T>>,
  cursor: { read: (text: string) => K },
): AsyncGenerator<T> {
  let after: K | undefined;
  for (;;) {
    const { items, next } = await read({ after, limit: AT_ONCE });
    yield* items;
    if (next === undefined) return;
    after = cursor.read(next);
  }
}
