/** Mails to institutions that have not answered: some days before it is due, and once when it is late. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/db/handles.ts';
import { inBatches } from '../../../platform/db/in-batches.ts';
import { promiseMails } from '../../../platform/mail/promise.ts';

const PER_BATCH = 200;

/**
 * Reminds those who have not answered some days before, and tells them once when it is late. Each mail is promised in the
 * transaction that marks its question, so that a sweep that runs twice reminds once.
 * @param before days
 * @returns how many were written to
 */
export async function remind(
  db: Db,
  { today, now, before }: { today: Temporal.PlainDate; now: Temporal.Instant; before: number },
): Promise<number> {
  const late = await tell(db, now, 'answers.late', sql`late_told_at`, sql`a.due_on < ${String(today)}::date`);
  const soon = sql`a.due_on between ${String(today)}::date and ${String(today.add({ days: before }))}::date`;
  return late + (await tell(db, now, 'answers.reminder', sql`reminded_at`, soon));
}

/**
 * Batch after batch: of proposals that everybody may read, to whom has the question and an address that no server
 * refused, and gave no final answer.
 */
async function tell(
  db: Db,
  now: Temporal.Instant,
  kind: string,
  column: RawBuilder<unknown>,
  due: RawBuilder<unknown>,
): Promise<number> {
  return await inBatches(db, async (trx) => {
    const { rows } = await sql<{ id: string }>`
      update asks set ${column} = ${String(now)}::timestamptz where id in (
        select a.id from asks as a join proposals as p on p.id = a.proposal_id and p.title is not null
        where a.closed_at is null and a.sealed_address is not null and a.refused_at is null
          and a.${column} is null and ${due}
          and a.delivered_on is not null and not exists (select 1 from answers where ask_id = a.id and final)
        order by a.due_on limit ${PER_BATCH} for update of a skip locked
      ) returning id`.execute(trx);
    await promiseMails(
      trx,
      rows.map(({ id }) => ({ kind, subjectId: id })),
    );
    return rows.length;
  });
}

/**
 * Notes which reminders a mail server took: that they were reminded is told from then on, and of no other.
 * @returns how many
 */
export async function noteReminded(db: Db, now: Temporal.Instant): Promise<number> {
  const { numAffectedRows } = await sql`
    update asks as a set reminder_sent_at = ${String(now)}::timestamptz
    where a.reminded_at is not null and a.reminder_sent_at is null and exists (select 1 from mails as m
      where m.subject_id = a.id::text and m.kind = 'answers.reminder' and m.state = 'sent')`.execute(db);
  return Number(numAffectedRows ?? 0);
}
