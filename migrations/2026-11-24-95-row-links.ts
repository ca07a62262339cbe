/**
 * What it made when somebody said that a row of a process is a person who has a record already: so that it can be
 * undone, that and no more.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

/** Links that are there: a record of its own says nothing but a name and one part in a process, and is no file's. */
const known = (table: string): string => `update ${table} r set linked = true from people p
  where p.id = r.person_id and (p.import_id is not null
    or (select count(*) from statements x where x.subject_kind = 'person' and x.subject_id = p.id) > 1
    or (select count(*) from tenures x where x.person_id = p.id) > 1)`;

/** What such a link made: the one tenure in that process, which no file brought and no other row of it can have made. */
const made = (table: string, kind: string): string => `update ${table} r set linked_tenures = array[t.id]
  from selections s, tenures t
  where r.linked and s.id = r.selection_id and t.person_id = r.person_id and t.kind = '${kind}'
    and t.process = s.title and t.import_id is null
    and (select count(*) from tenures x where x.person_id = r.person_id and x.kind = t.kind and x.process = t.process) = 1
    and not exists (select from ${table} o where o.selection_id = r.selection_id and o.person_id = r.person_id
      and o.id <> r.id)`;

const columns = (table: string): string => `alter table ${table}
  add column linked boolean not null default false,
  add column linked_tenures uuid[] not null default '{}',
  add column person_before uuid references people (id) on delete set null`;

const STATEMENTS = [
  columns('seat_holders'),
  columns('candidacies'),
  known('seat_holders'),
  known('candidacies'),
  made('seat_holders', 'commission'),
  made('candidacies', 'candidacy'),
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
