/** Facts of meetings in words of the reader's language. */
import { plainDate } from '../../../platform/i18n/dates.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { capital } from '../../events/index.ts';

export interface Reader {
  t: Translate;
  lang: Lang;
  /** Of the organisation: meetings have no clock of their own. */
  zone: string;
}

export interface Held {
  title: string;
  place: string;
  on_date: Temporal.PlainDate;
}

/** “Salón comunal, lunes 23 de noviembre de 2026” */
export const heldWords = (lang: Lang, { place, on_date: day }: Held): string =>
  `${place} · ${capital(plainDate(day, lang))}`;

/** A role that somebody of the organisation has; the program itself has none. */
const ROLES = ['administrator', 'facilitator', 'moderator', 'system'] as const;

export function roleWords(t: Translate, role: string | null): string {
  const known = ROLES.find((one) => one === role);
  return t(known ? `meetings.role.${known}` : 'meetings.role.other');
}
