/**
 * Counts what is in many records, so that a question for such a word looks into a sample at once. Counts only say how
 * an answer is looked for: where they are not there it takes longer, and where they are old `search_page` finds out.
 */
import { sql } from 'kysely';
import type { Db } from '../db/handles.ts';
import { withTransaction } from '../db/transaction.ts';
import './tables.ts';
import { oneAtATime } from './write.ts';

/** One record in so many is counted. */
const SAMPLE = 64;
/** Of fewer the sample tells nothing, and all of them are quickly read. */
const FEWEST = 8;

/** A tenth of a second for 220,000 records. Nobody waits for it but the sweep. */
export async function countFrequent(db: Db): Promise<void> {
  await withTransaction(db, async (trx) => {
    await oneAtATime(trx);
    // The planner may else read the whole table, and unpack every long text in it.
    await sql`set local enable_seqscan = off`.execute(trx);
    await sql`
      with counted as materialized (
          select word as lexeme, ndoc * ${SAMPLE}::int as records
          from ts_stat(${`select words from search_records where words @@ '''@${SAMPLE}'''::tsquery`})
          where ndoc >= ${FEWEST} and word !~ '^[@#=]'
        ),
        fewer as (
          delete from search_frequent c where not exists (select from counted n where n.lexeme = c.lexeme)
        )
      insert into search_frequent select lexeme, records from counted
      on conflict (lexeme) do update set records = excluded.records
        where search_frequent.records <> excluded.records`.execute(trx);
  });
}
