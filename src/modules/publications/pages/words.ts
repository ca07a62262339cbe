/** What the pages of the module are given, and how they say days and lengths. */
import { longDate, plainDate, shortDate } from '../../../platform/i18n/dates.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';

export interface Reader {
  t: Translate;
  lang: Lang;
  /** Of the organisation: days of publications have no other clock. */
  zone: string;
}

/** "4 jul 2023" */
export function dayWords({ lang, zone }: Reader, at: Temporal.Instant): string {
  return shortDate(at, zone, lang);
}

/** "martes, 4 de julio de 2023" */
export function longDayWords({ lang, zone }: Reader, at: Temporal.Instant): string {
  return longDate(at, zone, lang);
}

/** Of a day without an hour, as JSON keeps it. */
export function isoDayWords({ lang }: Reader, day: string): string {
  return plainDate(Temporal.PlainDate.from(day), lang);
}

/** For `lang` where the text is in another language than the page: a screen reader then says it right. */
export function foreign(language: string, page: Lang): string | undefined {
  return language === page ? undefined : language;
}

const WORDS_A_MINUTE = 200;

/** How long a text takes to read; undefined when that is not worth saying. */
export function minutesOf(words: number): number | undefined {
  return words < WORDS_A_MINUTE ? undefined : Math.round(words / WORDS_A_MINUTE);
}
