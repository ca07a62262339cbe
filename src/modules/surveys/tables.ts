/** The tables of the module, as TypeScript sees them. Only this module's commands write them. */
import type { Generated } from 'kysely';

type Instant = Temporal.Instant;

export const SURVEY_STATES = ['draft', 'open', 'closed'] as const;
export type SurveyState = (typeof SURVEY_STATES)[number];
export const SURVEY_QUESTION_TYPES = [
  'scale',
  'one_of',
  'several_of',
  'yes_no',
  'text',
  'long_text',
] as const;
export type SurveyQuestionType = (typeof SURVEY_QUESTION_TYPES)[number];
/** By a person's own ticket, or through the link that is open to everybody. */
export type AnswerSource = 'ticket' | 'open';

export interface SurveyOption {
  value: string;
  label: string;
}

export interface SurveysTable {
  id: Generated<string>;
  event_id: string;
  state: Generated<SurveyState>;
  intro: Generated<string>;
  /** null: with the end of the edition. */
  opens_at: Instant | null;
  /** null: 30 days after it opens. */
  closes_at: Instant | null;
  open_link: Generated<boolean>;
  /** Answers taken a day through the open link. */
  open_per_day: Generated<number>;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

export interface SurveyQuestionsTable {
  id: Generated<string>;
  survey_id: string;
  key: string;
  label: string;
  hint: Generated<string>;
  type: SurveyQuestionType;
  required: Generated<boolean>;
  options: Generated<SurveyOption[]>;
  position: Generated<number>;
}

export interface SurveyTicketsTable {
  survey_id: string;
  /** Keyed hash of survey and registration: used. Says neither when nor with which answer. */
  ticket_hash: Buffer;
  mixed: Generated<boolean>;
}

export interface SurveyAnswersTable {
  /** Random, without time in it. */
  id: string;
  survey_id: string;
  source: AnswerSource;
  /** Question's key → option or options; no free text. */
  answers: Record<string, string | string[]>;
  /** Written again among others, in an order of chance. */
  mixed: Generated<boolean>;
}

export interface SurveyTextsTable {
  id: string;
  survey_id: string;
  source: AnswerSource;
  question_key: string;
  /** People write names: only the vault opens it. */
  sealed: Buffer;
  mixed: Generated<boolean>;
}

export interface SurveyDaysTable {
  survey_id: string;
  /** In the edition's zone. */
  day: Temporal.PlainDate;
  count: number;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    surveys: SurveysTable;
    survey_questions: SurveyQuestionsTable;
    survey_tickets: SurveyTicketsTable;
    survey_answers: SurveyAnswersTable;
    survey_texts: SurveyTextsTable;
    survey_days: SurveyDaysTable;
  }
}
