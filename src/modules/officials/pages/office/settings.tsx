/** How long people who never held an office stay in lists. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { OFFICE_INSTITUTIONS, OFFICE_SETTINGS } from '../../addresses.ts';
import { RetentionForm } from '../../schemas/retention.ts';

export function OfficialsSettingsPage({ t, state }: { t: Translate; state: FormState }): VNode {
  const title = t('officials.retention.title');
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: OFFICE_INSTITUTIONS, label: t('officials.menu') }, { label: title }]}
      />
      <PageHeading title={title} lead={t('officials.retention.lead')} />
      <SchemaForm
        t={t}
        fields={fieldsOf(RetentionForm)}
        state={state}
        action={OFFICE_SETTINGS}
        submit={t('officials.retention.save')}
        cancelHref={OFFICE_INSTITUTIONS}
      />
    </>
  );
}
