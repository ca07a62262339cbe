/** The series: what joins the editions of one event over the years. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type DrawnForm, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import type { OfficeSeriesRow } from '../../queries/office.ts';
import { type Desk, Done, LIST_HREF } from './frame.tsx';

export const SERIES_HREF = `${LIST_HREF}/series`;

export function SeriesList({ desk, series }: { desk: Desk; series: readonly OfficeSeriesRow[] }): VNode {
  const { t } = desk;
  const title = t('events.office.series.title');
  return (
    <>
      <Breadcrumbs t={t} items={[{ href: LIST_HREF, label: t('events.menu') }, { label: title }]} />
      <PageHeading eyebrow={t('events.office.eyebrow')} title={title} lead={t('events.office.series.lead')} />
      <Done desk={desk} />
      <DataTable
        caption={title}
        captionHidden
        rows={series}
        columns={[
          {
            header: t('events.office.edition.title'),
            rowHeader: true,
            cell: (row) => <SafeLink href={`${SERIES_HREF}/${row.id}`}>{row.title}</SafeLink>,
          },
          { header: t('events.office.edition.summary'), cell: (row) => row.summary || '—' },
          { header: t('events.office.series.editions'), numeric: true, cell: (row) => row.editions },
        ]}
        empty={
          <EmptyState title={t('events.office.series.empty')}>
            {t('events.office.series.empty_lead')}
          </EmptyState>
        }
      />
    </>
  );
}

export interface SeriesFormProps {
  desk: Desk;
  series: OfficeSeriesRow;
  state: DrawnForm;
}

export function SeriesForm({ desk: { t }, series, state }: SeriesFormProps): VNode {
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: LIST_HREF, label: t('events.menu') },
          { href: SERIES_HREF, label: t('events.office.series.title') },
          { label: series.title },
        ]}
      />
      <PageHeading eyebrow={t('events.office.edition.series')} title={series.title} />
      <SchemaForm
        t={t}
        action={`${SERIES_HREF}/${series.id}`}
        fields={state.fields}
        state={state}
        submit={t('events.office.save')}
        cancelHref={SERIES_HREF}
      />
    </>
  );
}
