/** What `ja doctor` asks the search about itself. */
import { sql } from 'kysely';
import type { Check } from '../module.ts';
import './tables.ts';

/** More than the sweep takes in a minute, on a small machine. */
const MUCH = 5000;

export const checkSearch: Check = {
  name: 'search',
  run: async ({ db, additions }) => {
    const { rows } = await sql<{ indexed: number; waiting: number }>`
      select (select count(*) from search_records) as indexed, (select count(*) from search_touched) as waiting`.execute(
      db,
    );
    const { indexed = 0, waiting = 0 } = rows[0] ?? {};
    const detail = `Search: ${indexed} records of ${additions.search.length} kinds, ${waiting} changes waiting.`;
    return waiting > MUCH
      ? { level: 'warn', detail: `${detail} Is a worker running?` }
      : { level: 'ok', detail };
  },
};
