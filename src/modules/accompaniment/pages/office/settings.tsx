/** From how many supports on a text changes no more. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { OFFICE, OFFICE_SETTINGS } from '../../addresses.ts';
import { SettingsForm } from '../../schemas/forms.ts';

export interface SettingsProps {
  t: Translate;
  state: FormState;
  isSaved: boolean;
}

export function SettingsPage({ t, state, isSaved }: SettingsProps): VNode {
  const title = t('accompaniment.settings.title');
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: OFFICE, label: t('accompaniment.office.title') }, { label: title }]}
      />
      <PageHeading title={title} lead={t('accompaniment.settings.lead')} />
      {isSaved ? <Notice t={t} kind="success" title={t('accompaniment.settings.saved')} /> : null}
      <SchemaForm
        t={t}
        fields={fieldsOf(SettingsForm)}
        state={state}
        action={OFFICE_SETTINGS}
        submit={t('accompaniment.settings.save')}
        cancelHref={OFFICE}
      />
    </>
  );
}
