/** Surveys with what decides about them. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';

const COLUMNS = [
  's.id',
  's.event_id',
  's.state',
  's.intro',
  's.opens_at',
  's.closes_at',
  's.open_link',
  's.open_per_day',
  's.version',
  'e.slug',
  'e.title',
  'e.timezone',
  'e.language',
  'e.ends_at',
  'e.retention_days',
  'e.status',
  'e.visibility',
] as const;

function surveys(db: Read) {
  return db.selectFrom('surveys as s').innerJoin('events as e', 'e.id', 's.event_id').select(COLUMNS);
}

export type Survey = Awaited<ReturnType<ReturnType<typeof surveys>['executeTakeFirstOrThrow']>>;

export function findSurvey(db: Read, eventId: string): Promise<Survey | undefined> {
  return surveys(db).where('s.event_id', '=', eventId).executeTakeFirst();
}

export function findSurveyBySlug(db: Read, slug: string): Promise<Survey | undefined> {
  return surveys(db).where('e.slug', '=', slug).executeTakeFirst();
}

/** Those that take answers by their state; their hours are judged by `surveyWindow`. */
export function listOpenSurveys(db: Read): Promise<Survey[]> {
  return surveys(db).where('s.state', '=', 'open').orderBy('s.id').limit(1000).execute();
}

export function listAllSurveys(db: Read): Promise<Survey[]> {
  return surveys(db).orderBy('s.id').limit(5000).execute();
}

export type SurveyQuestion = Awaited<ReturnType<typeof listQuestions>>[number];

export function listQuestions(db: Read, surveyId: string) {
  return db
    .selectFrom('survey_questions')
    .select(['id', 'key', 'label', 'hint', 'type', 'required', 'options', 'position'])
    .where('survey_id', '=', surveyId)
    .orderBy('position')
    .orderBy('id')
    .limit(100)
    .execute();
}

export async function hasAnswers(db: Read, surveyId: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from survey_answers where survey_id = ${surveyId})
      or exists (select from survey_texts where survey_id = ${surveyId}) as has`.execute(db);
  return rows[0]?.has ?? false;
}

export async function isTicketUsed(db: Read, surveyId: string, hash: Buffer): Promise<boolean> {
  const used = await db
    .selectFrom('survey_tickets')
    .select('mixed')
    .where('survey_id', '=', surveyId)
    .where('ticket_hash', '=', hash)
    .executeTakeFirst();
  return used !== undefined;
}

export interface TicketHolder {
  id: string;
  event_id: string;
  state: string;
  link_version: number;
}

export function findHolder(db: Read, registrationId: string): Promise<TicketHolder | undefined> {
  return db
    .selectFrom('event_registrations')
    .select(['id', 'event_id', 'state', 'link_version'])
    .where('id', '=', registrationId)
    .executeTakeFirst();
}

export async function countAnswered(db: Read, surveyId: string): Promise<number> {
  const { count } = await db
    .selectFrom('survey_answers')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('survey_id', '=', surveyId)
    .executeTakeFirstOrThrow();
  return count;
}
