/** What can be chosen where a project is written. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';

/** Institutions that everybody may read about. */
const MOST_INSTITUTIONS = 500;
export const choosableInstitutions = (db: Read): Promise<{ id: string; name: string }[]> =>
  db
    .selectFrom('institutions')
    .select(['id', 'name'])
    .where('status', '=', 'published')
    .orderBy('sort_key')
    .limit(MOST_INSTITUTIONS)
    .execute();

export interface AnswerChoice {
  id: string;
  kind: string;
  on_date: Temporal.PlainDate;
  institution: string;
  institution_id: string;
  number: number;
}

const MOST_ANSWERS = 100;

/** What institutions answered to proposals with these numbers, the latest first. */
export async function answersGiven(db: Read, numbers: readonly number[]): Promise<AnswerChoice[]> {
  const { rows } = await sql<AnswerChoice>`
    select n.id, n.kind, n.on_date, i.name as institution, i.id as institution_id, p.number
    from proposals as p join asks as a on a.proposal_id = p.id join answers as n on n.ask_id = a.id
      join institutions as i on i.id = a.institution_id
    where p.number = any(${[...numbers]}::integer[])
    order by n.on_date desc, n.id desc limit ${MOST_ANSWERS}`.execute(db);
  return rows;
}

/** Of one answer: who gave it, to which proposal. */
export async function findAnswer(db: Read, id: string): Promise<AnswerChoice | undefined> {
  const { rows } = await sql<AnswerChoice>`
    select n.id, n.kind, n.on_date, i.name as institution, i.id as institution_id, p.number
    from answers as n join asks as a on a.id = n.ask_id join proposals as p on p.id = a.proposal_id
      join institutions as i on i.id = a.institution_id
    where n.id = ${id}::uuid and p.title is not null`.execute(db);
  return rows[0];
}

/** Of these numbers those that everybody may read, to be read beside the form of a project. */
export async function shownProposals(
  db: Read,
  numbers: readonly number[],
): Promise<{ number: number; title: string }[]> {
  const { rows } = await sql<{ number: number; title: string }>`
    select number, title from proposals where number = any(${[...numbers]}::integer[]) and title is not null
    order by number`.execute(db);
  return rows;
}

/** Projects and milestones that an institution answers for. */
export async function countNamedIn(db: Read, institutionId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select ((select count(*) from projects where institution_id = ${institutionId}::uuid)
      + (select count(*) from project_milestones where institution_id = ${institutionId}::uuid))::int as count`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** Somebody of whom everybody can read in Justiciapedia, under the record that shows them. */
export const shownPerson = (db: Read, id: string): Promise<{ id: string; slug: string } | undefined> =>
  db
    .selectFrom('people as own')
    .innerJoin('people as k', 'k.id', 'own.canonical_id')
    .select(['own.id', 'k.slug'])
    .where('own.id', '=', id)
    .where('own.status', '=', 'published')
    .where('k.status', '=', 'published')
    .executeTakeFirst();
