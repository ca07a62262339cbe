/** Supporting a proposal: how many do and how that is known, the form, and what is said after it. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { plainDate } from '../../../platform/i18n/dates.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { Stat, StatGrid } from '../../../ui/data/figures.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { flagPath, ownSupportPath, proposalPath, PROPOSALS, supportPath } from '../addresses.ts';
import type { AttestationRow, SupportCounts, SupportRow } from '../queries/supports.ts';
import { SupportForm } from '../schemas/support.ts';
import { Steps, type StepsProps } from './thresholds.tsx';
import type { Reader } from './words.ts';

export interface SupportsProps extends Reader {
  number: number;
  counts: SupportCounts;
  attested: readonly AttestationRow[];
  steps: StepsProps['steps'];
  reached: StepsProps['reached'];
}

/** Each kind for itself: a confirmed mail, a hand that somebody saw and a line on a sheet are not the same. */
export function Supports(props: SupportsProps): VNode {
  const { t, lang, number, counts, attested } = props;
  return (
    <Section title={t('proposals.support.title')} id="apoyos">
      <StatGrid>
        <Stat label={t('proposals.support.by.confirmed')} value={counts.confirmed} />
        <Stat label={t('proposals.support.by.meeting')} value={counts.meeting} />
        <Stat label={t('proposals.support.by.paper')} value={counts.paper} />
      </StatGrid>
      <p class="soft">{t('proposals.support.discarded', { count: counts.discarded })}</p>
      {counts.reasons.length > 0 ? (
        <ul class="proposal-points">
          {counts.reasons.map(({ kind, reason, count }) => (
            <li>{t(`proposals.support.discarded.${kind}`, { count, reason })}</li>
          ))}
        </ul>
      ) : null}
      <Steps {...props} total={counts.confirmed + counts.meeting + counts.paper} />
      <ButtonRow>
        <Button href={supportPath(number)}>{t('proposals.support.do')}</Button>
        <Button kind="link" href={flagPath(number)}>
          {t('proposals.flag.title')}
        </Button>
      </ButtonRow>
      {attested.length > 0 ? (
        <Disclosure summary={t('proposals.support.attested')}>
          <ul class="proposal-points">
            {attested.map((one) => (
              <li>
                {t(`proposals.support.attested.${one.kind}`, { seen: one.seen, place: one.place })}
                {' · '}
                {plainDate(one.on_date, lang)}
                {one.discarded > 0
                  ? ` · ${t('proposals.support.attested.discarded', { count: one.discarded, reason: one.reason })}`
                  : ''}
                {one.taken_back_at ? ` · ${t('proposals.support.attested.taken_back')}` : ''}
              </li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
    </Section>
  );
}

export interface SupportFormProps {
  t: Translate;
  number: number;
  title: string;
  state: FormState;
}

export function SupportPage({ t, number, title, state }: SupportFormProps): VNode {
  return (
    <>
      <PageHeading
        eyebrow={t('proposals.number', { number })}
        title={t('proposals.support.do')}
        lead={title}
      />
      <p>{t('proposals.support.how')}</p>
      <SchemaForm
        t={t}
        fields={fieldsOf(SupportForm)}
        state={state}
        action={supportPath(number)}
        submit={t('proposals.support.submit')}
        cancelHref={proposalPath(number)}
      />
    </>
  );
}

/** The same for every address, whether it supports already or not. */
export function SupportedPage({ t, number }: Pick<SupportFormProps, 't' | 'number'>): VNode {
  return (
    <>
      <PageHeading
        eyebrow={t('proposals.number', { number })}
        title={t('proposals.support.received')}
        lead={t('proposals.support.received_lead')}
      />
      <ButtonRow>
        <Button kind="secondary" href={proposalPath(number)}>
          {t('proposals.support.to_proposal')}
        </Button>
      </ButtonRow>
    </>
  );
}

export interface OwnSupportProps {
  t: Translate;
  token: string;
  row: SupportRow;
}

/** One's own support behind the link of the mail: looking at it confirms nothing. */
export function OwnSupportPage({ t, token, row }: OwnSupportProps): VNode {
  const { number, title, state } = row;
  return (
    <>
      <PageHeading
        eyebrow={number === null ? undefined : t('proposals.number', { number })}
        title={t(`proposals.support.own.${state}`)}
        lead={title ?? undefined}
      />
      <ButtonRow>
        {state === 'unconfirmed' ? (
          <ActionForm
            action={ownSupportPath(token)}
            fields={{ action: 'confirm' }}
            label={t('proposals.support.confirm')}
            kind="primary"
          />
        ) : null}
        <ActionForm
          action={ownSupportPath(token)}
          fields={{ action: 'take_back' }}
          label={t('proposals.support.take_back')}
          kind="secondary"
        />
        <Button kind="link" href={number === null || title === null ? PROPOSALS : proposalPath(number)}>
          {t('proposals.support.to_proposal')}
        </Button>
      </ButtonRow>
    </>
  );
}
