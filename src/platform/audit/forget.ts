/** Forgetting what was noted about somebody whose data is removed: their id is theirs too. */
import { sql } from 'kysely';
import type { Trx } from '../db/handles.ts';

/** Removes the entries about these subjects. @returns how many */
export async function forgetAudit(trx: Trx, kind: string, subjectIds: readonly string[]): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from audit_log where subject_kind = ${kind} and subject_id = any(${[...subjectIds]})`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}
