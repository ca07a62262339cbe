/** Questions and answers in words of the reader's language. */
import { plainDate } from '../../../platform/i18n/dates.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import type { Tone } from '../../../ui/tone.ts';
import type { AnswerRow, AskRow } from '../queries/asks.ts';
import { type Asked, daysLate, type Standing, standingOf } from '../rules/standing.ts';

export interface Reader {
  t: Translate;
  lang: Lang;
  /** In the organisation's zone. */
  today: Temporal.PlainDate;
  zone: string;
}

export const TONE: Readonly<Record<Standing, Tone>> = {
  unproven: 'neutral',
  undelivered: 'neutral',
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
  ask: Asked,
  answers: readonly AnswerRow[],
): Stood {
  const standing = standingOf(ask, answers, today);
  const final = answers.find((one) => one.final);
  const days = daysLate(ask.due_on, final?.on_date ?? today);
  return { standing, tone: TONE[standing], text: t(`answers.standing.${standing}`, { days }) };
}

/** “Se le preguntó el 3 de junio; la respuesta vence el 15 de julio.” Until they have it, nothing is due. */
export function askedWords(
  { t, lang }: Pick<Reader, 't' | 'lang'>,
  ask: Pick<AskRow, 'asked_on' | 'delivered_on' | 'due_on'>,
): string {
  const day = plainDate(ask.asked_on, lang);
  if (ask.delivered_on === null) return t('answers.asked_undelivered', { day });
  return t('answers.asked_on', { day, due: plainDate(ask.due_on, lang) });
}
