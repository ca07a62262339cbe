/**
 * Days on which offices are closed, by country and year, for whoever counts working days. A year that has a row was
 * read in whole: what it does not name is a working day; of a year without a row nothing is known.
 * The table of the elections that it replaces had no way to be written: there is nothing to take over.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `drop table selection_holidays`,
  `create table holiday_years (
    id uuid primary key default uuidv7(),
    country text not null check (country <> '' and country = btrim(country)),
    year smallint not null check (year between 1900 and 2200),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (country, year)
  )`,
  // Each day rests on citations. basis: an article that a source gives, or what was seen to be done.
  `create table holidays (
    id uuid primary key default uuidv7(),
    year_id uuid not null references holiday_years (id) on delete cascade,
    on_date date not null,
    name text not null check (name <> ''),
    basis text not null check (basis in ('law', 'practice')),
    reference text not null check (reference <> ''),
    unique (year_id, on_date)
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
