import type { VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { OFFICE_LICENCES } from '../addresses.ts';
import { LicencesForm } from '../schemas/licences.ts';

export interface LicencesPageProps {
  t: Translate;
  state: FormState;
  isSaved: boolean;
}

export function LicencesPage({ t, state, isSaved }: LicencesPageProps): VNode {
  return (
    <>
      <PageHeading title={t('site.licences.title')} lead={t('site.licences.lead')} />
      {isSaved ? <Notice t={t} kind="success" title={t('site.licences.saved')} /> : null}
      <SchemaForm
        t={t}
        fields={fieldsOf(LicencesForm)}
        state={state}
        action={OFFICE_LICENCES}
        submit={t('site.licences.submit')}
      />
    </>
  );
}
