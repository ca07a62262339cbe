/** Facts of proposals in words of the reader's language. */
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { say } from '../../../platform/i18n/words.ts';
import type { Tone } from '../../../ui/tone.ts';
import { DEPARTMENTS } from '../../events/index.ts';
import { categoryLabel, isCategory } from '../rules/categories.ts';
import { REASONS } from '../rules/moderation.ts';
import type { Shown } from '../sealed.ts';
import type { AuthorKind, State } from '../tables.ts';

export interface Reader {
  t: Translate;
  lang: Lang;
  now: Temporal.Instant;
  /** Of the organisation: proposals have no clock of their own. */
  zone: string;
}

export const categoryWords = (t: Translate, id: string): string =>
  isCategory(id) ? t(categoryLabel(id)) : id;

export function departmentWords(t: Translate, id: string): string {
  const known = DEPARTMENTS.find(({ value }) => value === id);
  return known ? say(known.label, t) : id;
}

export const STATE_TONE: Readonly<Record<State, Tone>> = {
  unconfirmed: 'warning',
  received: 'warning',
  published: 'success',
  imported: 'info',
  refused: 'neutral',
  hidden: 'neutral',
  withdrawn: 'neutral',
};

/** Who it is from, as they wished to be named. */
export function byline(t: Translate, kind: AuthorKind, { names, organization }: Shown): string {
  const named = [names.join(', '), organization].filter(Boolean).join(' · ');
  return named || t(`proposals.by.${kind}`);
}

/** A reason of the public list; empty: none. */
export function reasonWords(t: Translate, reason: string): string {
  const known = REASONS.find((one) => one === reason);
  return known ? t(`proposals.reason.${known}`) : '';
}
