/** The ledger of silence, for everybody. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { institutionPath } from '../../officials/index.ts';
import { PROPOSALS } from '../../proposals/index.ts';
import { LEDGER_CSV } from '../addresses.ts';
import type { LedgerRow } from '../queries/ledger.ts';
import { LEDGER_COUNTS } from '../rules/ledger.ts';
import type { Reader } from './words.ts';

export interface LedgerProps extends Pick<Reader, 't'> {
  rows: readonly LedgerRow[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function LedgerPage({ t, rows, firstHref, nextHref }: LedgerProps): VNode {
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: PROPOSALS, label: t('proposals.title') }, { label: t('answers.ledger.title') }]}
      />
      <PageHeading title={t('answers.ledger.title')} lead={t('answers.ledger.lead')} />
      <DataTable
        caption={t('answers.ledger.title')}
        captionHidden
        rows={rows}
        columns={[
          {
            header: t('answers.ledger.institution'),
            rowHeader: true,
            cell: ({ slug, institution }) => <SafeLink href={institutionPath(slug)}>{institution}</SafeLink>,
          },
          ...LEDGER_COUNTS.map((name) => ({
            header: t(`answers.ledger.${name}`),
            numeric: true,
            cell: (row: LedgerRow) => row[name] ?? '–',
          })),
        ]}
        empty={<EmptyState title={t('answers.ledger.empty')}>{t('answers.ledger.empty_text')}</EmptyState>}
      />
      <Pagination t={t} firstHref={firstHref} nextHref={nextHref} />
      <p>{t('answers.ledger.how')}</p>
      <p class="soft">
        <SafeLink href={LEDGER_CSV} download>
          CSV
        </SafeLink>
      </p>
    </>
  );
}
