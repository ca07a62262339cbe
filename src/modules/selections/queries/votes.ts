/** Rounds of votes of a process, and one of them with its ballots. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageOf, pageOf, type PageRequest } from '../../../platform/db/page-by-key.ts';
import type { BallotCell } from '../rules/matrix.ts';
import { isCited } from './cited.ts';

export interface Round {
  id: string;
  key: string;
  number: number | null;
  matter: string;
  is_proposal: boolean;
  on_date: string | null;
  threshold: string;
  entitled: number | null;
  present: number | null;
  to_fill: number | null;
  complete: boolean;
  note: string;
  body_id: string | null;
  body_key: string | null;
  body_name: string | null;
  position: number;
}

type Place = { position: number; id: string };

export const ROUND_CURSOR = cursorOf<Place>({ position: KEY.integer, id: KEY.uuid });

function rounds(db: Read, selectionId: string) {
  return db
    .selectFrom('vote_rounds as v')
    .leftJoin('selection_bodies as b', 'b.id', 'v.body_id')
    .select(['v.id', 'v.key', 'v.number', 'v.matter', 'v.is_proposal', 'v.on_date', 'v.threshold'])
    .select(['v.entitled', 'v.present', 'v.to_fill', 'v.complete', 'v.note', 'v.body_id', 'v.position'])
    .select(['b.key as body_key', 'b.name as body_name'])
    .where('v.selection_id', '=', selectionId)
    .where(isCited('vote_round', 'v.id'));
}

/** Those that cite something, in their order. One query. */
export async function listRounds(
  db: Read,
  selectionId: string,
  { after, limit }: PageRequest<Place>,
): Promise<PageOf<Round>> {
  let query = rounds(db, selectionId)
    .orderBy('v.position')
    .orderBy('v.id')
    .limit(limit + 1);
  if (after)
    query = query.where(sql<boolean>`(v.position, v.id) > (${after.position}::int, ${after.id}::uuid)`);
  return pageOf(await query.execute(), limit, ({ position, id }) => ROUND_CURSOR.write({ position, id }));
}

export async function findRound(db: Read, selectionId: string, key: string): Promise<Round | undefined> {
  return await rounds(db, selectionId).where('v.key', '=', key).executeTakeFirst();
}

export interface Result {
  id: string;
  round_id: string;
  position: number;
  option: string;
  /** Of the candidacy. */
  name: string | null;
  slug: string | null;
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
  /** How many the round has. */
  total: number;
}

const BALLOTS = sql`
  select count(*) filter (where choice = 'for')::int as ballots_for,
    count(*) filter (where choice = 'against')::int as ballots_against,
    count(*) filter (where choice = 'abstained')::int as ballots_abstained,
    count(*) filter (where choice = 'absent')::int as ballots_absent
  from ballots where result_id = r.id`;

/** A candidacy that cites nothing is named nowhere: its result is left out with it. */
const SHOWN = sql`(r.candidacy_id is null or ${isCited('candidacy', 'r.candidacy_id')})`;

/** The first so many results of each of these rounds. One query. */
export async function resultsOf(
  db: Read,
  roundIds: readonly string[],
  most: number,
): Promise<Map<string, Result[]>> {
  const { rows } = await sql<Result>`
    select r.*, c.name, c.slug, n.*
    from unnest(${[...roundIds]}::uuid[]) as v (id)
    cross join lateral (
      select r.id, r.round_id, r.candidacy_id, r.position, r.option, r.votes_for, r.votes_against, r.abstained,
        r.absent, r.entered, r.note, count(*) over ()::int as total
      from round_results r where r.round_id = v.id and ${SHOWN}
      order by r.position, r.id limit ${most}
    ) r
    left join candidacies c on c.id = r.candidacy_id
    cross join lateral (${BALLOTS}) n
    order by r.round_id, r.position, r.id`.execute(db);
  return Map.groupBy(rows, ({ round_id: id }) => id);
}

export async function pageOfResults(
  db: Read,
  roundId: string,
  { after, limit }: PageRequest<Place>,
): Promise<PageOf<Result>> {
  const { rows } = await sql<Result>`
    select r.*, c.name, c.slug, n.*
    from (
      select r.id, r.round_id, r.candidacy_id, r.position, r.option, r.votes_for, r.votes_against, r.abstained,
        r.absent, r.entered, r.note, 0 as total
      from round_results r where r.round_id = ${roundId} and ${SHOWN}
        and (r.position, r.id) > (${after?.position ?? -1}::int, ${after?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid)
      order by r.position, r.id limit ${limit + 1}
    ) r
    left join candidacies c on c.id = r.candidacy_id
    cross join lateral (${BALLOTS}) n
    order by r.position, r.id`.execute(db);
  return pageOf(rows, limit, ({ position, id }) => ROUND_CURSOR.write({ position, id }));
}

export interface MemberRow {
  id: string;
  name: string;
  alternate: boolean;
  starts: string | null;
  ends: string | null;
  seat: string;
  person_slug: string | null;
}

const MOST_MEMBERS = 600;

/** Who held the seats of a body, in their order: full members, and whoever voted in the round. One query. */
export async function membersOf(db: Read, bodyId: string, roundId: string): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select h.id, h.name, h.alternate, h.starts, h.ends, s.label as seat, o.slug as person_slug
    from body_seats s
    join seat_holders h on h.seat_id = s.id
    left join people p on p.id = h.person_id
    left join people o on o.id = p.canonical_id and o.status = 'published'
    where s.body_id = ${bodyId} and ${isCited('seat_holder', 'h.id')}
      and (not h.alternate or exists (select from ballots b join round_results r on r.id = b.result_id
        where b.holder_id = h.id and r.round_id = ${roundId}))
    order by s.position, s.id, h.position, h.id limit ${MOST_MEMBERS}`.execute(db);
  return rows;
}

/** One query. */
export function ballotsOn(db: Read, resultIds: readonly string[]): Promise<BallotCell[]> {
  if (resultIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('ballots')
    .select(['result_id', 'holder_id', 'choice'])
    .select(sql<boolean>`reason <> ''`.as('has_reason'))
    .where('result_id', 'in', [...resultIds])
    .execute();
}
