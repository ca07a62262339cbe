/** What names an institution: as long as anything does, it stays. */
import type { VNode } from 'preact';
import type { OtherUse } from '../../../../platform/additions.ts';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { Uses } from '../../queries/office-institutions.ts';

export interface UsesProps {
  t: Translate;
  uses: Uses;
  /** Of records of other modules. */
  otherUses: readonly OtherUse[];
}

export function InstitutionUses({ t, uses, otherUses }: UsesProps): VNode {
  const own = (['children', 'posts', 'tenures', 'statements'] as const).map((name) => ({
    label: t(`officials.office.uses.${name}`),
    value: uses[name],
  }));
  return (
    <Section title={t('officials.office.uses')} id="usos">
      <SummaryList
        rows={[...own, ...otherUses.map(({ label, count }) => ({ label: t(label), value: count }))]}
      />
    </Section>
  );
}
