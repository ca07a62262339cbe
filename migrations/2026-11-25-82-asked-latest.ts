/**
 * The proposals that were put to institutions, the latest first: from them come the institutions to choose from.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create index proposal_listings_put on proposal_listings (number desc) where shown and institutions <> '{}'`,
    )
    .execute(db);
}
