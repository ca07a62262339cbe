/** Small ways of saying things on these pages. */
import { clockTime, shortDate } from '../../../platform/i18n/dates.ts';
import { type Lang, LOCALE_OF } from '../../../platform/i18n/translate.ts';

const lists = new Map<Lang, Intl.ListFormat>();

/** "Edición, Moderación y Facilitación" */
export function listOf(words: readonly string[], lang: Lang): string {
  let format = lists.get(lang);
  if (!format) {
    format = new Intl.ListFormat(LOCALE_OF[lang]);
    lists.set(lang, format);
  }
  return format.format(words);
}

/** "7 mar 2023, 8:00" in the organisation's zone. */
export function moment(at: Temporal.Instant, zone: string, lang: Lang): string {
  return `${shortDate(at, zone, lang)}, ${clockTime(at, zone, lang)}`;
}
