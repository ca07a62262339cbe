/** What was sent, by state: what waits is read first. */
import type { VNode } from 'preact';
import { shortDate } from '../../../../platform/i18n/dates.ts';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { Pagination, Tabs } from '../../../../ui/data/navigation.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { OFFICE_PROPOSALS, OFFICE_SETTINGS, OFFICE_TO_SEE, officeProposalPath } from '../../addresses.ts';
import type { State } from '../../tables.ts';
import { categoryWords, type Reader } from '../words.ts';

export const OFFICE_STATES = [
  'received',
  'published',
  'imported',
  'refused',
  'hidden',
  'withdrawn',
] as const satisfies readonly State[];
export type OfficeState = (typeof OFFICE_STATES)[number];

export interface OfficeRow {
  number: number;
  title: string;
  category: string;
  at: Temporal.Instant;
}

export interface OfficeListProps extends Reader {
  state: OfficeState | 'to_see';
  /** Public ones of which something waits. */
  toSee: number;
  counts: ReadonlyMap<State, number>;
  rows: readonly OfficeRow[];
  /** In the place of the rows. */
  list?: VNode | undefined;
  /** Whoever reads may change how proposals are dealt with. */
  maySet?: boolean | undefined;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export const stateHref = (state: OfficeState): string =>
  state === 'received' ? OFFICE_PROPOSALS : `${OFFICE_PROPOSALS}?estado=${state}`;

export function OfficeListPage(props: OfficeListProps): VNode {
  const { t, state, counts } = props;
  return (
    <>
      <PageHeading title={t('proposals.office.title')} lead={t('proposals.office.lead')} />
      <Tabs
        label={t('proposals.office.title')}
        items={[
          ...OFFICE_STATES.map((one) => ({
            href: stateHref(one),
            label: t(`proposals.office.tab.${one}`),
            current: one === state,
            count: String(counts.get(one) ?? 0),
          })),
          {
            href: OFFICE_TO_SEE,
            label: t('proposals.office.tab.to_see'),
            current: state === 'to_see',
            count: String(props.toSee),
          },
        ]}
      />
      {props.list ?? <Rows {...props} />}
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      {props.maySet ? (
        <p class="soft">
          <SafeLink href={OFFICE_SETTINGS}>{t('proposals.settings.title')}</SafeLink>
        </p>
      ) : null}
    </>
  );
}

function Rows({ t, lang, zone, state, rows }: OfficeListProps): VNode {
  return (
    <DataTable
      caption={t(`proposals.office.tab.${state}`)}
      captionHidden
      rows={rows}
      columns={[
        { header: t('proposals.office.number'), cell: ({ number }) => number, numeric: true },
        {
          header: t('proposals.form.title'),
          rowHeader: true,
          cell: ({ number, title }) => <SafeLink href={officeProposalPath(number)}>{title}</SafeLink>,
        },
        { header: t('proposals.form.category'), cell: ({ category }) => categoryWords(t, category) },
        { header: t('proposals.office.since'), cell: ({ at }) => shortDate(at, zone, lang) },
      ]}
      empty={<EmptyState title={t('proposals.office.empty')}>{t('proposals.office.empty_text')}</EmptyState>}
    />
  );
}
