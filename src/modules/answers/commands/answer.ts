/** What an institution answers: by its link, by its account, or as somebody of the organisation heard or read it. */
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { AnswerKind, Channel } from '../tables.ts';
import { type Context, lockAsk, note, refused, type Result } from './context.ts';
import { relistAsked, setDelivered } from './standing.ts';

export interface Answering {
  kind: AnswerKind;
  words: string;
  person: string;
  position: string;
  onDate: Temporal.PlainDate;
  channel: Channel;
  /** Left out of what the institution wrote itself. */
  circumstances?: string | undefined;
  /** To whom it belongs, as they say; of `referred`. */
  referredTo?: string | undefined;
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
      referred_to: a.kind === 'referred' ? (a.referredTo ?? '') : '',
      actor: actorRef(c.actor),
      created_at: c.now,
    })
    .execute();
  // Whoever answers has the question, however it came.
  await setDelivered(trx, c, row, a.onDate);
  const { kind, words, channel, person, position, referredTo } = a;
  await note(trx, c, row, 'answered', {
    kind,
    words,
    channel,
    person,
    position,
    on_date: String(a.onDate),
    ...(kind === 'referred' && referredTo && { referred_to: referredTo }),
  });
  await relistAsked(trx, [row.proposal_id]);
  return { ok: true };
}

/**
 * An automatic mail, a “received”: it says that they have the question and answers nothing. It stays as it came, with
 * why it does not count; an empty reason counts it again. Said twice it is said once.
 * @param reason in words for the public
 */
export async function judgeReceipt(
  trx: Trx,
  c: Context,
  id: string,
  { answerId, reason }: { answerId: string; reason: string },
): Promise<Result> {
  const row = await lockAsk(trx, id);
  const said = await trx
    .selectFrom('answers')
    .select(['receipt_reason', 'person'])
    .where('id', '=', answerId)
    .where('ask_id', '=', id)
    .executeTakeFirst();
  if (!row || !said) return refused('not_found');
  if (said.receipt_reason === reason) return { ok: true };
  await trx
    .updateTable('answers')
    .set({ receipt_reason: reason, judged_at: c.now })
    .where('id', '=', answerId)
    .execute();
  await note(trx, c, row, reason === '' ? 'counted' : 'receipt', { person: said.person, reason });
  await relistAsked(trx, [row.proposal_id]);
  return { ok: true };
}
