/**
 * Somebody answers. The ticket and the answers are written in one transaction, or one could be lost without
 * the other; and yet no answer may lead to a ticket. What is done about it, and what remains:
 *
 * - No column of an answer names, counts or times anything; ids are random, not by time. Free texts are rows
 *   of their own, so that a name written in one does not stand beside the choices of the same person.
 * - What one transaction wrote, PostgreSQL marks with one number (`xmin`) and lays down side by side. Whoever
 *   copies the database's files or reads it as its superuser could pair a ticket with an answer by that; to
 *   learn whose ticket it is, they need the vault's key as well. `mixAnswers` ends that once a day: all new
 *   answers and tickets are written again at once, in an order of chance, but never fewer than five together.
 *   The old rows go with the next vacuum. So the pairing lasts at most a day while answers come in, and as long
 *   as it takes to gather five while they don't; after the survey ends the rest is mixed with all the others.
 * - The running program sees both at the moment of sending, like any web server; it writes down neither.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { textContext } from '../queries/results.ts';
import type { AnswerSource, SurveyQuestionType } from '../tables.ts';

export interface Answering {
  surveyId: string;
  questions: readonly { key: string; type: SurveyQuestionType }[];
  /** As the form accepted them. */
  answers: Readonly<Record<string, string | readonly string[]>>;
  vault: Vault;
}

/** With one's own ticket. @returns `used`: there is an answer already, whichever came first */
export async function answerByTicket(
  trx: Trx,
  answering: Answering,
  ticketHash: Buffer,
): Promise<'taken' | 'used'> {
  // Of many at one moment the unique key lets one through; the others wait for its commit and find it.
  const ticket = await trx
    .insertInto('survey_tickets')
    .values({ survey_id: answering.surveyId, ticket_hash: ticketHash })
    .onConflict((c) => c.doNothing())
    .returning('survey_id')
    .executeTakeFirst();
  if (!ticket) return 'used';
  await writeAnswers(trx, answering, 'ticket');
  return 'taken';
}

/**
 * Through the link open to everybody.
 * @param bound answers taken on this day, in the edition's zone
 * @returns `full`: so many came today that it looks like a flood
 */
export async function answerOpenly(
  trx: Trx,
  answering: Answering,
  bound: { day: Temporal.PlainDate; most: number },
): Promise<'taken' | 'full'> {
  const { rows } = await sql`
    insert into survey_days as d (survey_id, day, count) values (${answering.surveyId}, ${bound.day}, 1)
    on conflict (survey_id, day) do update set count = d.count + 1 where d.count < ${bound.most}
    returning count`.execute(trx);
  if (rows.length === 0) return 'full';
  await writeAnswers(trx, answering, 'open');
  return 'taken';
}

async function writeAnswers(
  trx: Trx,
  { surveyId, questions, answers, vault }: Answering,
  source: AnswerSource,
): Promise<void> {
  const chosen: Record<string, string | string[]> = {};
  const texts = [];
  for (const { key, type } of questions) {
    const answer = answers[key];
    if (answer === undefined || answer.length === 0) continue;
    if (type !== 'text' && type !== 'long_text') {
      chosen[key] = typeof answer === 'string' ? answer : [...answer];
    } else if (typeof answer === 'string') {
      const id = randomUUID();
      const sealed = vault.seal(textContext(id), answer);
      texts.push({ id, survey_id: surveyId, source, question_key: key, sealed });
    }
  }
  await trx
    .insertInto('survey_answers')
    .values({ id: randomUUID(), survey_id: surveyId, source, answers: chosen })
    .execute();
  if (texts.length > 0) await trx.insertInto('survey_texts').values(texts).execute();
}

/** Fewer than so many together would still be a few people in the order in which they came. */
const FEWEST = 5;

/**
 * Writes answers, texts and tickets that are new again, in an order of chance. Those with a ticket apart from
 * those of the open link, which have none: a ticket is hidden among tickets alone.
 * @param isOver nothing more will come, so that a small rest is mixed too: with all that were mixed before, or
 *   the rest would stand out by having been written last
 * @returns how many answers were mixed; 0 while they are too few
 */
export async function mixAnswers(trx: Trx, surveyId: string, isOver: boolean): Promise<number> {
  // Two at once would delete the same rows; the second waits and finds nothing new.
  await trx.selectFrom('surveys').select('id').where('id', '=', surveyId).forNoKeyUpdate().execute();
  const mixed = [];
  for (const source of ['ticket', 'open'] as const)
    mixed.push(await mixSource(trx, surveyId, source, isOver));
  return mixed.reduce((sum, count) => sum + count, 0);
}

async function mixSource(trx: Trx, surveyId: string, source: AnswerSource, isOver: boolean): Promise<number> {
  const { count } = await trx
    .selectFrom('survey_answers')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('survey_id', '=', surveyId)
    .where('source', '=', source)
    .where('mixed', '=', false)
    .executeTakeFirstOrThrow();
  if (count === 0 || (count < FEWEST && !isOver)) return 0;
  const which = sql`survey_id = ${surveyId} and (not mixed or ${count < FEWEST})`;
  await sql`
    with old as (delete from survey_answers where ${which} and source = ${source}
      returning id, survey_id, source, answers)
    insert into survey_answers (id, survey_id, source, answers, mixed)
    select id, survey_id, source, answers, true from old order by random()`.execute(trx);
  await sql`
    with old as (delete from survey_texts where ${which} and source = ${source}
      returning id, survey_id, source, question_key, sealed)
    insert into survey_texts (id, survey_id, source, question_key, sealed, mixed)
    select id, survey_id, source, question_key, sealed, true from old order by random()`.execute(trx);
  if (source === 'ticket')
    await sql`
    with old as (delete from survey_tickets where ${which}
      returning survey_id, ticket_hash)
    insert into survey_tickets (survey_id, ticket_hash, mixed)
    select survey_id, ticket_hash, true from old order by random()`.execute(trx);
  return count;
}
