/** Numbers of supports with consequences: noted by a sweep once they are reached, never while somebody supports. */
import { sql } from 'kysely';
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Db, Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { promiseMails } from '../../../platform/mail/promise.ts';
import { readSetting } from '../../../platform/settings/settings.ts';
import { thresholds } from '../settings.ts';
import { type Context, refused, type Result } from './context.ts';
import { noteAct } from './public-record.ts';

const PER_BATCH = 500;

/**
 * Notes who reached which number, who has fewer again, and who has as many once more. The first time its authors are
 * told. @returns how many were reached now
 */
export async function tendThresholds(db: Db, now: Temporal.Instant): Promise<number> {
  return await withTransaction(db, async (trx) => {
    const list = await readSetting(trx, thresholds);
    const at = sql`${String(now)}::timestamptz`;
    // What was taken back, before what was reached: by the same counts.
    await sql`
      update proposal_thresholds as t set lost_at = case when l.supports < t.at_count then ${at} end
      from proposal_listings as l
      where l.proposal_id = t.proposal_id and (t.lost_at is null) <> (l.supports >= t.at_count)`.execute(trx);
    const { rows } = await sql<{ id: string; at_count: number }>`
      insert into proposal_thresholds (proposal_id, at_count, what, reached_at)
      select l.proposal_id, s.at, s.what, ${at}
      from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as s (at integer, what text)
        join proposal_listings as l on l.shown and l.supports >= s.at
      where not exists (select from proposal_thresholds as t
        where t.proposal_id = l.proposal_id and t.at_count = s.at)
      order by l.proposal_id, s.at limit ${PER_BATCH}
      on conflict do nothing
      returning proposal_id as id, at_count`.execute(trx);
    await promiseMails(
      trx,
      rows.map(({ id, at_count: count }) => ({
        kind: 'proposals.threshold',
        subjectId: id,
        data: { at: count },
        dedupeKey: `proposals.threshold:${id}:${count}`,
      })),
    );
    return rows.length;
  });
}

/** What was promised for so many supports is done, in words for the public. Done twice it is done once. */
export async function markDone(
  trx: Trx,
  c: Context,
  { proposalId, count, note }: { proposalId: string; count: number; note: string },
): Promise<Result> {
  const row = await trx
    .selectFrom('proposal_thresholds')
    .select('done_at')
    .where('proposal_id', '=', proposalId)
    .where('at_count', '=', count)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return refused('not_found');
  if (row.done_at !== null) return { ok: true };
  await trx
    .updateTable('proposal_thresholds')
    .set({ done_at: c.now, done_note: note, done_by: actorRef(c.actor) })
    .where('proposal_id', '=', proposalId)
    .where('at_count', '=', count)
    .execute();
  await noteAct(trx, c, proposalId, 'threshold_done', { count });
  return { ok: true };
}
