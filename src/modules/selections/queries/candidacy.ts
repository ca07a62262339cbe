/** Everything of one or several candidacies of a process; each function is one query, however many they are. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { CANDIDACY_STATE, GRADING, SELECTION_DOCUMENT, VOTE_ROUND } from '../kinds.ts';
import type { CandidacyState, Decider } from '../rules/vocabulary.ts';
import { isCited, SHOWN_STATE } from './cited.ts';
import { totalsOf } from './totals.ts';

export interface Candidacy {
  id: string;
  key: string;
  slug: string;
  name: string;
  name_key: string;
  person_id: string | null;
  /** Of their page in Justiciapedia, where everybody may see it. */
  person_slug: string | null;
  /** Under which record they are shown there. */
  person_root: string | null;
  file_number: string;
  through: string;
  seat: '' | 'full' | 'alternate';
  state: '' | CandidacyState;
  plan: string;
  note: string;
}

/** Those that cite something, in the order asked for. */
export async function findCandidacies(
  db: Read,
  selectionId: string,
  slugs: readonly string[],
): Promise<Candidacy[]> {
  if (slugs.length === 0) return [];
  const rows = await db
    .selectFrom('candidacies as c')
    .leftJoin('people as p', 'p.id', 'c.person_id')
    .leftJoin('people as r', (join) =>
      join.onRef('r.id', '=', 'p.canonical_id').on('r.status', '=', 'published'),
    )
    .select(['c.id', 'c.key', 'c.slug', 'c.name', 'c.name_key', 'c.person_id', 'c.file_number', 'c.through'])
    .select(SHOWN_STATE.as('state'))
    .select(['c.seat', 'c.plan', 'c.note', 'r.slug as person_slug', 'r.id as person_root'])
    .where('c.selection_id', '=', selectionId)
    .where('c.slug', 'in', slugs)
    .where(isCited('candidacy', 'c.id'))
    .execute();
  return slugs.flatMap((slug) => rows.find((row) => row.slug === slug) ?? []);
}

export interface StateRow {
  id: string;
  candidacy_id: string;
  state: CandidacyState;
  on_date: string | null;
  ground: string;
  decided_by: Decider;
  votes_for: number | null;
  votes_against: number | null;
}

export function statesOf(db: Read, ids: readonly string[], most = 500): Promise<StateRow[]> {
  return db
    .selectFrom('candidacy_states')
    .select(['id', 'candidacy_id', 'state', 'on_date', 'ground', 'decided_by', 'votes_for', 'votes_against'])
    .where('candidacy_id', 'in', [...ids])
    .where(isCited(CANDIDACY_STATE, 'candidacy_states.id'))
    .orderBy('position')
    .orderBy('id')
    .limit(most)
    .execute();
}

export interface GradingRow {
  id: string;
  title: string;
  grader: string;
  on_date: string | null;
  note: string;
  rubric_id: string | null;
  rubric_key: string | null;
  rubric_title: string | null;
}

export interface PointRow {
  grading_id: string;
  candidacy_id: string;
  /** Empty: the total as printed. */
  aspect_key: string;
  value: string;
}

/** Sheets on which these candidacies have points. */
export function gradingsOf(db: Read, ids: readonly string[]): Promise<GradingRow[]> {
  return db
    .selectFrom('gradings as g')
    .leftJoin('rubrics as r', 'r.id', 'g.rubric_id')
    .select(['g.id', 'g.title', 'g.grader', 'g.on_date', 'g.note', 'g.rubric_id'])
    .select(['r.key as rubric_key', 'r.title as rubric_title'])
    .where(
      sql<boolean>`g.id in (select grading_id from scores where candidacy_id = any(${[...ids]}::uuid[])
        union select grading_id from score_totals where candidacy_id = any(${[...ids]}::uuid[]))`,
    )
    .where(isCited(GRADING, 'g.id'))
    .orderBy('g.position')
    .orderBy('g.id')
    .limit(100)
    .execute();
}

export async function pointsOf(db: Read, ids: readonly string[]): Promise<PointRow[]> {
  const { rows } = await sql<PointRow>`
    select grading_id, candidacy_id, aspect_key, value::text from scores
    where candidacy_id = any(${[...ids]}::uuid[])
    union all
    select grading_id, candidacy_id, '', printed::text from score_totals
    where candidacy_id = any(${[...ids]}::uuid[])`.execute(db);
  return rows;
}

