/** Facts of contributions in words of the reader's language. */
import { type Lang, LOCALE_OF, type Translate } from '../../../platform/i18n/translate.ts';
import { plainDate } from '../../../platform/i18n/dates.ts';
import { say } from '../../../platform/i18n/words.ts';
import { dayAndTime, DEPARTMENTS, languageWords, zoneWords } from '../../events/index.ts';
import type { Evidence } from '../tables.ts';

export interface Reader {
  t: Translate;
  lang: Lang;
  now: Temporal.Instant;
}

/** "viernes, 20 de noviembre de 2026, 18:00, hora de Guatemala, GMT-6" */
export function instantWords(
  { t, lang }: Pick<Reader, 't' | 'lang'>,
  at: Temporal.Instant,
  zone: string,
): string {
  return `${dayAndTime(at, zone, lang).text}, ${zoneWords(t, zone, at)}`;
}

export function languagesWords(t: Translate, codes: readonly string[]): string {
  return codes.map((code) => languageWords(t, code)).join(', ');
}

/** A department by its name; what is in no list stays as it is. */
export function departmentWords(t: Translate, value: string | undefined): string {
  const known = DEPARTMENTS.find((department) => department.value === value);
  return known ? say(known.label, t) : (value ?? '');
}

/** The day of a source, when it is one. */
export function dayWords(date: string | undefined, lang: Lang): string {
  try {
    return date ? plainDate(Temporal.PlainDate.from(date), lang) : '';
  } catch {
    return '';
  }
}

/** The host of a link, so that a reader sees where it leads. */
export function hostOf({ link }: Evidence): string {
  return link && URL.canParse(link) ? new URL(link).hostname : (link ?? '');
}

const means = new Map<Lang, Intl.NumberFormat>();

/** A mean with one decimal, as the language writes it. */
export function meanWords(mean: number, lang: Lang): string {
  let format = means.get(lang);
  if (!format) {
    format = new Intl.NumberFormat(LOCALE_OF[lang], { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    means.set(lang, format);
  }
  return format.format(mean);
}
