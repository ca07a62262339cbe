/** Proposals that want help: who waits longest comes first. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { Pagination, Tabs } from '../../../../ui/data/navigation.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { STATE_TONE } from '../../../proposals/index.ts';
import { OFFICE, OFFICE_SETTINGS, officePath } from '../../addresses.ts';
import type { DeskCounts, DeskRow, DeskView } from '../../queries/help.ts';
import { daysSince, type Reader } from '../words.ts';

export interface ListedRow extends Pick<DeskRow, 'number' | 'state' | 'asked' | 'waiting' | 'since'> {
  title: string;
  /** Who helps; empty: nobody yet. */
  adviser: string;
}

export interface ListProps extends Reader {
  view: DeskView;
  counts: DeskCounts;
  rows: readonly ListedRow[];
  /** May say from when a text changes no more. */
  maySet: boolean;
  firstHref: string | undefined;
  nextHref: string | undefined;
}

/** Words in the address of each view; the first one has none. */
export const VIEW_WORDS = { free: '', mine: 'mias', all: 'todas', closed: 'terminadas' } as const;

export const viewHref = (view: DeskView): string =>
  VIEW_WORDS[view] === '' ? OFFICE : `${OFFICE}?ver=${VIEW_WORDS[view]}`;

export function ListPage(props: ListProps): VNode {
  const { t, view, counts, rows } = props;
  const tab = (one: DeskView, count?: number) => ({
    href: viewHref(one),
    label: t(`accompaniment.office.view.${one}`),
    current: one === view,
    ...(count !== undefined && { count }),
  });
  return (
    <>
      <PageHeading title={t('accompaniment.office.title')} lead={t('accompaniment.office.lead')} />
      <Tabs
        label={t('accompaniment.office.title')}
        items={[tab('free', counts.free), tab('mine', counts.mine), tab('all', counts.all), tab('closed')]}
      />
      <DataTable
        caption={t(`accompaniment.office.view.${view}`)}
        captionHidden
        rows={rows}
        columns={[
          {
            header: t('proposals.one'),
            rowHeader: true,
            cell: ({ number, title }) => <SafeLink href={officePath(number)}>{title}</SafeLink>,
          },
          { header: t('proposals.office.number'), numeric: true, cell: ({ number }) => number },
          {
            header: t('accompaniment.office.state'),
            cell: ({ state }) => (
              <StatusTag tone={STATE_TONE[state]}>{t(`proposals.state.${state}`)}</StatusTag>
            ),
          },
          { header: t('accompaniment.office.waits'), cell: (row) => waitWords(props, row) },
          {
            header: t('accompaniment.office.adviser'),
            cell: ({ adviser }) => adviser || t('accompaniment.office.nobody'),
          },
        ]}
        empty={
          <EmptyState title={t('accompaniment.office.empty')}>
            {t('accompaniment.office.empty_text')}
          </EmptyState>
        }
      />
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      {props.maySet ? (
        <ButtonRow>
          <Button kind="link" href={OFFICE_SETTINGS}>
            {t('accompaniment.settings.title')}
          </Button>
        </ButtonRow>
      ) : null}
    </>
  );
}

function waitWords({ t, now }: Reader, { asked, waiting, since }: ListedRow): string {
  if (!waiting) return t('accompaniment.office.waits.authors');
  const count = daysSince(since, now);
  return t(asked ? 'accompaniment.office.waits.asked' : 'accompaniment.office.waits.days', { count });
}
