/** Rounds of votes as the desk knows them, and who could vote in one. */
import type { Read } from '../../../platform/db/handles.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { VOTE_ROUND } from '../kinds.ts';
import type { Choice } from '../rules/vocabulary.ts';
import { isCited } from './cited.ts';

const MOST_ROUNDS = 500;
const MOST_RESULTS = 400;
const MOST_MEMBERS = 600;

/** In their order. One query. */
export function officeRounds(db: Read, selectionId: string) {
  return db
    .selectFrom('vote_rounds as v')
    .select(['v.id', 'v.number', 'v.matter', 'v.on_date', 'v.complete'])
    .select((e) =>
      e
        .selectFrom('round_results as r')
        .select((c) => c.fn.countAll<string>().as('many'))
        .whereRef('r.round_id', '=', 'v.id')
        .as('results'),
    )
    .select(isCited(VOTE_ROUND, 'v.id').as('cited'))
    .where('v.selection_id', '=', selectionId)
    .orderBy('v.position')
    .orderBy('v.id')
    .limit(MOST_ROUNDS)
    .execute();
}

export type OfficeRound = Awaited<ReturnType<typeof officeRounds>>[number];

export async function findOfficeRound(db: Read, selectionId: string, id: string) {
  if (!isUuid(id)) return undefined;
  return await db
    .selectFrom('vote_rounds as v')
    .leftJoin('selection_bodies as b', 'b.id', 'v.body_id')
    .selectAll('v')
    .select(['b.key as body', 'b.name as body_name', 'b.entitled as body_entitled'])
    .where('v.id', '=', id)
    .where('v.selection_id', '=', selectionId)
    .executeTakeFirst();
}

export type OfficeRoundFound = NonNullable<Awaited<ReturnType<typeof findOfficeRound>>>;

const results = (db: Read) =>
  db
    .selectFrom('round_results as r')
    .leftJoin('candidacies as c', 'c.id', 'r.candidacy_id')
    .selectAll('r')
    .select('c.name')
    .orderBy('r.position')
    .orderBy('r.id');

/** In their order, with how many votes are recorded. One query. */
export function officeResults(db: Read, round: string) {
  return results(db)
    .select((e) =>
      e
        .selectFrom('ballots as b')
        .select((c) => c.fn.countAll<string>().as('many'))
        .whereRef('b.result_id', '=', 'r.id')
        .as('recorded'),
    )
    .where('r.round_id', '=', round)
    .limit(MOST_RESULTS)
    .execute();
}

export type OfficeResult = Awaited<ReturnType<typeof officeResults>>[number];

export async function findOfficeResult(db: Read, round: string, id: string) {
  if (!isUuid(id)) return undefined;
  return await results(db).where('r.id', '=', id).where('r.round_id', '=', round).executeTakeFirst();
}

/** Who ever held a seat of a body, or of any, in the order of the seats. One query. */
export function membersOf(db: Read, selectionId: string, body: string | undefined) {
  let query = db
    .selectFrom('seat_holders as h')
    .innerJoin('body_seats as s', 's.id', 'h.seat_id')
    .innerJoin('selection_bodies as b', 'b.id', 's.body_id')
    .select(['h.id', 'h.name', 'h.alternate', 'h.starts', 'h.ends', 's.label as seat'])
    .where('h.selection_id', '=', selectionId)
    .orderBy('h.alternate')
    .orderBy('b.position')
    .orderBy('s.position')
    .orderBy('h.position')
    .limit(MOST_MEMBERS);
  if (body !== undefined) query = query.where('s.body_id', '=', body);
  return query.execute();
}

export interface Recorded {
  result_id: string;
  holder_id: string;
  name: string;
  choice: Choice;
  reason: string;
}

const ballots = (db: Read) =>
  db
    .selectFrom('ballots as b')
    .innerJoin('round_results as r', 'r.id', 'b.result_id')
    .innerJoin('seat_holders as h', 'h.id', 'b.holder_id')
    .select(['b.result_id', 'b.holder_id', 'b.choice', 'b.reason', 'h.name']);

/** Of all its results. One query. */
export function ballotsOfRound(db: Read, round: string): Promise<Recorded[]> {
  return ballots(db).where('r.round_id', '=', round).execute();
}

/** One query. */
export function ballotsOfResult(db: Read, result: string): Promise<Recorded[]> {
  return ballots(db).where('b.result_id', '=', result).execute();
}
