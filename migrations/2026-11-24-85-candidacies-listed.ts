/**
 * What lists of candidacies count and sort by: every state that rests on something, each once, and the order of the
 * figures of their file numbers.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `alter table candidacies add column reached text[] not null default '{}'`,
  `update candidacies c set reached = coalesce((
    select array_agg(distinct s.state order by s.state) from candidacy_states s
    where s.candidacy_id = c.id and exists (select from citations x
      where x.record_kind = 'candidacy_state' and x.record_id = s.id::text and x.shown)), '{}')`,
  `create index candidacies_by_file on candidacies (selection_id,
    coalesce(nullif(left(regexp_replace(file_number, '[^0-9]', '', 'g'), 12), '')::numeric, 1000000000000::numeric),
    sort_key, id)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
