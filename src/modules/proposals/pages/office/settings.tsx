/** How proposals are dealt with: when they are read, what follows from supports. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { OFFICE_PROPOSALS, OFFICE_SETTINGS } from '../../addresses.ts';
import { SettingsForm } from '../../schemas/settings.ts';

export interface SettingsProps {
  t: Translate;
  state: FormState;
  isSaved: boolean;
}

export function SettingsPage({ t, state, isSaved }: SettingsProps): VNode {
  const title = t('proposals.settings.title');
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: OFFICE_PROPOSALS, label: t('proposals.office.title') }, { label: title }]}
      />
      <PageHeading title={title} lead={t('proposals.settings.lead')} />
      {isSaved ? <Notice t={t} kind="success" title={t('proposals.settings.saved')} /> : null}
      <SchemaForm
        t={t}
        fields={fieldsOf(SettingsForm)}
        state={state}
        action={OFFICE_SETTINGS}
        submit={t('proposals.settings.save')}
        cancelHref={OFFICE_PROPOSALS}
      />
    </>
  );
}
