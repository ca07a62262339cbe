/** The contributions of an edition, by their numbers. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { Select } from '../../../../ui/controls/choice-fields.tsx';
import { FilterForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { Stat, StatGrid } from '../../../../ui/data/figures.tsx';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { type EditionDesk, EditionFrame, editionHref } from '../../../events/index.ts';
import { callPath } from '../../addresses.ts';
import type { ListFilter, StateCounts } from '../../queries/contributions.ts';
import type { CallWindow } from '../../rules/call.ts';
import { KINDS, REVIEW_STATES, STATES } from '../../tables.ts';
import type { Kind, ReviewState, State } from '../../tables.ts';
import { STATE_TONE } from '../own.tsx';
import { meanWords } from '../words.ts';
import { Told } from './told.tsx';

export const TAB = 'convocatoria';

export interface ListRow {
  id: string;
  number: number;
  kind: Kind;
  /** As the person may read it; empty: not readable to them, or no longer kept. */
  title: string;
  state: State;
  own: ReviewState | null;
  given: number;
  /** Of the reviews given, for those who may see them. */
  mean: number | undefined;
  inLibrary: boolean;
}

export interface ListPageProps {
  desk: EditionDesk;
  mayDecide: boolean;
  window: CallWindow;
  /** When the call opens or closes, in words. */
  when: string;
  wanted: number;
  counts: StateCounts;
  rows: readonly ListRow[];
  filter: ListFilter;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function ListPage(props: ListPageProps): VNode {
  const { desk, mayDecide, window, rows, filter } = props;
  const { t, edition } = desk;
  const here = editionHref(edition, TAB);
  const filtered = Object.values(filter).some(Boolean);
  return (
    <EditionFrame
      desk={desk}
      part={{ added: TAB }}
      title={t('contributions.tab')}
      lead={t(`contributions.office.window.${window}`, { when: props.when })}
      actions={
        <ButtonRow>
          {mayDecide ? (
            <Button kind={window === 'none' ? 'primary' : 'secondary'} href={`${here}/ajustes`}>
              {t(window === 'none' ? 'contributions.office.set_up' : 'contributions.office.settings')}
            </Button>
          ) : null}
          {window !== 'none' && edition.visibility === 'published' ? (
            <Button kind="link" href={callPath(edition.slug)}>
              {t('contributions.office.see_public')}
            </Button>
          ) : null}
        </ButtonRow>
      }
    >
      <Told t={t} code={desk.done} />
      <Counts {...props} />
      <Section title={t('contributions.office.list')}>
        <Filters {...props} clearHref={filtered ? here : undefined} />
        <Table {...props} />
        {rows.length === 0 ? (
          <EmptyState
            level={3}
            title={t(filtered ? 'contributions.office.found_none' : 'contributions.office.empty')}
          >
            {t(filtered ? 'contributions.office.found_none_lead' : 'contributions.office.empty_lead')}
          </EmptyState>
        ) : null}
        <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      </Section>
    </EditionFrame>
  );
}

function Counts({ desk: { t }, counts }: ListPageProps): VNode | null {
  const shown = STATES.filter((state) => (counts[state] ?? 0) > 0);
  if (shown.length === 0) return null;
  return (
    <StatGrid>
      {shown.map((state) => (
        <Stat label={t(`contributions.state.${state}`)} value={counts[state] ?? 0} />
      ))}
    </StatGrid>
  );
}

function Filters({ desk, filter, clearHref }: ListPageProps & { clearHref: string | undefined }): VNode {
  const { t, edition } = desk;
  const all = { empty: t('contributions.library.filter.all'), mark: false, t } as const;
  return (
    <FilterForm
      t={t}
      action={editionHref(edition, TAB)}
      label={t('contributions.office.filter')}
      clearHref={clearHref}
    >
      <Select
        {...all}
        id="f-tipo"
        name="tipo"
        label={t('contributions.office.kind')}
        value={filter.kind ?? ''}
        options={KINDS.map((value) => ({ value, label: t(`contributions.kind.${value}`) }))}
      />
      <Select
        {...all}
        id="f-estado"
        name="estado"
        label={t('contributions.office.state')}
        value={filter.state ?? ''}
        options={STATES.filter((s) => s !== 'pending').map((value) => ({
          value,
          label: t(`contributions.state.${value}`),
        }))}
      />
      <Select
        {...all}
        id="f-revision"
        name="revision"
        label={t('contributions.office.mine')}
        value={filter.mine ?? ''}
        options={REVIEW_STATES.map((value) => ({ value, label: t(`contributions.review_state.${value}`) }))}
      />
    </FilterForm>
  );
}

function Table({ desk, rows, wanted, mayDecide }: ListPageProps): VNode | null {
  const { t, lang, edition } = desk;
  if (rows.length === 0) return null;
  return (
    <DataTable
      caption={t('contributions.office.list')}
      captionHidden
      rows={rows}
      columns={[
        {
          header: t('contributions.office.what'),
          rowHeader: true,
          cell: (row) => (
            <SafeLink href={editionHref(edition, TAB, row.id)}>
              {t('contributions.number', { number: row.number })}
              {row.title ? `: ${row.title}` : ''}
            </SafeLink>
          ),
        },
        { header: t('contributions.office.kind'), cell: (row) => t(`contributions.kind.${row.kind}`) },
        {
          header: t('contributions.office.state'),
          cell: (row) => (
            <StatusTag tone={STATE_TONE[row.state]}>{t(`contributions.state.${row.state}`)}</StatusTag>
          ),
        },
        {
          header: t('contributions.office.mine'),
          cell: (row) => (row.own ? t(`contributions.review_state.${row.own}`) : '—'),
        },
        {
          header: t('contributions.office.reviews'),
          numeric: true,
          cell: (row) => t('contributions.office.reviews_of', { given: row.given, wanted }),
        },
        ...(mayDecide
          ? [
              {
                header: t('contributions.office.mean'),
                numeric: true,
                cell: (row: ListRow) => (row.mean === undefined ? '—' : meanWords(row.mean, lang)),
              },
            ]
          : []),
      ]}
    />
  );
}
