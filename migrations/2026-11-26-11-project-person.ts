/**
 * Whoever is named as in charge of a project is shown as long as their record is; where it is thrown away, with the list
 * that brought it by mistake, the project names nobody. Until now that broke off.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `alter table projects drop constraint projects_person_id_fkey`,
  `alter table projects add constraint projects_person_id_fkey
    foreign key (person_id) references people (id) on delete set null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
