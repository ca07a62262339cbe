/** Where else a person, or only the same printed name, takes part. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { isCited, SHOWN_STATE } from './cited.ts';
import type { CandidacyState } from '../rules/vocabulary.ts';

export interface Elsewhere {
  part: 'candidacy' | 'seat';
  id: string;
  /** Of the candidacy; empty of a seat. */
  slug: string;
  name: string;
  selection_id: string;
  selection_slug: string;
  selection_title: string;
  year: number;
  /** Of the candidacy. */
  state: '' | CandidacyState;
  /** Of the seat. */
  label: string;
  body: string;
  alternate: boolean;
  /** Somebody has found that it is the same person; otherwise only the printed name is the same. */
  is_person: boolean;
  /** Under which record the person is shown. */
  person_slug: string | null;
}

const MOST = 60;

/**
 * Candidacies and seats of the same person, and those under the same printed name, in published processes. One query.
 * @param person record under which somebody is shown in Justiciapedia
 * @param except rows that are on the page already
 */
export async function partsElsewhere(
  db: Read,
  { person, names, except }: { person: string | null; names: readonly string[]; except: readonly string[] },
): Promise<Elsewhere[]> {
  const { rows } = await sql<Elsewhere>`
    with mine as (select id from people where canonical_id = ${person}::uuid),
    parts as (
      select 'candidacy' as part, c.id, c.slug, c.name, c.selection_id, ${SHOWN_STATE} as state, '' as label, '' as body,
        false as alternate, c.person_id
      from candidacies c
      where c.id in (select id from candidacies where person_id in (select id from mine)
          union select id from candidacies where name_key = any(${[...names]}::text[]))
        and ${isCited('candidacy', 'c.id')}
      union all
      select 'seat', h.id, '', h.name, h.selection_id, '', s.label, b.name, h.alternate, h.person_id
      from seat_holders h
      join body_seats s on s.id = h.seat_id
      join selection_bodies b on b.id = s.body_id
      where h.id in (select id from seat_holders where person_id in (select id from mine)
          union select id from seat_holders where name_key = any(${[...names]}::text[]))
        and ${isCited('seat_holder', 'h.id')}
    )
    select p.part, p.id, p.slug, p.name, p.selection_id, s.slug as selection_slug, s.title as selection_title, s.year,
      p.state, p.label, p.body, p.alternate, p.person_id in (select id from mine) is true as is_person,
      r.slug as person_slug
    from parts p
    join selections s on s.id = p.selection_id and s.status = 'published'
    left join people o on o.id = p.person_id
    left join people r on r.id = o.canonical_id and r.status = 'published'
    where not p.id = any(${[...except]}::uuid[])
    order by s.year desc, s.slug, p.part, p.name, p.id limit ${MOST}`.execute(db);
  return rows;
}
