/** Facts of a certificate in words of one language. */
import { dateRange } from '../../platform/i18n/dates.ts';
import type { Lang, Translate } from '../../platform/i18n/translate.ts';

/** "7 horas y 30 minutos"; empty for none. */
export function timeWords(t: Translate, total: number): string {
  const [hours, minutes] = [Math.floor(total / 60), total % 60];
  if (hours > 0 && minutes > 0) return t('certificates.time.both', { hours, minutes });
  if (hours > 0) return t('certificates.time.hours', { hours });
  return minutes > 0 ? t('certificates.time.minutes', { minutes }) : '';
}

/** "7–8 de marzo de 2027", from calendar days. */
export function daysBetween(starts: string, ends: string, lang: Lang): string {
  return dateRange(atNoon(starts), atNoon(ends), 'UTC', lang);
}

export const dayWords = (day: string, lang: Lang): string => daysBetween(day, day, lang);

function atNoon(day: string): Temporal.Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).toInstant();
}
