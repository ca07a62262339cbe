/** The few fields of a proposal in a meeting; where and from which edition it is fills itself in. */
import type { ComponentChildren, VNode } from 'preact';
import { type FormField, fieldsOf } from '../../../platform/forms/field.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Checkbox } from '../../../ui/controls/choice-fields.tsx';
import { fieldId } from '../../../ui/controls/form-fields.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { ProposalForm } from '../../proposals/index.ts';

const IT = ['title', 'problem', 'affected', 'summary', 'category'];
const WHO = ['authors', 'visibility', 'organization'];

/** Here one mail goes to the address; the others once it is confirmed. */
const hinted = (field: FormField): FormField =>
  field.name === 'email' && field.ui
    ? { ...field, ui: { ...field.ui, hint: 'meetings.form.email.hint' } }
    : field;

export interface ProposalFormProps {
  t: Translate;
  state: FormState;
  action: string;
  /** In words: of the authors themselves, or of somebody who types for them. */
  accept: string;
  whoHint: string;
  files?: boolean | undefined;
  /** Between what it says and what is accepted. */
  children?: ComponentChildren;
}

export function MeetingProposalForm(props: ProposalFormProps): VNode {
  const { t, state, accept } = props;
  const faults = state.faults.filter(({ field }) => field === 'accept').map(({ message }) => message);
  return (
    <SchemaForm
      t={t}
      fields={fieldsOf(ProposalForm).map(hinted)}
      state={state}
      action={props.action}
      files={props.files}
      submit={t('proposals.propose.submit')}
      groups={[
        { legend: t('proposals.form.about_it'), names: IT },
        { legend: t('proposals.form.about_you'), hint: props.whoHint, names: WHO },
        { legend: t('meetings.form.email_too'), names: ['email'] },
      ]}
      label={t('meetings.send.title')}
    >
      <Disclosure summary={t('proposals.propose.risk')}>
        <p>{t('proposals.propose.risk_text')}</p>
      </Disclosure>
      {props.children}
      <Checkbox
        t={t}
        id={fieldId('accept')}
        name="accept"
        value="yes"
        label={accept}
        required
        checked={(state.values.get('accept') ?? []).length > 0}
        faults={faults}
      >
        {accept} (<a href="/privacidad">{t('proposals.form.accept.read')}</a>)
      </Checkbox>
    </SchemaForm>
  );
}
