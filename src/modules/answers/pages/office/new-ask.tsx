/** Putting a proposal to an institution. */
import type { VNode } from 'preact';
import type { FormField } from '../../../../platform/forms/field.ts';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { newAskPath, OFFICE_ASKS } from '../../addresses.ts';
import type { Reader } from '../words.ts';
import { InstitutionSearch } from './institution-search.tsx';

/** What an answer named another institution. */
export interface Referral {
  answerId: string;
  institution: string;
  to: string;
}

export interface NewAskProps extends Pick<Reader, 't'> {
  number: number;
  title: string;
  fields: readonly FormField[];
  state: FormState;
  days: number;
  /** Whether the holidays of these years are known. */
  exact: boolean;
  /** Part of the institution's name that was looked for. */
  q: string;
  /** Whether there are more institutions than are offered. */
  more: boolean;
  none: boolean;
  referral: Referral | undefined;
}

export function NewAskPage(props: NewAskProps): VNode {
  const { t, number, title, fields, state, referral } = props;
  const hidden = referral ? { desde: referral.answerId } : {};
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: OFFICE_ASKS, label: t('answers.office.title') },
          { label: t('proposals.number', { number }) },
        ]}
      />
      <PageHeading eyebrow={t('proposals.number', { number })} title={t('answers.office.ask')} lead={title} />
      {referral ? (
        <Notice t={t} kind="info" title={t('answers.office.referral', { institution: referral.institution })}>
          {referral.to ? t('answers.referred_to', { to: referral.to }) : null}
        </Notice>
      ) : null}
      <p>{t('answers.office.days', { days: props.days })}</p>
      <p>{t('answers.office.freezes')}</p>
      {props.exact ? null : <p class="soft">{t('answers.office.inexact')}</p>}
      <InstitutionSearch t={t} action={newAskPath(number)} q={props.q} more={props.more} hidden={hidden} />
      {props.none ? (
        <p>{t('answers.office.no_institution')}</p>
      ) : (
        <SchemaForm
          t={t}
          fields={fields}
          state={state}
          action={newAskPath(number)}
          hidden={{ ...hidden, ...(props.q !== '' && { q: props.q }) }}
          submit={t('answers.office.ask_submit')}
        />
      )}
    </>
  );
}
