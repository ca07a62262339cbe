/** The form to propose, and what is said after it. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { Checkbox } from '../../../ui/controls/choice-fields.tsx';
import { fieldId } from '../../../ui/controls/form-fields.tsx';
import { type FieldGroup, type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import type { Similar } from '../queries/similar.ts';
import { DRAFT_DAYS } from '../rules/draft.ts';
import { ASK_LINK, NEW_PROPOSAL, ownPath, proposalPath, PROPOSALS } from '../addresses.ts';
import {
  ABOUT_IT,
  ABOUT_WHERE,
  ABOUT_YOU,
  AskLinkForm,
  ChangeForm,
  ProposalForm,
} from '../schemas/proposal.ts';

const groups = (t: Translate): FieldGroup[] => [
  { legend: t('proposals.form.about_it'), names: ABOUT_IT },
  { legend: t('proposals.form.about_where'), names: ABOUT_WHERE },
  { legend: t('proposals.form.about_you'), hint: t('proposals.form.about_you.hint'), names: ABOUT_YOU },
];

export interface ProposeProps {
  t: Translate;
  state: FormState;
  /** Shown before it is sent; undefined: nobody has looked yet. */
  similar?: readonly Similar[] | undefined;
  /** Of this drawn form, so that a draft saved twice is one. */
  formKey: string;
  /** No draft was kept, and why. */
  draftFault?: 'full' | 'gone' | undefined;
}

export function ProposePage(props: ProposeProps): VNode {
  const { t, draftFault } = props;
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: PROPOSALS, label: t('proposals.title') }, { label: t('proposals.propose') }]}
      />
      <PageHeading title={t('proposals.propose')} lead={t('proposals.propose.lead')} />
      {draftFault ? (
        <Notice t={t} kind="warning" title={t(`proposals.draft.${draftFault}`)}>
          <p>{t(`proposals.draft.${draftFault}_text`)}</p>
        </Notice>
      ) : null}
      <ProposalFields {...props} action={NEW_PROPOSAL} hidden={{ draft_key: props.formKey }} />
      <p class="soft">
        {t('proposals.propose.already')} <a href={ASK_LINK}>{t('proposals.ask_link.title')}</a>
      </p>
    </>
  );
}

interface FieldsProps extends Pick<ProposeProps, 't' | 'state' | 'similar'> {
  action: string;
  hidden?: Readonly<Record<string, string>>;
}

/** The form, to be sent or kept for later. */
export function ProposalFields({ t, state, similar, action, hidden }: FieldsProps): VNode {
  const accept = state.faults.filter(({ field }) => field === 'accept').map(({ message }) => message);
  return (
    <>
      {similar && similar.length > 0 ? <Alike t={t} similar={similar} /> : null}
      <SchemaForm
        t={t}
        fields={fieldsOf(ProposalForm)}
        state={state}
        action={action}
        // A program that knows only the fields of the form does not ask, and is not asked.
        hidden={{ similar: similar === undefined ? 'ask' : 'seen', ...hidden }}
        submit={t(similar === undefined ? 'proposals.propose.submit' : 'proposals.propose.submit_still')}
        beside={
          <Button kind="secondary" name="action" value="draft">
            {t('proposals.draft.save')}
          </Button>
        }
        groups={groups(t)}
        label={t('proposals.propose')}
      >
        <Disclosure summary={t('proposals.propose.risk')}>
          <p>{t('proposals.propose.risk_text')}</p>
        </Disclosure>
        <Checkbox
          t={t}
          id={fieldId('accept')}
          name="accept"
          value="yes"
          label={t('proposals.form.accept')}
          required
          checked={(state.values.get('accept') ?? []).length > 0}
          faults={accept}
        >
          {t('proposals.form.accept')} (<a href="/privacidad">{t('proposals.form.accept.read')}</a>)
        </Checkbox>
        <p class="soft">{t('proposals.draft.hint', { days: DRAFT_DAYS })}</p>
      </SchemaForm>
    </>
  );
}

/** What was proposed before: whoever finds theirs need not send it again. */
function Alike({ t, similar }: { t: Translate; similar: readonly Similar[] }): VNode {
  return (
    <Notice t={t} kind="info" title={t('proposals.similar.title')}>
      <p>{t('proposals.similar.text')}</p>
      <ul>
        {similar.map(({ number, title }) => (
          <li>
            <SafeLink href={proposalPath(number)}>
              {t('proposals.number', { number })}: {title}
            </SafeLink>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

export function ChangePage({ t, token, state }: { t: Translate; token: string; state: FormState }): VNode {
  return (
    <>
      <PageHeading title={t('proposals.change.title')} lead={t('proposals.change.lead')} />
      <SchemaForm
        t={t}
        fields={fieldsOf(ChangeForm)}
        state={state}
        action={`${ownPath(token)}/cambiar`}
        submit={t('proposals.change.submit')}
        cancelHref={ownPath(token)}
        groups={groups(t)}
      />
    </>
  );
}

/** The same for everybody who left an address. */
export function ReceivedPage({ t }: { t: Translate }): VNode {
  return (
    <>
      <PageHeading title={t('proposals.received.title')} lead={t('proposals.received.lead')} />
      <ol class="steps">
        <li>{t('proposals.received.step_mail')}</li>
        <li>{t('proposals.received.step_confirm')}</li>
        <li>{t('proposals.received.step_missing')}</li>
      </ol>
      <ButtonRow>
        <Button kind="secondary" href={PROPOSALS}>
          {t('proposals.to_list')}
        </Button>
        <Button kind="link" href={ASK_LINK}>
          {t('proposals.ask_link.title')}
        </Button>
      </ButtonRow>
    </>
  );
}

export function AskLinkPage({ t, state }: { t: Translate; state: FormState }): VNode {
  return (
    <>
      <PageHeading title={t('proposals.ask_link.title')} lead={t('proposals.ask_link.lead')} />
      <SchemaForm
        t={t}
        fields={fieldsOf(AskLinkForm)}
        state={state}
        action={ASK_LINK}
        submit={t('proposals.ask_link.submit')}
      />
    </>
  );
}

/** The same for every address. */
export function LinkAskedPage({ t }: { t: Translate }): VNode {
  return (
    <>
      <PageHeading title={t('proposals.ask_link.sent.title')} lead={t('proposals.ask_link.sent.text')} />
      <ButtonRow>
        <Button kind="secondary" href={PROPOSALS}>
          {t('proposals.to_list')}
        </Button>
      </ButtonRow>
    </>
  );
}
