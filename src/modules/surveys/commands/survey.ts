/** The organiser makes the survey: questions, hours, open and closed. Every change is in the audit. */
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { json } from '../../../platform/db/values.ts';
import { findSurvey, hasAnswers, listQuestions, type Survey } from '../queries/surveys.ts';
import type { SurveyOption, SurveyQuestionType, SurveyState } from '../tables.ts';

export interface SurveyAct {
  actor: Actor;
  now: Temporal.Instant;
}

export interface QuestionInput {
  label: string;
  hint: string;
  type: SurveyQuestionType;
  required: boolean;
  options: readonly SurveyOption[];
}

/**
 * `answered`: questions stay as they were answered; `no_questions`: an empty survey is not opened;
 * `few_options`: less than two to choose from; `too_many`: more questions than anybody answers.
 */
export type SurveyRefusal = 'not_found' | 'answered' | 'no_questions' | 'few_options' | 'too_many';
export type SurveyOutcome = { ok: true } | { ok: false; refused: SurveyRefusal };

const DONE: SurveyOutcome = { ok: true };
const refused = (why: SurveyRefusal): SurveyOutcome => ({ ok: false, refused: why });
export const MOST_QUESTIONS = 40;

/** A draft with these questions; the survey that is there already stays as it is. */
export async function createSurvey(
  trx: Trx,
  act: SurveyAct,
  eventId: string,
  questions: readonly QuestionInput[],
): Promise<void> {
  const made = await trx
    .insertInto('surveys')
    .values({ event_id: eventId, opens_at: null, closes_at: null, created_at: act.now, updated_at: act.now })
    .onConflict((c) => c.column('event_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return;
  const rows = questions.map((q, i) => ({
    ...q,
    options: json([...q.options]),
    key: `p${i + 1}`,
    survey_id: made.id,
    position: i,
  }));
  if (rows.length > 0) await trx.insertInto('survey_questions').values(rows).execute();
  await note(trx, act, made.id, 'create');
}

/** The survey under its lock: answers wait for nothing, other organisers do. */
async function lock(trx: Trx, eventId: string): Promise<Survey | undefined> {
  await trx.selectFrom('surveys').select('id').where('event_id', '=', eventId).forNoKeyUpdate().execute();
  return findSurvey(trx, eventId);
}

export interface SettingsInput {
  intro: string;
  opensAt: Temporal.Instant | null;
  closesAt: Temporal.Instant | null;
  openLink: boolean;
  openPerDay: number;
}

export async function saveSettings(
  trx: Trx,
  act: SurveyAct,
  eventId: string,
  input: SettingsInput,
): Promise<SurveyOutcome> {
  const survey = await lock(trx, eventId);
  if (!survey) return refused('not_found');
  await trx
    .updateTable('surveys')
    .set({
      intro: input.intro,
      opens_at: input.opensAt,
      closes_at: input.closesAt,
      open_link: input.openLink,
      open_per_day: input.openPerDay,
      version: survey.version + 1,
      updated_at: act.now,
    })
    .where('id', '=', survey.id)
    .execute();
  await note(trx, act, survey.id, 'save_settings', { open_link: input.openLink });
  return DONE;
}

export async function setState(
  trx: Trx,
  act: SurveyAct,
  eventId: string,
  state: SurveyState,
): Promise<SurveyOutcome> {
  const survey = await lock(trx, eventId);
  if (!survey) return refused('not_found');
  if (state === 'open' && (await listQuestions(trx, survey.id)).length === 0) return refused('no_questions');
  await trx
    .updateTable('surveys')
    .set({ state, version: survey.version + 1, updated_at: act.now })
    .where('id', '=', survey.id)
    .execute();
  await note(trx, act, survey.id, 'set_state', { state });
  return DONE;
}

/** A question, new without `id`. Refused once somebody answered: their answers would mean something else. */
export async function saveQuestion(
  trx: Trx,
  act: SurveyAct,
  eventId: string,
  input: QuestionInput,
  id?: string,
): Promise<SurveyOutcome> {
  const survey = await lock(trx, eventId);
  if (!survey) return refused('not_found');
  if (await hasAnswers(trx, survey.id)) return refused('answered');
  const all = await listQuestions(trx, survey.id);
  const isChoice = input.type === 'one_of' || input.type === 'several_of';
  if (isChoice && input.options.length < 2) return refused('few_options');
  const values = { ...input, options: json(isChoice ? [...input.options] : []) };
  if (id === undefined) {
    if (all.length >= MOST_QUESTIONS) return refused('too_many');
    const last = Math.max(0, ...all.map((q) => Number(/^p(\d+)$/.exec(q.key)?.[1] ?? 0)));
    const position = Math.max(-1, ...all.map((q) => q.position)) + 1;
    await trx
      .insertInto('survey_questions')
      .values({ ...values, survey_id: survey.id, key: `p${last + 1}`, position })
      .execute();
  } else {
    if (!all.some((q) => q.id === id)) return refused('not_found');
    await trx.updateTable('survey_questions').set(values).where('id', '=', id).execute();
  }
  await note(trx, act, survey.id, 'save_question');
  return DONE;
}

export async function removeQuestion(
  trx: Trx,
  act: SurveyAct,
  eventId: string,
  id: string,
): Promise<SurveyOutcome> {
  const survey = await lock(trx, eventId);
  if (!survey) return refused('not_found');
  if (await hasAnswers(trx, survey.id)) return refused('answered');
  const { numDeletedRows } = await trx
    .deleteFrom('survey_questions')
    .where('survey_id', '=', survey.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return refused('not_found');
  await note(trx, act, survey.id, 'remove_question');
  return DONE;
}

/** Changes places with its neighbour; allowed at any time, since an answer knows its question by key. */
export async function moveQuestion(
  trx: Trx,
  act: SurveyAct,
  eventId: string,
  id: string,
  up: boolean,
): Promise<SurveyOutcome> {
  const survey = await lock(trx, eventId);
  if (!survey) return refused('not_found');
  const order = (await listQuestions(trx, survey.id)).map((q) => q.id);
  const at = order.indexOf(id);
  if (at === -1) return refused('not_found');
  const to = up ? at - 1 : at + 1;
  const other = order[to];
  if (other === undefined) return DONE;
  order[at] = other;
  order[to] = id;
  for (const [position, question] of order.entries())
    await trx.updateTable('survey_questions').set({ position }).where('id', '=', question).execute();
  await note(trx, act, survey.id, 'move_question');
  return DONE;
}

async function note(
  trx: Trx,
  { actor }: SurveyAct,
  id: string,
  what: string,
  detail: Record<string, string | boolean> = {},
): Promise<void> {
  await audit(trx, { actor, action: `surveys.${what}`, subject: { kind: 'survey', id }, detail });
}