/** What these sheets have points of, whoever has them: the aspects of a sheet that no rubric tells. One query. */
export async function aspectKeysOn(
  db: Read,
  gradingIds: readonly string[],
): Promise<{ grading_id: string; aspect_key: string }[]> {
  if (gradingIds.length === 0) return [];
  return await db
    .selectFrom('scores')
    .select(['grading_id', 'aspect_key'])
    .distinct()
    .where('grading_id', 'in', [...gradingIds])
    .orderBy('aspect_key')
    .limit(1000)
    .execute();
}

export interface AspectRow {
  rubric_id: string;
  key: string;
  parent_key: string;
  label: string;
  rule: string;
  max: string | null;
}

export function aspectsOf(db: Read, rubricIds: readonly string[]): Promise<AspectRow[]> {
  if (rubricIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('rubric_aspects')
    .select(['rubric_id', 'key', 'parent_key', 'label', 'rule', 'max'])
    .where('rubric_id', 'in', [...rubricIds])
    .orderBy('position')
    .orderBy('id')
    .limit(3000)
    .execute();
}

export interface Rank {
  candidacy_id: string;
  rank: number;
  of: number;
}

/** Places of these candidacies by the totals of one sheet; equal totals share a place. */
export async function ranksIn(
  db: Read,
  gradingId: string,
  ids: readonly string[],
): Promise<Map<string, Rank>> {
  const { rows } = await sql<Rank>`
    select candidacy_id, rank, "of" from (
      select candidacy_id, rank() over (order by total desc)::int as rank, count(*) over ()::int as "of"
      from ${totalsOf(gradingId)} as t
      where total is not null
    ) as ranked
    where candidacy_id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.candidacy_id, row]));
}

export interface VoteRow {
  id: string;
  round_id: string;
  candidacy_id: string;
  number: number | null;
  matter: string;
  on_date: string | null;
  threshold: string;
  entitled: number | null;
  present: number | null;
  complete: boolean;
  body_name: string | null;
  votes_for: number | null;
  votes_against: number | null;
  abstained: number | null;
  absent: number | null;
  entered: boolean | null;
  note: string;
  ballots_for: number;
  ballots_against: number;
  ballots_abstained: number;
  ballots_absent: number;
}

/** What was voted on these candidacies, in the order of the rounds, with how many ballots are recorded. */
export async function votesOn(db: Read, ids: readonly string[]): Promise<VoteRow[]> {
  const { rows } = await sql<VoteRow>`
    select r.id, r.round_id, r.candidacy_id, v.number, v.matter, v.on_date, v.threshold, v.entitled, v.present,
      v.complete, b.name as body_name, r.votes_for, r.votes_against, r.abstained, r.absent, r.entered, r.note,
      n.ballots_for, n.ballots_against, n.ballots_abstained, n.ballots_absent
    from round_results r
    join vote_rounds v on v.id = r.round_id
    left join selection_bodies b on b.id = v.body_id
    cross join lateral (
      select count(*) filter (where choice = 'for')::int as ballots_for,
        count(*) filter (where choice = 'against')::int as ballots_against,
        count(*) filter (where choice = 'abstained')::int as ballots_abstained,
        count(*) filter (where choice = 'absent')::int as ballots_absent
      from ballots where result_id = r.id
    ) n
    where r.candidacy_id = any(${[...ids]}::uuid[]) and ${isCited(VOTE_ROUND, 'v.id')}
    order by v.position, v.id, r.position, r.id limit 1000`.execute(db);
  return rows;
}

export interface DocumentRow {
  id: string;
  title: string;
  candidacy_key: string;
}

export function documentsOn(db: Read, selectionId: string, keys: readonly string[]): Promise<DocumentRow[]> {
  return db
    .selectFrom('selection_documents')
    .select(['id', 'title', 'candidacy_key'])
    .where('selection_id', '=', selectionId)
    .where('candidacy_key', 'in', [...keys])
    .where(isCited(SELECTION_DOCUMENT, 'selection_documents.id'))
    .orderBy('position')
    .orderBy('id')
    .limit(200)
    .execute();
}
