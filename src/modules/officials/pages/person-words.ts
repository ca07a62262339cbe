/** How the pages of people say dates, spans and what somebody held. Pure. */
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { readPartialDate } from '../../../platform/sources/printed-date.ts';
import { partialDateWords } from '../../../ui/data/partial-date.ts';

export interface Reader {
  t: Translate;
  lang: Lang;
}

/** “octubre de 2019”: as far as it is known. */
export function dateWords(iso: string, lang: Lang): string {
  const read = readPartialDate(iso);
  return read ? partialDateWords(read, lang) : iso;
}

/** Empty where nothing is known: an open end is not “until today”. */
export function spanWords({ t, lang }: Reader, starts: string | null, ends: string | null): string {
  if (starts !== null && ends !== null) {
    if (starts === ends) return dateWords(starts, lang);
    return t('officials.person.span', { from: dateWords(starts, lang), to: dateWords(ends, lang) });
  }
  if (starts !== null) return t('officials.person.since', { from: dateWords(starts, lang) });
  return ends === null ? '' : t('officials.person.until', { to: dateWords(ends, lang) });
}

/** Of a candidacy or a seat the day is when it was, not since when. */
export function whenWords(
  reader: Reader,
  { kind, starts, ends }: { kind: string; starts: string | null; ends: string | null },
): string {
  return kind !== 'office' && starts !== null && ends === null
    ? dateWords(starts, reader.lang)
    : spanWords(reader, starts, ends);
}

export interface HeldWords {
  kind: string;
  post: string;
  body: string;
  process: string;
}

/** “Magistratura, Corte de Ejemplo”, “Aspirante en Proceso de Ejemplo 2022”. */
export function heldWords({ kind, post, body, process }: HeldWords, t: Translate): string {
  const place = [post, body].filter(Boolean).join(', ');
  if (kind === 'candidacy') return t('officials.person.held.candidacy', { process: process || body || post });
  if (kind === 'commission')
    return t('officials.person.held.commission', { process: body || process || post });
  if (kind === 'elector') return t('officials.person.held.elector', { process: body || process || post });
  return place || process;
}
