/** Somebody else saved meanwhile: what stands there now, beside what was typed, so that a person decides. */
import type { VNode } from 'preact';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';

export interface Difference {
  label: string;
  /** As it is stored now. */
  now: string;
}

export function Changed({
  t,
  differences,
}: {
  t: Translate;
  differences: readonly Difference[];
}): VNode | null {
  if (differences.length === 0) return null;
  return (
    <Notice t={t} kind="warning" title={t('projects.changed.title')}>
      <p>{t('projects.changed.text')}</p>
      <SummaryList
        rows={differences.map(({ label, now }) => ({ label, value: now || t('projects.changed.nothing') }))}
      />
    </Notice>
  );
}
