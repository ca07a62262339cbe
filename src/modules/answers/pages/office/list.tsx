/** What was put to institutions: what is due first comes first. */
import type { VNode } from 'preact';
import { plainDate } from '../../../../platform/i18n/dates.ts';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { Pagination, Tabs } from '../../../../ui/data/navigation.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { OFFICE_ACCOUNTS, OFFICE_ASKS, officeAskPath } from '../../addresses.ts';
import type { AskRow } from '../../queries/asks.ts';
import type { Reader, Stood } from '../words.ts';

export interface ListProps extends Pick<Reader, 't' | 'lang'> {
  open: boolean;
  rows: readonly { ask: AskRow; stood: Stood }[];
  mayManageAccounts: boolean;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export const DONE_LIST = `${OFFICE_ASKS}?ver=respondidas`;

export function ListPage(props: ListProps): VNode {
  const { t, lang, open, rows, firstHref, nextHref } = props;
  return (
    <>
      <PageHeading title={t('answers.office.title')} lead={t('answers.office.lead')} />
      <Tabs
        label={t('answers.office.title')}
        items={[
          { href: OFFICE_ASKS, label: t('answers.office.open'), current: open },
          { href: DONE_LIST, label: t('answers.office.done'), current: !open },
        ]}
      />
      <DataTable
        caption={t(open ? 'answers.office.open' : 'answers.office.done')}
        captionHidden
        rows={rows}
        columns={[
          {
            header: t('answers.ledger.institution'),
            rowHeader: true,
            cell: ({ ask }) => <SafeLink href={officeAskPath(ask.id)}>{ask.institution}</SafeLink>,
          },
          {
            header: t('proposals.one'),
            cell: ({ ask }) => ask.title ?? t('proposals.number', { number: ask.number }),
          },
          {
            header: t('answers.office.standing'),
            cell: ({ stood }) => <StatusTag tone={stood.tone}>{stood.text}</StatusTag>,
          },
          { header: t('answers.office.due'), cell: ({ ask }) => plainDate(ask.due_on, lang) },
        ]}
        empty={<EmptyState title={t('answers.office.empty')}>{t('answers.office.empty_text')}</EmptyState>}
      />
      <Pagination t={t} firstHref={firstHref} nextHref={nextHref} />
      {props.mayManageAccounts ? (
        <p>
          <SafeLink href={OFFICE_ACCOUNTS}>{t('answers.accounts.title')}</SafeLink>
        </p>
      ) : null}
    </>
  );
}
