/** What was answered: figures, texts, rows for a file. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import {
  countAnswers,
  type PublicFigures,
  type QuestionFigures,
  SMALLEST_CELL,
  suppress,
} from '../rules/figures.ts';
import type { AnswerSource } from '../tables.ts';
import { findSurvey, listQuestions, type SurveyQuestion } from './surveys.ts';

/** Answers read for one page of figures or one file. */
const MOST_ANSWERS = 50_000;
const BATCH = 5000;

export interface Results {
  questions: SurveyQuestion[];
  /** By way in: a person's own ticket, or the link open to everybody. */
  ticket: { people: number; figures: QuestionFigures[] };
  open: { people: number; figures: QuestionFigures[] };
}

export async function readResults(db: Read, surveyId: string): Promise<Results> {
  const questions = await listQuestions(db, surveyId);
  const given = { ticket: [], open: [] } as Record<AnswerSource, Record<string, string | string[]>[]>;
  for await (const { source, answers } of eachAnswer(db, surveyId)) given[source].push(answers);
  const texts = await countTexts(db, surveyId);
  const of = (source: AnswerSource) => ({
    people: given[source].length,
    figures: countAnswers(questions, given[source], texts[source]),
  });
  return { questions, ticket: of('ticket'), open: of('open') };
}

export interface AnswerRow {
  source: AnswerSource;
  answers: Record<string, string | string[]>;
}

/** In the order of their random ids: never in the order in which they came. */
export async function* eachAnswer(db: Read, surveyId: string): AsyncGenerator<AnswerRow> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (let seen = 0, full = true; full && seen < MOST_ANSWERS; seen += BATCH) {
    const rows = await db
      .selectFrom('survey_answers')
      .select(['id', 'source', 'answers'])
      .where('survey_id', '=', surveyId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute();
    yield* rows;
    after = rows.at(-1)?.id ?? after;
    full = rows.length === BATCH;
  }
}

async function countTexts(db: Read, surveyId: string): Promise<Record<AnswerSource, Map<string, number>>> {
  const rows = await db
    .selectFrom('survey_texts')
    .select(['source', 'question_key', (eb) => eb.fn.countAll<number>().as('count')])
    .where('survey_id', '=', surveyId)
    .groupBy(['source', 'question_key'])
    .execute();
  const of = (source: AnswerSource) =>
    new Map(rows.filter((r) => r.source === source).map((r) => [r.question_key, r.count]));
  return { ticket: of('ticket'), open: of('open') };
}

export interface TextRow {
  id: string;
  source: AnswerSource;
  text: string;
}

export const textContext = (id: string): string => `survey_texts:${id}`;

/** A page of free texts of one question, opened, in an order that says nothing. */
export async function listTexts(
  db: Read,
  vault: Vault,
  surveyId: string,
  questionKey: string,
  page: { after?: string | undefined; limit: number },
): Promise<TextRow[]> {
  let query = db
    .selectFrom('survey_texts')
    .select(['id', 'source', 'sealed'])
    .where('survey_id', '=', surveyId)
    .where('question_key', '=', questionKey)
    .orderBy('id')
    .limit(page.limit);
  if (page.after !== undefined) query = query.where('id', '>', page.after);
  const rows = await query.execute();
  return rows.map(({ id, source, sealed }) => ({
    id,
    source,
    text: vault.open<string>(textContext(id), sealed),
  }));
}

export interface SurveySummary {
  /** People who answered with their own ticket; null when too few. */
  answers: number | null;
  /** Answers through the open link, which anybody may send more than once; null when too few. */
  openAnswers: number | null;
  /** Of the tickets only; small cells are null, free texts are never here. */
  questions: PublicFigures[];
}

/**
 * What the public may know of a survey. Undefined when there is none or too few answered.
 * Source of the rule: cells under five are suppressed, and those from which they could be reckoned.
 */
export async function surveySummary(db: Read, eventId: string): Promise<SurveySummary | undefined> {
  const survey = await findSurvey(db, eventId);
  if (!survey || survey.state === 'draft') return undefined;
  const { ticket, open } = await readResults(db, survey.id);
  const enough = (people: number) => (people < SMALLEST_CELL ? null : people);
  if (enough(ticket.people) === null && enough(open.people) === null) return undefined;
  return {
    answers: enough(ticket.people),
    openAnswers: enough(open.people),
    questions: ticket.people < SMALLEST_CELL ? [] : suppress(ticket.figures),
  };
}

/** How many registrations may answer: those who attended, or all confirmed where nobody was noted. */
export async function countInvited(db: Read, eventId: string): Promise<number> {
  const { rows } = await sql<{ attended: number; confirmed: number }>`
    select (select count(*)::int from attendance_people where event_id = ${eventId}) as attended,
      (select count(*)::int from event_registrations where event_id = ${eventId} and state = 'confirmed') as confirmed
    `.execute(db);
  const { attended = 0, confirmed = 0 } = rows[0] ?? {};
  return attended > 0 ? attended : confirmed;
}
