/** Where a process stands, in words: now, what follows, who decides, by when. */
import type { VNode } from 'preact';
import type { Tone } from '../../../ui/tone.ts';
import { StatusTag } from '../../../ui/data/tag.tsx';
import type { NextStep, Standing } from '../rules/standing.ts';
import { dateWords, type Reader } from './words.ts';

const TONES: Record<Standing['state'], Tone> = {
  not_begun: 'neutral',
  running: 'info',
  paused: 'warning',
  annulled: 'danger',
  ended_in_part: 'warning',
  ended: 'success',
};

export function StandingTag({ t, standing }: Pick<Reader, 't'> & { standing: Standing }): VNode {
  return <StatusTag tone={TONES[standing.state]}>{t(`selections.state.${standing.state}`)}</StatusTag>;
}

/** “En pausa desde el 3 de mayo de 2020”: only with a day that a source says. */
export function nowWords({ t, lang }: Reader, { state, stage, last, turned }: Standing): string {
  const since = dateWords((state === 'running' ? last : turned)?.on_date ?? null, lang);
  const words = since === '' ? t(`selections.now.${state}`) : t(`selections.now_since.${state}`, { since });
  return stage && state !== 'ended' ? `${words} · ${stage.title}` : words;
}

export function nextWords({ t, lang }: Reader, { event, stage }: NextStep): string {
  if (!event) return t('selections.next.by_rules', { stage: stage?.title ?? '' });
  const date = dateWords(event.on_date, lang);
  if (date === '')
    return t(`selections.next.${event.basis === 'legal' ? 'legal' : 'planned'}`, { title: event.title });
  return t(`selections.next.${event.basis === 'legal' ? 'legal_on' : 'planned_on'}`, {
    title: event.title,
    date,
  });
}

/** “faltan 9 días”, “hoy”, “hace 2 días”. */
export function daysWords({ t }: Pick<Reader, 't'>, days: number): string {
  if (days === 0) return t('selections.days.today');
  return days > 0 ? t('selections.days.left', { days }) : t('selections.days.past', { days: -days });
}
