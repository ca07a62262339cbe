/** A date as far as it is known, in words: "18 de marzo de 2022", "marzo de 2022", "2022". */
import { type Lang, LOCALE_OF } from '../../platform/i18n/translate.ts';

export interface KnownDate {
  /** As printed; stands as it is when there is one. */
  printed?: string | undefined;
  from: Temporal.PlainDate | null;
  precision: 'day' | 'month' | 'year' | null;
}

const PARTS = {
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  year: { year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const kept = new Map<string, Intl.DateTimeFormat>();

/** Empty when nothing is known. */
export function partialDateWords({ printed = '', from, precision }: KnownDate, lang: Lang): string {
  if (printed !== '' || from === null || precision === null) return printed;
  const key = `${lang}|${precision}`;
  let format = kept.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(LOCALE_OF[lang], { ...PARTS[precision], timeZone: 'UTC' });
    kept.set(key, format);
  }
  return format.format(from.toZonedDateTime('UTC').epochMilliseconds);
}
