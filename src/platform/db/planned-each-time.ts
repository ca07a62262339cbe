/** A mark for statements whose best plan depends on their values. */
import { sql } from 'kysely';

/** Stands in the text of the statement, where `prepared.ts` sees it. */
export const EACH_TIME = '/* planned each time */';

/**
 * `query.modifyEnd(PLANNED_EACH_TIME)`: the statement is never prepared. A prepared one is planned for no values in
 * particular after some uses; where a filter keeps ten rows or all of them, that plan may take a hundred times as
 * long (measured: a list of 1,500 candidacies, 30 ms planned each time, 5 s prepared).
 */
export const PLANNED_EACH_TIME = sql.raw(EACH_TIME);
