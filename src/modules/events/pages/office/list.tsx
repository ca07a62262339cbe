/** The editions, for those who run them. */
import type { VNode } from 'preact';
import { dateRange } from '../../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { TagRow } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import type { OfficeEditionRow, StateCounts } from '../../queries/office.ts';
import { type Desk, Done, editionHref, EditionTags, LIST_HREF } from './frame.tsx';

export interface EditionListProps {
  desk: Desk;
  editions: readonly OfficeEditionRow[];
  counts: ReadonlyMap<string, StateCounts>;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function EditionList({ desk, editions, counts, firstHref, nextHref }: EditionListProps): VNode {
  const { t } = desk;
  return (
    <>
      <PageHeading
        eyebrow={t('events.office.eyebrow')}
        title={t('events.menu')}
        lead={t('events.office.list.lead')}
      >
        <NewButtons desk={desk} />
      </PageHeading>
      <Done desk={desk} />
      <EditionTable desk={desk} editions={editions} counts={counts} />
      <Pagination t={t} firstHref={firstHref} nextHref={nextHref} />
    </>
  );
}

function NewButtons({ desk: { t, may } }: { desk: Desk }): VNode | null {
  if (!may.edit) return null;
  return (
    <ButtonRow>
      <Button href={`${LIST_HREF}/nueva`}>{t('events.office.list.new')}</Button>
      <Button kind="secondary" href={`${LIST_HREF}/importar`}>
        {t('events.office.list.import')}
      </Button>
      <Button kind="secondary" href={`${LIST_HREF}/series`}>
        {t('events.office.series.title')}
      </Button>
    </ButtonRow>
  );
}

function EditionTable({
  desk,
  editions,
  counts,
}: Pick<EditionListProps, 'desk' | 'editions' | 'counts'>): VNode {
  const { t, lang } = desk;
  const of = (row: OfficeEditionRow) => counts.get(row.id) ?? {};
  return (
    <DataTable
      caption={t('events.office.list.caption')}
      captionHidden
      rows={editions}
      columns={[
        {
          header: t('events.office.list.edition'),
          rowHeader: true,
          cell: (row) => <SafeLink href={editionHref(row)}>{row.title}</SafeLink>,
        },
        {
          header: t('events.office.list.dates'),
          cell: (row) => dateRange(row.starts_at, row.ends_at, row.timezone, lang),
        },
        { header: t('events.office.list.mode'), cell: (row) => t(`events.mode.${row.mode}`) },
        {
          header: t('events.office.list.state'),
          cell: (row) => (
            <TagRow>
              <EditionTags t={t} edition={row} />
            </TagRow>
          ),
        },
        { header: t('events.office.list.places'), numeric: true, cell: (row) => placesWords(desk, row) },
        {
          header: t('events.office.list.waiting'),
          numeric: true,
          cell: (row) => (of(row).waitlisted ?? 0) + (of(row).offered ?? 0),
        },
        {
          header: t('events.office.list.approval'),
          numeric: true,
          cell: (row) => of(row).awaiting_approval ?? 0,
        },
      ]}
      empty={
        <EmptyState title={t('events.office.list.empty')}>
          <p>{t('events.office.list.empty_lead')}</p>
        </EmptyState>
      }
    />
  );
}

function placesWords({ t }: Desk, row: OfficeEditionRow): string {
  const taken = (row.taken_online ?? 0) + (row.taken_in_person ?? 0);
  return row.capacity_total === null
    ? String(taken)
    : t('events.office.taken_of', { taken, capacity: row.capacity_total });
}
