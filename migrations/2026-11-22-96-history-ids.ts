/** Which ids a version names, kept in an index. Frozen: never edited after a release; imports nothing of the program. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Before a file goes, every version is asked whether it shows it: read one by one, 100,000 of them took five seconds
  // for each file.
  `create function history_ids(content jsonb) returns uuid[]
    language sql immutable parallel safe
    as $$
      select coalesce(array_agg(distinct found[1]::uuid), '{}')
        from regexp_matches(content::text, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g') as found
    $$`,
  'create index history_ids on history using gin (history_ids(content))',
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
