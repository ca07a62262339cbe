/** What an institution answers, by its link or as somebody of the organisation heard or read it. */
import { sql } from 'kysely';
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Db, Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { promiseMails } from '../../../platform/mail/promise.ts';
import type { AnswerKind, Channel, DeliveryKind } from '../tables.ts';
import { type Context, lockAsk, note, refused, type Result } from './context.ts';

export interface Answering {
  kind: AnswerKind;
  words: string;
  person: string;
  position: string;
  onDate: Temporal.PlainDate;
  channel: Channel;
  /** Left out by link. */
  circumstances?: string | undefined;
}

/** Sent twice it is one: the same words of the same person on the same day. */
export async function answer(trx: Trx, c: Context, id: string, a: Answering): Promise<Result> {
  const row = await lockAsk(trx, id);
  if (!row) return refused('not_found');
  if (row.closed_at !== null) return refused('not_now');
  if (a.channel === 'link' && Temporal.Instant.compare(c.now, row.link_until) > 0) return refused('expired');
  const same = await trx
    .selectFrom('answers')
    .select('id')
    .where('ask_id', '=', id)
    .where('kind', '=', a.kind)
    .where('words', '=', a.words)
    .where('on_date', '=', a.onDate)
    .executeTakeFirst();
  if (same) return { ok: true };
  await trx
    .insertInto('answers')
    .values({
      ask_id: id,
      kind: a.kind,
      words: a.words,
      channel: a.channel,
      person: a.person,
      position: a.position,
      on_date: a.onDate,
      circumstances: a.circumstances ?? '',
      actor: actorRef(c.actor),
      created_at: c.now,
    })
    .execute();
  const { kind, words, channel, person, position } = a;
  await note(trx, c, row, 'answered', { kind, words, channel, person, position, on_date: String(a.onDate) });
  return { ok: true };
}

export interface Delivery {
  kind: DeliveryKind;
  note: string;
  onDate: Temporal.PlainDate;
}

export async function noteDelivery(trx: Trx, c: Context, id: string, d: Delivery): Promise<Result> {
  const row = await lockAsk(trx, id);
  if (!row) return refused('not_found');
  await trx
    .insertInto('ask_deliveries')
    .values({
      ask_id: id,
      kind: d.kind,
      note: d.note,
      on_date: d.onDate,
      actor: actorRef(c.actor),
      created_at: c.now,
    })
    .execute();
  await note(trx, c, row, 'delivered', { kind: d.kind, note: d.note, on_date: String(d.onDate) });
  return { ok: true };
}

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
  const told = async (column: 'reminded_at' | 'late_told_at', kind: string, until: Temporal.PlainDate) =>
    await withTransaction(db, async (trx) => {
      const { rows } = await sql<{ id: string }>`
        update asks set ${sql.ref(column)} = ${String(now)}::timestamptz where id in (
          select id from asks as a where closed_at is null and sealed_address is not null
            and due_on <= ${String(until)}::date and ${sql.ref(column)} is null
            and not exists (select 1 from answers where ask_id = a.id and kind not in ('studying', 'referred'))
          order by due_on limit ${PER_BATCH} for update skip locked
        ) returning id`.execute(trx);
      await promiseMails(
        trx,
        rows.map(({ id }) => ({ kind, subjectId: id })),
      );
      return rows.length;
    });
  const late = await told('late_told_at', 'answers.late', today.subtract({ days: 1 }));
  // Whoever is late was told so: a reminder of what is over would say less.
  await sql`update asks set reminded_at = ${String(now)}::timestamptz where reminded_at is null and late_told_at is not null`.execute(
    db,
  );
  return late + (await told('reminded_at', 'answers.reminder', today.add({ days: before })));
}
