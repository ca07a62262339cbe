/** Facts of an edition in words of the reader's language. */
import {
  clockTime,
  dateRange,
  dayKey,
  longDate,
  monthName,
  shortDate,
  zoneCity,
  zoneOffset,
} from '../../../platform/i18n/dates.ts';
import {
  isMessageKey,
  type Lang,
  LANGUAGES,
  type MessageKey,
  type Translate,
  translator,
} from '../../../platform/i18n/translate.ts';
import { say, type Words } from '../../../platform/i18n/words.ts';
import { ASKED_LANGUAGES, canonicalChoice, fold } from '../rules/choices.ts';
import type { EventMode } from '../tables.ts';
import type { Moment } from '../../../ui/data/schedule.tsx';

/** "hora de Guatemala, GMT-6", as the offset is on that day. */
export function zoneWords(t: Translate, zone: string, at: Temporal.Instant): string {
  if (zone === 'UTC') return t('events.zone.utc');
  return t('events.zone.words', { city: zoneCity(zone), offset: zoneOffset(at, zone) });
}

interface Span {
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
}

/** "martes, 7 de marzo de 2023", or "7–8 de marzo de 2023". */
export function daysWords({ starts_at, ends_at }: Span, zone: string, lang: Lang): string {
  // What ends at midnight ends with the day before.
  const last = Temporal.Instant.compare(starts_at, ends_at) < 0 ? ends_at.subtract({ seconds: 1 }) : ends_at;
  return dayKey(starts_at, zone) === dayKey(last, zone)
    ? longDate(starts_at, zone, lang)
    : dateRange(starts_at, last, zone, lang);
}

/** The days in figures and the months in words: "7–9", "marzo de 2027". */
export function posterDate(
  { starts_at, ends_at }: Span,
  zone: string,
  lang: Lang,
): { days: string; month: string } {
  const first = starts_at.toZonedDateTimeISO(zone).toPlainDate();
  const last = ends_at.subtract({ seconds: 1 }).toZonedDateTimeISO(zone).toPlainDate();
  const months = [monthName(starts_at, zone, lang), monthName(ends_at.subtract({ seconds: 1 }), zone, lang)];
  return {
    days: first.equals(last) ? String(first.day) : `${first.day}–${last.day}`,
    month: `${[...new Set(months)].join('–')} ${last.year}`,
  };
}

/** A moment for `LocalTime`: the clock of the edition's zone. */
export function moment(at: Temporal.Instant, zone: string, lang: Lang): Moment {
  return { iso: at.toString(), zone, text: clockTime(at, zone, lang) };
}

/** "viernes, 20 de noviembre de 2026, 18:00" as one moment; short: "20 nov 2026, 18:00". */
export function dayAndTime(
  at: Temporal.Instant,
  zone: string,
  lang: Lang,
  form: 'long' | 'short' = 'long',
): Moment {
  const day = (form === 'long' ? longDate : shortDate)(at, zone, lang);
  return { iso: at.toString(), zone, text: `${day}, ${clockTime(at, zone, lang)}` };
}

/** A language by its name; a code that the catalogue does not know stays as it is. */
export function languageWords(t: Translate, code: string): string {
  const key = `events.language.${code}`;
  return isMessageKey(key) ? t(key) : code;
}

const inEveryLanguage = (label: Words): string[] =>
  LANGUAGES.map((lang) => oneApostrophe(say(label, translator(lang))));
/** K’iche’ is typed with many signs. */
const oneApostrophe = (text: string): string => text.replaceAll(/[’‘ʼʻ`´]/g, "'");

/** A language by code, regional code or printed name in any language of the interface → its code, else undefined. */
function knownLanguage(text: string): string | undefined {
  const plain = oneApostrophe(text.trim());
  const isKnown = (code: string) => ASKED_LANGUAGES.some((choice) => choice.value === code);
  const named = canonicalChoice(plain, ASKED_LANGUAGES, inEveryLanguage);
  return [named, plain.split('-')[0]?.toLowerCase() ?? ''].find(isKnown);
}

/** What somebody typed, as its code where it is known, so that it is found and shown as the others. */
export function languageCode(text: string): string {
  return knownLanguage(text) ?? text.trim();
}

/** A language under one name, to compare what is asked for with what is offered, however it was typed. */
export function languageId(text: string): string {
  return knownLanguage(text) ?? fold(oneApostrophe(text));
}

/** Begins with a capital: months and weekdays of Spanish do not. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('es') + text.slice(1);
}

interface Place {
  mode: EventMode;
  venue: string;
  venue_address: string;
}

/** "Presencial: Casa Ejemplo, 4.ª calle" */
export function placeWords(t: Translate, { mode, venue, venue_address: address }: Place): string {
  const place = [venue, address].filter(Boolean).join(', ');
  return place && mode !== 'online' ? `${t(`events.mode.${mode}`)}. ${place}` : t(`events.mode.${mode}`);
}

/** For the `lang` of a text that is not in the page's language; a screen reader then says it right. */
export function foreign(language: string, page: Lang): string | undefined {
  return language === page ? undefined : language;
}

/** Fields of an edition that a source can say something about. */
export const CITED_FIELDS = ['dates', 'hours', 'venue', 'organizer', 'description'] as const;
export type CitedField = (typeof CITED_FIELDS)[number];

const FIELD_KEYS = {
  dates: 'events.fact.when',
  hours: 'events.fact.hours',
  venue: 'events.fact.where',
  organizer: 'events.fact.organizer',
  description: 'events.edition.about',
} as const satisfies Record<CitedField, MessageKey>;

/** As the page of the edition calls it; of what is no field any more, its name. */
export function citedFieldLabel(name: string, t: Translate): string {
  const known = CITED_FIELDS.find((field) => field === name);
  return known ? t(FIELD_KEYS[known]) : name;
}
