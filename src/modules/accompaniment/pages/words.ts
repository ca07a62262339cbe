/** Moments and texts in words of the reader's language. */
import type { HistoryField } from '../../../platform/history/source.ts';
import { clockTime, longDate } from '../../../platform/i18n/dates.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import type { Tone } from '../../../ui/tone.ts';
import type { Verdict } from '../rules/checklist.ts';
import { FIELDS, type Text } from '../rules/text.ts';
import type { AmendmentState, SuggestionState } from '../tables.ts';

export interface Reader {
  t: Translate;
  lang: Lang;
  now: Temporal.Instant;
  /** Of the organisation: proposals have no clock of their own. */
  zone: string;
}

export const momentWords = ({ lang, zone }: Pick<Reader, 'lang' | 'zone'>, at: Temporal.Instant): string =>
  `${longDate(at, zone, lang)}, ${clockTime(at, zone, lang)}`;

/** Whole days, as somebody counts who waits. */
export const daysSince = (at: Temporal.Instant, now: Temporal.Instant): number =>
  Math.max(0, Math.floor(now.since(at, { largestUnit: 'hour' }).hours / 24));

export const VERDICT_TONE: Readonly<Record<Verdict, Tone>> = {
  missing: 'warning',
  weak: 'info',
  good: 'success',
};

export const SUGGESTION_TONE: Readonly<Record<SuggestionState, Tone>> = {
  open: 'warning',
  accepted: 'success',
  refused: 'neutral',
  taken_back: 'neutral',
};

export const AMENDMENT_TONE: Readonly<Record<AmendmentState, Tone>> = {
  waiting: 'warning',
  published: 'success',
  refused: 'neutral',
  hidden: 'neutral',
};

/** As the pages of the past compare them. */
export const fieldsOfText = (t: Translate, text: Text): HistoryField[] =>
  FIELDS.map((name) => ({ name, label: t(`proposals.form.${name}`), text: text[name] }));
