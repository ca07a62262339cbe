/** A person's page that was taken back. */
import type { VNode } from 'preact';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { PEOPLE } from '../addresses.ts';

export function PersonGonePage({ t }: { t: Translate }): VNode {
  return (
    <>
      <PageHeading title={t('officials.person.gone.title')} />
      <EmptyState
        title={t('officials.person.gone.text')}
        action={<Button href={PEOPLE}>{t('officials.people.all')}</Button>}
      >
        {t('officials.people.lead')}
      </EmptyState>
    </>
  );
}
