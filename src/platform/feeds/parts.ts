/** A long list of addresses in parts that each cost the same, wherever they are. */
import { type Expression, sql } from 'kysely';
import type { Read } from '../db/handles.ts';

/** One part of a list in the order of the ids. */
export interface Part {
  /** Of its first record, or of one that is no longer there; undefined: the first part. */
  from: string | undefined;
  limit: number;
}

/**
 * @param ids query of the ids of all records
 * @param size records in a part
 * @returns the id at which each part after the first begins
 */
export async function partStarts(db: Read, ids: Expression<{ id: string }>, size: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (select id, row_number() over (order by id) as n from ${ids} as listed) as numbered
    where n > 1 and (n - 1) % ${size} = 0 order by n`.execute(db);
  return rows.map(({ id }) => id);
}
