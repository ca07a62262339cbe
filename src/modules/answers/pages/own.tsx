/** For the account of an institution: what it is asked, and the form by which it answers. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { plainDate } from '../../../platform/i18n/dates.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Pagination, Tabs } from '../../../ui/data/navigation.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { proposalPath } from '../../proposals/index.ts';
import { OWN_ASKS, ownAskPath } from '../addresses.ts';
import type { AnswerRow, AskRow } from '../queries/asks.ts';
import { ReplyForm } from '../schemas/forms.ts';
import { EarlierAnswers } from './answer-card.tsx';
import { askedWords, type Reader, type Stood } from './words.ts';

export const OWN_DONE = `${OWN_ASKS}?ver=respondidas`;

export interface OwnListProps extends Pick<Reader, 't' | 'lang'> {
  /** undefined: the account speaks for none. */
  institution: string | undefined;
  open: boolean;
  rows: readonly { ask: AskRow; stood: Stood }[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function OwnListPage(props: OwnListProps): VNode {
  const { t, lang, institution, open, rows } = props;
  if (institution === undefined)
    return (
      <>
        <PageHeading title={t('answers.own.title')} />
        <EmptyState title={t('answers.own.unbound')}>{t('answers.own.unbound_text')}</EmptyState>
      </>
    );
  return (
    <>
      <PageHeading eyebrow={institution} title={t('answers.own.title')} lead={t('answers.own.lead')} />
      <Tabs
        label={t('answers.own.title')}
        items={[
          { href: OWN_ASKS, label: t('answers.office.open'), current: open },
          { href: OWN_DONE, label: t('answers.office.done'), current: !open },
        ]}
      />
      <DataTable
        caption={t(open ? 'answers.office.open' : 'answers.office.done')}
        captionHidden
        rows={rows}
        columns={[
          {
            header: t('proposals.one'),
            rowHeader: true,
            cell: ({ ask }) => <SafeLink href={ownAskPath(ask.id)}>{ask.title}</SafeLink>,
          },
          {
            header: t('answers.office.standing'),
            cell: ({ stood }) => <StatusTag tone={stood.tone}>{stood.text}</StatusTag>,
          },
          {
            header: t('answers.office.due'),
            cell: ({ ask }) => (ask.delivered_on === null ? '–' : plainDate(ask.due_on, lang)),
          },
        ]}
        empty={<EmptyState title={t('answers.own.empty')}>{t('answers.own.empty_text')}</EmptyState>}
      />
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
    </>
  );
}

export interface OwnAskProps extends Pick<Reader, 't' | 'lang'> {
  ask: AskRow;
  stood: Stood;
  answers: readonly AnswerRow[];
  state: FormState;
  sent: boolean;
}

export function OwnAskPage(props: OwnAskProps): VNode {
  const { t, lang, ask, stood, answers } = props;
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: OWN_ASKS, label: t('answers.own.title') }, { label: ask.title ?? '' }]}
      />
      <PageHeading eyebrow={ask.institution} title={t('answers.reply.title')} lead={ask.title ?? undefined}>
        <p>
          <StatusTag tone={stood.tone}>{stood.text}</StatusTag>
        </p>
      </PageHeading>
      {props.sent ? <Notice t={t} kind="success" title={t('answers.reply.sent')} /> : null}
      <p>{askedWords({ t, lang }, ask)}</p>
      <Section title={t('answers.reply.asked')}>
        <Prose text={ask.words} />
        <p>
          <SafeLink href={proposalPath(ask.number)}>{t('answers.reply.read')}</SafeLink>
        </p>
      </Section>
      <EarlierAnswers t={t} lang={lang} answers={answers} institution={ask.institution} />
      <Reply {...props} />
    </>
  );
}

function Reply({ t, ask, state }: OwnAskProps): VNode {
  if (ask.closed_at)
    return (
      <Notice t={t} kind="warning" title={t('answers.reply.closed')}>
        {ask.closed_reason}
      </Notice>
    );
  return (
    <Section title={t('answers.reply.form')}>
      <p>{t('answers.own.public')}</p>
      <p>{t('answers.reply.who', { institution: ask.institution })}</p>
      <SchemaForm
        t={t}
        fields={fieldsOf(ReplyForm)}
        state={state}
        action={ownAskPath(ask.id)}
        submit={t('answers.reply.submit')}
      />
    </Section>
  );
}
