/** Who sits in the bodies of a process, where else they sit, and the tables of grades that were voted. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { SeatOffice } from '../rules/vocabulary.ts';
import { isCited } from './cited.ts';

export interface SeatRow {
  id: string;
  body_id: string;
  group_key: string;
  label: string;
  chairs: boolean;
}

/** One query. */
export function listSeats(db: Read, selectionId: string): Promise<SeatRow[]> {
  return db
    .selectFrom('body_seats')
    .select(['id', 'body_id', 'group_key', 'label', 'chairs'])
    .where('selection_id', '=', selectionId)
    .orderBy('position')
    .orderBy('id')
    .limit(600)
    .execute();
}

export interface HolderRow {
  id: string;
  seat_id: string;
  name: string;
  name_key: string;
  alternate: boolean;
  office: SeatOffice;
  chosen_by: string;
  slate: string;
  votes_for: number | null;
  votes_against: number | null;
  sworn_on: string | null;
  starts: string | null;
  ends: string | null;
  note: string;
  person_slug: string | null;
}

/** Those that cite something. One query. */
export function listHolders(db: Read, selectionId: string): Promise<HolderRow[]> {
  return db
    .selectFrom('seat_holders as h')
    .leftJoin('people as p', 'p.id', 'h.person_id')
    .leftJoin('people as o', (join) =>
      join.onRef('o.id', '=', 'p.canonical_id').on('o.status', '=', 'published'),
    )
    .select([
      'h.id',
      'h.seat_id',
      'h.name',
      'h.name_key',
      'h.alternate',
      'h.office',
      'h.chosen_by',
      'h.slate',
    ])
    .select(['h.votes_for', 'h.votes_against', 'h.sworn_on', 'h.starts', 'h.ends', 'h.note'])
    .select('o.slug as person_slug')
    .where('h.selection_id', '=', selectionId)
    .where(isCited('seat_holder', 'h.id'))
    .orderBy('h.position')
    .orderBy('h.id')
    .limit(1000)
    .execute();
}

export interface Shared {
  /** Of the roster of this process. */
  holder_id: string;
  selection_slug: string;
  selection_title: string;
  year: number;
  /** As printed there. */
  name: string;
  /** Somebody has found that it is the same person. */
  is_person: boolean;
}

/**
 * Who of this roster sits in a body of another process too: the same person, or only the same printed name.
 * Each once for each process. One query.
 */
export async function sharedSeats(db: Read, selectionId: string): Promise<Shared[]> {
  const { rows } = await sql<Shared>`
    select distinct on (s.year, s.slug, h.id) h.id as holder_id, s.slug as selection_slug,
      s.title as selection_title, s.year, o.name, (p.canonical_id = q.canonical_id) is true as is_person
    from seat_holders h
    left join people p on p.id = h.person_id
    join lateral (
      select id, selection_id, name, person_id from seat_holders where name_key = h.name_key
      union
      select x.id, x.selection_id, x.name, x.person_id from people r join seat_holders x on x.person_id = r.id
      where r.canonical_id = p.canonical_id
    ) o on o.selection_id <> h.selection_id
    left join people q on q.id = o.person_id
    join selections s on s.id = o.selection_id and s.status = 'published'
    where h.selection_id = ${selectionId} and ${isCited('seat_holder', 'h.id')} and ${isCited('seat_holder', 'o.id')}
    order by s.year desc, s.slug, h.id, is_person desc limit 1000`.execute(db);
  return rows;
}

export interface RubricRow {
  id: string;
  key: string;
  title: string;
  adopted: boolean;
  proposed_by: string;
  votes_for: number | null;
  votes_against: number | null;
  present: number | null;
  decided_on: string | null;
  in_force_from: string | null;
  cut_off: string | null;
  note: string;
}

/** In their order; those that cite something. One query. */
export function listRubrics(db: Read, selectionId: string): Promise<RubricRow[]> {
  return db
    .selectFrom('rubrics as r')
    .select(['r.id', 'r.key', 'r.title', 'r.adopted', 'r.proposed_by', 'r.votes_for', 'r.votes_against'])
    .select(['r.present', 'r.decided_on', 'r.in_force_from', 'r.cut_off', 'r.note'])
    .where('r.selection_id', '=', selectionId)
    .where(isCited('rubric', 'r.id'))
    .orderBy('r.position')
    .orderBy('r.id')
    .limit(50)
    .execute();
}

/** Until when files came in, as far as the files that are known say: the day of the event they belong to, or their own. */
export async function filesUntil(db: Read, selectionId: string): Promise<string | null> {
  const { rows } = await sql<{ until: string | null }>`
    select max(coalesce(e.until_date, e.on_date, s.on_date)) as until
    from candidacy_states s
    left join selection_events e on e.id = s.event_id and ${isCited('selection_event', 'e.id')}
    where s.selection_id = ${selectionId} and s.state = 'filed' and ${isCited('candidacy_state', 's.id')}`.execute(
    db,
  );
  return rows[0]?.until ?? null;
}
