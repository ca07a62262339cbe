/** What an institution answers, by its link or as somebody of the organisation heard or read it. */
import { type RawBuilder, sql } from 'kysely';
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

/** To one question: whoever holds the link fills no page. */
const MOST_ANSWERS = 20;

/** Sent twice it is one: the same words of the same person on the same day. */
export async function answer(trx: Trx, c: Context, id: string, a: Answering): Promise<Result> {
  const row = await lockAsk(trx, id);
  if (!row) return refused('not_found');
  if (row.closed_at !== null) return refused('not_now');
  // Nobody answers what was not asked yet.
  if (Temporal.PlainDate.compare(a.onDate, row.asked_on) < 0) return refused('too_early');
  if (a.channel === 'link' && Temporal.Instant.compare(c.now, row.link_until) > 0) return refused('expired');
  const same = await trx
    .selectFrom('answers')
    .select('id')
    .where('ask_id', '=', id)
    .where('kind', '=', a.kind)
    .where('words', '=', a.words)
    .where('person', '=', a.person)
    .where('on_date', '=', a.onDate)
    .executeTakeFirst();
  if (same) return { ok: true };
  const { count } = await trx
    .selectFrom('answers')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('ask_id', '=', id)
    .executeTakeFirstOrThrow();
  if (count >= MOST_ANSWERS) return refused('not_now');
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
  const same = await trx
    .selectFrom('ask_deliveries')
    .select('id')
    .where('ask_id', '=', id)
    .where('kind', '=', d.kind)
    .where('note', '=', d.note)
    .where('on_date', '=', d.onDate)
    .executeTakeFirst();
  if (same) return { ok: true };
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
  const late = await tell(db, now, 'answers.late', sql`late_told_at`, sql`a.due_on < ${String(today)}::date`);
  const soon = sql`a.due_on between ${String(today)}::date and ${String(today.add({ days: before }))}::date`;
  return late + (await tell(db, now, 'answers.reminder', sql`reminded_at`, soon));
}

/** Batch after batch: of proposals that everybody may read, to whom has an address and gave no final answer. */
async function tell(
  db: Db,
  now: Temporal.Instant,
  kind: string,
  column: RawBuilder<unknown>,
  due: RawBuilder<unknown>,
): Promise<number> {
  for (let all = 0; ;) {
    const some = await withTransaction(db, async (trx) => {
      const { rows } = await sql<{ id: string }>`
        update asks set ${column} = ${String(now)}::timestamptz where id in (
          select a.id from asks as a join proposals as p on p.id = a.proposal_id and p.title is not null
          where a.closed_at is null and a.sealed_address is not null and a.${column} is null and ${due}
            and not exists (select 1 from answers where ask_id = a.id and kind not in ('studying', 'referred'))
          order by a.due_on limit ${PER_BATCH} for update of a skip locked
        ) returning id`.execute(trx);
      await promiseMails(
        trx,
        rows.map(({ id }) => ({ kind, subjectId: id })),
      );
      return rows.length;
    });
    all += some;
    if (some < PER_BATCH) return all;
  }
}
