/** What proves that an institution has a question: noted by somebody, or that its server took the mail. */
import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { actorRef, audit } from '../../../platform/audit/audit.ts';
import type { Db, Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { sealPaper } from '../sealed.ts';
import type { DeliveryKind } from '../tables.ts';
import { ASK, type Context, lockAsk, note, refused, type Result } from './context.ts';
import { relistAsked, setDelivered } from './standing.ts';

/** The paper that proves it, as it is kept. */
export interface Paper {
  mediaType: string;
  bytes: Buffer;
  /** For everybody to see. */
  open: boolean;
}

export interface Delivery {
  kind: DeliveryKind;
  note: string;
  onDate: Temporal.PlainDate;
  paper?: Paper | undefined;
}

/** Noted twice it is noted once. */
export async function noteDelivery(trx: Trx, c: Context, id: string, d: Delivery): Promise<Result> {
  const row = await lockAsk(trx, id);
  if (!row) return refused('not_found');
  // Nobody has what was not asked yet.
  if (Temporal.PlainDate.compare(d.onDate, row.asked_on) < 0) return refused('too_early');
  const same = await trx
    .selectFrom('ask_deliveries')
    .select('id')
    .where('ask_id', '=', id)
    .where('kind', '=', d.kind)
    .where('note', '=', d.note)
    .where('on_date', '=', d.onDate)
    .executeTakeFirst();
  if (same) return { ok: true };
  const delivery = randomUUIDv7();
  await trx
    .insertInto('ask_deliveries')
    .values({
      id: delivery,
      ask_id: id,
      kind: d.kind,
      note: d.note,
      on_date: d.onDate,
      actor: actorRef(c.actor),
      created_at: c.now,
    })
    .execute();
  if (d.paper) await keepPaper(trx, c, delivery, d.paper);
  await setDelivered(trx, c, row, d.onDate);
  await note(trx, c, row, 'delivered', { delivery: d.kind, note: d.note, on_date: String(d.onDate) });
  await relistAsked(trx, [row.proposal_id]);
  return { ok: true };
}

async function keepPaper(
  trx: Trx,
  c: Context,
  delivery: string,
  { mediaType, bytes, open }: Paper,
): Promise<void> {
  await trx
    .insertInto('ask_papers')
    .values({
      delivery_id: delivery,
      open,
      media_type: mediaType,
      size: bytes.length,
      sealed: sealPaper(c.vault, delivery, bytes),
    })
    .execute();
}

/** Shows the paper of a delivery to everybody, or to the organisation only. */
export async function showPaper(
  trx: Trx,
  c: Context,
  id: string,
  { delivery, open }: { delivery: string; open: boolean },
): Promise<Result> {
  const row = await lockAsk(trx, id);
  if (!row) return refused('not_found');
  const { numUpdatedRows } = await trx
    .updateTable('ask_papers')
    .set({ open })
    .where('delivery_id', 'in', (q) =>
      q.selectFrom('ask_deliveries').select('id').where('id', '=', delivery).where('ask_id', '=', id),
    )
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return refused('not_found');
  await audit(trx, {
    actor: c.actor,
    action: open ? 'answers.paper_shown' : 'answers.paper_hidden',
    subject: { kind: ASK, id },
  });
  return { ok: true };
}

const PER_SWEEP = 500;

/**
 * Notes of which questions a mail server took the message: from that day on they have it. The rows of the outbox go one
 * day, this stays.
 * @returns how many
 */
export async function noteMailed(
  db: Db,
  { zone, ...c }: Omit<Context, 'actor'> & { zone: string },
): Promise<number> {
  const { rows } = await sql<{ id: string; sent_at: Temporal.Instant }>`
    select a.id, min(m.sent_at) as sent_at from asks as a
      join mails as m on m.subject_id = a.id::text and m.kind = 'answers.ask' and m.state = 'sent'
    where a.delivered_on is null and a.closed_at is null group by a.id order by a.id limit ${PER_SWEEP}`.execute(
    db,
  );
  const actor = { kind: 'system', what: 'mail' } as const;
  for (const { id, sent_at: at } of rows) {
    const sent = at.toZonedDateTimeISO(zone).toPlainDate();
    await withTransaction(db, async (trx) => {
      const ask = await trx.selectFrom('asks').select('asked_on').where('id', '=', id).executeTakeFirst();
      // Dated ahead of the mail by a clock of another zone: the later of both is the day.
      const early = ask && Temporal.PlainDate.compare(sent, ask.asked_on) < 0;
      const onDate = early ? ask.asked_on : sent;
      await noteDelivery(trx, { ...c, actor }, id, { kind: 'mail', note: '', onDate });
    });
  }
  return rows.length;
}

/** Their server refuses the address: the desk sees it, and nobody calls it silence. */
export async function markRefused(db: Db, id: string, now: Temporal.Instant): Promise<void> {
  await db.updateTable('asks').set({ refused_at: now }).where('id', '=', id).execute();
}
