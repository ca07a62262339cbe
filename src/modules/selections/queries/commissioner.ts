/** One commissioner: every seat, and every vote that is recorded, across processes. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageOf, pageOf, type PageRequest } from '../../../platform/db/page-by-key.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { Choice } from '../rules/vocabulary.ts';
import { isCited } from './cited.ts';
import type { HolderRow } from './commission.ts';

export interface CommissionSeat extends HolderRow {
  selection_id: string;
  selection_slug: string;
  selection_title: string;
  year: number;
  seat: string;
  body: string;
  person_root: string | null;
}

/**
 * Every seat of a person, the latest first; of a holder without a page in Justiciapedia only that one. One query.
 * @param who slug of the person, or id of the holder
 */
export async function seatsOf(db: Read, who: string): Promise<CommissionSeat[]> {
  const mine = isUuid(who)
    ? sql`h.id = ${who}`
    : sql`h.person_id in (select p.id from people p join people r on r.id = p.canonical_id and r.status = 'published'
        where r.slug = ${who})`;
  const { rows } = await sql<CommissionSeat>`
    select h.id, h.seat_id, h.name, h.name_key, h.alternate, h.office, h.chosen_by, h.slate, h.votes_for,
      h.votes_against, h.sworn_on, h.starts, h.ends, h.note, o.slug as person_slug, o.id as person_root,
      s.id as selection_id, s.slug as selection_slug, s.title as selection_title, s.year, t.label as seat, b.name as body
    from seat_holders h
    join body_seats t on t.id = h.seat_id
    join selection_bodies b on b.id = t.body_id
    join selections s on s.id = h.selection_id and s.status = 'published'
    left join people p on p.id = h.person_id
    left join people o on o.id = p.canonical_id and o.status = 'published'
    where ${mine} and ${isCited('seat_holder', 'h.id')}
    order by s.year desc, s.slug, h.position, h.id limit 200`.execute(db);
  return rows;
}

/** Under which address the person is shown now, when the slug is that of another record of theirs. One query. */
export async function personShownAs(db: Read, slug: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('people as p')
    .innerJoin('people as r', 'r.id', 'p.canonical_id')
    .select('r.slug')
    .where('p.slug', '=', slug)
    .where('r.status', '=', 'published')
    .executeTakeFirst();
  return row?.slug;
}

export interface RecordedVote {
  result_id: string;
  round_id: string;
  round_key: string;
  number: number | null;
  matter: string;
  on_date: string | null;
  complete: boolean;
  selection_slug: string;
  selection_title: string;
  year: number;
  candidacy_slug: string | null;
  /** Of the candidacy, or what was proposed. */
  about: string;
  choice: Choice;
  reason: string;
  round_position: number;
  position: number;
}

type Place = { year: number; slug: string; round: number; result: number; id: string };

export const VOTE_CURSOR = cursorOf<Place>({
  year: KEY.integer,
  slug: KEY.text,
  round: KEY.integer,
  result: KEY.integer,
  id: KEY.uuid,
});

/** Of rounds that cite something, the latest process first. One query. @param round only of this one */
export async function votesBy(
  db: Read,
  holderIds: readonly string[],
  round: string | undefined,
  { after, limit }: PageRequest<Place>,
): Promise<PageOf<RecordedVote>> {
  const from = after
    ? sql`and (-s.year, s.slug collate "C", v.position, r.position, r.id)
        > (${-after.year}::int, ${after.slug} collate "C", ${after.round}::int, ${after.result}::int, ${after.id}::uuid)`
    : sql``;
  const only = round === undefined ? sql`` : sql`and v.id = ${round}`;
  const { rows } = await sql<RecordedVote>`
    select b.result_id, v.id as round_id, v.key as round_key, v.number, v.matter, v.on_date, v.complete,
      s.slug as selection_slug, s.title as selection_title, s.year, c.slug as candidacy_slug,
      coalesce(c.name, r.option) as about, b.choice, b.reason, v.position as round_position, r.position
    from ballots b
    join round_results r on r.id = b.result_id
    join vote_rounds v on v.id = r.round_id
    join selections s on s.id = v.selection_id and s.status = 'published'
    left join candidacies c on c.id = r.candidacy_id
    where b.holder_id = any(${[...holderIds]}::uuid[]) and ${isCited('vote_round', 'v.id')}
      and (c.id is null or ${isCited('candidacy', 'c.id')}) ${only} ${from}
    order by -s.year, s.slug collate "C", v.position, r.position, r.id limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, (last) =>
    VOTE_CURSOR.write({
      year: last.year,
      slug: last.selection_slug,
      round: last.round_position,
      result: last.position,
      id: last.result_id,
    }),
  );
}

/** Of those that `votesBy` lists. */
export async function countVotes(db: Read, holderIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ballots b
    join round_results r on r.id = b.result_id join vote_rounds v on v.id = r.round_id
    join selections s on s.id = v.selection_id and s.status = 'published'
    where b.holder_id = any(${[...holderIds]}::uuid[]) and ${isCited('vote_round', 'v.id')}
      and (r.candidacy_id is null or ${isCited('candidacy', 'r.candidacy_id')})`.execute(db);
  return rows[0]?.count ?? 0;
}
