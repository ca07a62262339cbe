/**
 * Of what is found in up to some two thousand records all is looked at, and no sample of one record in four is kept: to
 * look into the index for both cost more than to read all that it names. And the texts from which a passage is shown lie
 * as they are: to unpack ten of them was a tenth of a search. What is there is unpacked when it is next written.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table publications alter column plain set storage external`.execute(db);
  await sql
    .raw(
      // The query, of what tells of more than some two thousand hits only in a sample that gives a hundred of them or more.
      // known: about how many hits there are; null, and the smallest sample is asked.
      `create or replace function search_sampled(query tsquery, known bigint, out sampled tsquery, out partly boolean)
        language plpgsql stable
        set enable_seqscan = off
        set plan_cache_mode = force_generic_plan
        as $$
          declare
            seen bigint := known / 256;
          begin
            if seen is null then
              select count(*) into seen from (
                select from search_records r where r.words @@ (query && '''@256'''::tsquery) limit 256
              ) s;
            end if;
            -- A count is exact; a trial may have found twice too many.
            partly := seen > case when known is null then 12 else 6 end;
            sampled := case when partly then query && (case
              when seen <= 64 then '''@16''' when seen <= 255 then '''@64''' else '''@256'''
            end)::tsquery else query end;
          end
        $$`,
    )
    .execute(db);
}
