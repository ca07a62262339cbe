/** Words and marks that the public page and the desk share. */
import type { VNode } from 'preact';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { StatusTag } from '../../../ui/data/tag.tsx';
import type { Tone } from '../../../ui/tone.ts';
import type { AnswerCode, Result } from '../rules/result.ts';

const TONES: Readonly<Record<AnswerCode, Tone>> = {
  yes: 'success',
  partly: 'warning',
  no: 'danger',
  not_observed: 'neutral',
};

export function AnswerTag({ t, answer }: { t: Translate; answer: AnswerCode }): VNode {
  return <StatusTag tone={TONES[answer]}>{t(`observations.answer.${answer}`)}</StatusTag>;
}

/** “83 % = (4 sí + 2 en parte × ½) ÷ 6 observados”; where nothing was seen it says so, without a number. */
export function formulaOf(t: Translate, { yes, partly, no, percent }: Result): string {
  return percent === undefined
    ? t('observations.nothing_seen')
    : t('observations.formula', { percent, yes, partly, seen: yes + partly + no });
}
