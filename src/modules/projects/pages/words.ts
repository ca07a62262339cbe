/** How far projects and milestones are, in words of the reader's language. */
import { plainDate } from '../../../platform/i18n/dates.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import type { Tone } from '../../../ui/tone.ts';
import { daysLate, type Standing, type Step, type Stood } from '../rules/standing.ts';
import type { Progress, ProjectStatus } from '../tables.ts';

export interface Reader {
  t: Translate;
  lang: Lang;
  /** In the organisation's zone. */
  today: Temporal.PlainDate;
  zone: string;
  /** The organisation itself: whatever no institution answers for is theirs. */
  organisation: string;
}

export const STANDING_TONE: Readonly<Record<Standing, Tone>> = {
  not_begun: 'neutral',
  under_way: 'info',
  done: 'success',
  partly: 'warning',
  stopped: 'warning',
};

export const STATUS_TONE: Readonly<Record<ProjectStatus, Tone>> = {
  draft: 'warning',
  published: 'success',
  archived: 'neutral',
};

const PROGRESS_TONE: Readonly<Record<Progress, Tone>> = {
  pending: 'neutral',
  under_way: 'info',
  done: 'success',
  dropped: 'warning',
};

/** “2 de 5 hitos cumplidos” */
export const countWords = (t: Translate, { done, total }: Stood): string =>
  total === 0 ? t('projects.no_milestones') : t('projects.count', { done, total });

/** “Un hito lleva 12 días de atraso”; undefined: none does. */
export const lateWords = (t: Translate, { late, mostLate }: Stood): string | undefined =>
  late === 0 ? undefined : t('projects.late', { count: late, days: mostLate });

/** What is said of one milestone: how far it is, or by how long it is late. */
export function stepWords(
  { t, lang, today }: Pick<Reader, 't' | 'lang' | 'today'>,
  step: Step,
  stopped: boolean,
): { tone: Tone; text: string } {
  const days = daysLate(step, today);
  if (step.progress === 'done' || step.progress === 'dropped') {
    const on = step.progress_on ? plainDate(step.progress_on, lang) : '';
    const text =
      days > 0 ? t('projects.step.done_late', { on, days }) : t(`projects.step.${step.progress}`, { on });
    return { tone: PROGRESS_TONE[step.progress], text };
  }
  if (days > 0 && !stopped) return { tone: 'danger', text: t('projects.step.late', { days }) };
  return { tone: PROGRESS_TONE[step.progress], text: t(`projects.progress.${step.progress}`) };
}
