/** What waits for an answer, and what was answered. */
import type { VNode } from 'preact';
import { plainDate } from '../../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { Pagination, Tabs } from '../../../../ui/data/navigation.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { OFFICE, officePath } from '../../addresses.ts';
import type { CorrectionRow } from '../../queries/corrections.ts';
import { isOpen } from '../../rules/outcomes.ts';
import { type Reader, STATE_TONE } from '../words.ts';

export interface OfficeRow {
  row: CorrectionRow;
  /** Of the record, as staff see it. */
  title: string;
  late: number;
}

export interface OfficeListProps extends Reader {
  rows: readonly OfficeRow[];
  done: boolean;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function OfficeListPage(props: OfficeListProps): VNode {
  const { t, lang, rows, done } = props;
  return (
    <>
      <PageHeading title={t('corrections.office.title')} lead={t('corrections.office.lead')} />
      <Tabs
        label={t('corrections.office.title')}
        items={[
          { href: OFFICE, label: t('corrections.office.open'), current: !done },
          { href: `${OFFICE}?ver=respondidas`, label: t('corrections.office.done'), current: done },
        ]}
      />
      <DataTable
        caption={t(done ? 'corrections.office.done' : 'corrections.office.open')}
        captionHidden
        rows={rows}
        columns={[
          {
            header: t('corrections.office.record'),
            rowHeader: true,
            cell: ({ row, title }) => <SafeLink href={officePath(row.id)}>{title}</SafeLink>,
          },
          { header: t('corrections.office.kind'), cell: ({ row }) => t(`corrections.log.kind.${row.kind}`) },
          {
            header: t('corrections.office.state'),
            cell: ({ row }) => (
              <StatusTag tone={STATE_TONE[row.state]}>{t(`corrections.state.${row.state}`)}</StatusTag>
            ),
          },
          {
            header: t('corrections.office.due'),
            cell: ({ row, late }) =>
              isOpen(row.state) && late > 0
                ? `${plainDate(row.due_on, lang)} · ${t('corrections.late', { days: late })}`
                : plainDate(row.due_on, lang),
          },
          { header: t('corrections.office.number'), cell: ({ row }) => row.number, numeric: true },
        ]}
        empty={
          <EmptyState title={t('corrections.office.empty')}>{t('corrections.office.empty_text')}</EmptyState>
        }
      />
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      <ButtonRow>
        <Button kind="link" href={`${OFFICE}/ajustes`}>
          {t('corrections.office.settings')}
        </Button>
      </ButtonRow>
    </>
  );
}
