/** What the team keeps an eye on: first page, mails, activity, the secret key. */
import type { VNode } from 'preact';
import {
  isMessageKey,
  type Lang,
  type MessageKey,
  type Translate,
} from '../../../platform/i18n/translate.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import type { LinkTarget } from '../../../platform/links.ts';
import type { ListedMail } from '../../../platform/mail/queries.ts';
import { MAIL_STATES, type MailState } from '../../../platform/mail/tables.ts';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Pagination, Tabs } from '../../../ui/data/navigation.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import type { NoticeKind, Tone } from '../../../ui/tone.ts';
import { KeyForm } from '../schemas.ts';
import { Done } from './done.tsx';
import { moment } from './words.ts';

interface View {
  t: Translate;
  lang: Lang;
  zone: string;
}

export interface Attention {
  kind: NoticeKind;
  title: string;
  text: string;
  link?: { href: string; label: string };
}

export interface DashboardProps {
  t: Translate;
  name: string;
  attention: readonly Attention[];
}

export function DashboardPage({ t, name, attention }: DashboardProps): VNode {
  return (
    <>
      <PageHeading
        title={t('office.home.title', { name })}
        lead={attention.length > 0 ? t('office.home.attention') : t('office.home.nothing')}
      />
      {attention.map((item) => (
        <Notice t={t} kind={item.kind} title={item.title}>
          <p>{item.text}</p>
          {item.link ? (
            <p>
              <a href={item.link.href}>{item.link.label}</a>
            </p>
          ) : null}
        </Notice>
      ))}
    </>
  );
}

const MAIL_TONE: Record<MailState, Tone> = {
  queued: 'info',
  sending: 'info',
  sent: 'success',
  refused: 'danger',
  failed: 'danger',
  cancelled: 'neutral',
};

export interface MailsProps extends View {
  done: string | null;
  state: MailState | undefined;
  counts: Readonly<Record<MailState, number>>;
  mails: readonly ListedMail[];
  /** Where mails go when there is no mail server. */
  folder: string | undefined;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function MailsPage(props: MailsProps): VNode {
  const { t, state, counts } = props;
  const tabs = [
    { href: '/admin/correos', label: t('office.mails.all'), current: state === undefined },
    ...MAIL_STATES.map((s) => ({
      href: `/admin/correos?estado=${s}`,
      label: t(`office.mails.state.${s}`),
      current: s === state,
      count: counts[s],
    })),
  ];
  return (
    <>
      <PageHeading title={t('office.mails.title')} lead={t('office.mails.lead')} />
      <Done t={t} code={props.done} />
      {props.folder ? (
        <Notice t={t} kind="warning" title={t('office.mails.no_server')}>
          <p>{t('office.mails.folder', { folder: props.folder })}</p>
        </Notice>
      ) : null}
      <Tabs label={t('office.mails.by_state')} items={tabs} />
      <MailTable {...props} />
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
    </>
  );
}

function MailTable({ t, lang, zone, mails }: MailsProps): VNode {
  const retryable = new Set<MailState>(['queued', 'refused', 'failed']);
  return (
    <DataTable
      caption={t('office.mails.title')}
      captionHidden
      rows={mails}
      empty={<EmptyState title={t('office.mails.empty')}>{t('office.mails.empty_text')}</EmptyState>}
      columns={[
        {
          header: t('office.mails.kind'),
          rowHeader: true,
          cell: (m) => said(t, `office.mail.${m.kind}`, m.kind),
        },
        { header: t('office.mails.promised'), cell: (m) => moment(m.createdAt, zone, lang) },
        {
          header: t('office.mails.state'),
          cell: (m) => <StatusTag tone={MAIL_TONE[m.state]}>{t(`office.mails.state.${m.state}`)}</StatusTag>,
        },
        { header: t('office.mails.attempts'), numeric: true, cell: (m) => m.attempts },
        {
          header: t('office.mails.code'),
          cell: (m) => (m.errorCode ? <code>{m.errorCode}</code> : t('office.mails.no_code')),
        },
        {
          header: t('office.mails.retry'),
          headerHidden: true,
          cell: (m) =>
            retryable.has(m.state) ? (
              <ActionForm
                action={`/admin/correos/${m.id}/reintentar`}
                label={t('office.mails.retry')}
                size="small"
                about={moment(m.createdAt, zone, lang)}
              />
            ) : null,
        },
      ]}
    />
  );
}

/** In words where the catalogue has them, else the code itself: modules to come bring their own. */
function said(t: Translate, key: string, code: string): VNode | string {
  return isMessageKey(key) ? t(key as MessageKey) : <code>{code}</code>;
}

export interface ActivityRow {
  id: string;
  at: Temporal.Instant;
  who: string;
  action: string;
  subject: string;
  /** Title and address of the record, where a module knows it. */
  link?: LinkTarget | undefined;
}

export interface ActivityProps extends View {
  rows: readonly ActivityRow[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function ActivityPage({ t, lang, zone, rows, firstHref, nextHref }: ActivityProps): VNode {
  return (
    <>
      <PageHeading title={t('office.activity.title')} lead={t('office.activity.lead')} />
      <DataTable
        caption={t('office.activity.title')}
        captionHidden
        rows={rows}
        empty={<EmptyState title={t('office.activity.empty')}>{t('office.activity.empty_text')}</EmptyState>}
        columns={[
          { header: t('office.activity.at'), rowHeader: true, cell: (r) => moment(r.at, zone, lang) },
          { header: t('office.activity.who'), cell: (r) => r.who },
          { header: t('office.activity.what'), cell: (r) => said(t, `office.action.${r.action}`, r.action) },
          {
            header: t('office.activity.subject'),
            cell: (r) => (r.link ? <a href={r.link.href}>{r.link.title}</a> : <code>{r.subject}</code>),
          },
        ]}
      />
      <Pagination t={t} firstHref={firstHref} nextHref={nextHref} />
    </>
  );
}

export interface KeyProps {
  t: Translate;
  done: string | null;
  state: FormState;
  file: string;
  mark: string;
  /** When it was confirmed for the key in use. */
  confirmedAt: string | undefined;
}

export function KeyPage({ t, done, state, file, mark, confirmedAt }: KeyProps): VNode {
  return (
    <>
      <PageHeading title={t('office.key.title')} lead={t('office.key.lead')} />
      <Done t={t} code={done} />
      <SummaryList
        rows={[
          { label: t('office.key.file'), value: <code>{file}</code> },
          { label: t('office.key.mark'), value: <code>{mark}</code> },
          { label: t('office.key.confirmed'), value: confirmedAt ?? t('office.key.not_confirmed') },
        ]}
      />
      <Section title={t('office.key.how')}>
        <p>{t('office.key.how_text')}</p>
        {confirmedAt ? null : (
          <SchemaForm
            t={t}
            fields={fieldsOf(KeyForm)}
            state={state}
            action="/admin/llave"
            submit={t('office.key.submit')}
          />
        )}
      </Section>
    </>
  );
}
