/** A group in words. */
import type { Translate } from '../../../platform/i18n/translate.ts';
import type { Audience } from '../rules/audience.ts';

export interface Offered {
  workshops: readonly { id: string; title: string }[];
  answers: readonly { value: string; label: string }[];
}

/** One line per condition; what is offered no longer is shown as it was stored. */
export function audienceWords(audience: Audience | undefined, offered: Offered, t: Translate): string[] {
  if (!audience) return [t('mailings.group.unreadable')];
  const { group, attendance, workshop, lang, answer } = audience;
  const title = offered.workshops.find(({ id }) => id === workshop)?.title;
  const given = answer && `${answer.field}|${answer.value}`;
  return [
    t(`mailings.group.${group}`),
    ...(attendance ? [t(`events.attendance.${attendance}`)] : []),
    ...(workshop ? [t('mailings.narrow.workshop', { title: title ?? '—' })] : []),
    ...(lang ? [t('mailings.narrow.lang', { lang: t(`mailings.lang.${lang}`) })] : []),
    ...(answer ? [offered.answers.find(({ value }) => value === given)?.label ?? answer.value] : []),
  ];
}
