/** Questions and answers in words of the reader's language. */
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import type { Tone } from '../../../ui/tone.ts';
import type { AnswerRow, AskRow } from '../queries/asks.ts';
import { daysLate, type Standing, standingOf } from '../rules/standing.ts';

export interface Reader {
  t: Translate;
  lang: Lang;
  /** In the organisation's zone. */
  today: Temporal.PlainDate;
  zone: string;
}

export const TONE: Readonly<Record<Standing, Tone>> = {
  waiting: 'info',
  late: 'danger',
  studying: 'info',
  answered: 'success',
  answered_late: 'warning',
  closed: 'neutral',
};

export interface Stood {
  standing: Standing;
  tone: Tone;
  text: string;
}

/** “Sin respuesta: 12 días de retraso” */
export function standingWords(
  { t, today }: Pick<Reader, 't' | 'today'>,
  ask: Pick<AskRow, 'due_on' | 'closed_at'>,
  answers: readonly AnswerRow[],
): Stood {
  const standing = standingOf(ask, answers, today);
  const final = answers.find(({ kind }) => kind !== 'studying' && kind !== 'referred');
  const days = daysLate(ask.due_on, final?.on_date ?? today);
  return { standing, tone: TONE[standing], text: t(`answers.standing.${standing}`, { days }) };
}
