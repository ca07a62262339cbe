/** All publications, whatever their state; a new one. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import { shortDate } from '../../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { Select } from '../../../../ui/controls/choice-fields.tsx';
import { FilterForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { StatusTag, TagRow } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { OFFICE, officePath } from '../../addresses.ts';
import type { OfficeRow } from '../../queries/office.ts';
import { PUBLICATION_TYPES } from '../../schemas/content.ts';
import { NewForm } from '../../schemas/office.ts';
import { STATUSES } from '../../tables.ts';
import { type Desk, StateTag, Told } from './frame.tsx';

export interface ListAsked {
  q: string;
  tipo: string;
  estado: string;
  tema: string;
}

export interface ListProps {
  desk: Desk;
  items: readonly OfficeRow[];
  asked: ListAsked;
  categories: readonly { slug: string; title: string }[];
  waiting: { in_review: number; scheduled: number; corrections: number };
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function ListPage(props: ListProps): VNode {
  const { desk, asked, waiting } = props;
  const { t, may } = desk;
  const filtered = Object.values(asked).some(Boolean);
  const { in_review: reviews, scheduled, corrections } = waiting;
  return (
    <>
      <PageHeading title={t('publications.menu')} lead={t('publications.office.lead')}>
        <p class="soft">{t('publications.office.waiting', { reviews, scheduled, corrections })}</p>
        <ButtonRow>
          <Button href={`${OFFICE}/nueva`}>{t('publications.office.new')}</Button>
          {may.publish ? (
            <Button kind="secondary" href={`${OFFICE}/categorias`}>
              {t('publications.office.categories')}
            </Button>
          ) : null}
          <Button kind="secondary" href={`${OFFICE}/archivos`}>
            {t('publications.office.archive')}
          </Button>
          {may.setRules ? (
            <Button kind="secondary" href={`${OFFICE}/reglas`}>
              {t('publications.office.rules')}
            </Button>
          ) : null}
        </ButtonRow>
      </PageHeading>
      <Told t={t} code={desk.done} />
      <Filters {...props} clearHref={filtered ? OFFICE : undefined} />
      <List {...props} filtered={filtered} />
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
    </>
  );
}

function List({ desk, items, filtered }: ListProps & { filtered: boolean }): VNode {
  const { t } = desk;
  return (
    <DataTable
      caption={t('publications.menu')}
      captionHidden
      rows={items}
      columns={[
        {
          header: t('publications.office.column.title'),
          rowHeader: true,
          cell: (row) => <SafeLink href={officePath(row.id)}>{row.title}</SafeLink>,
        },
        {
          header: t('publications.office.column.type'),
          cell: (row) => t(`publications.type.${row.type}`),
        },
        {
          header: t('publications.office.column.state'),
          cell: (row) => (
            <TagRow>
              <StateTag t={t} row={row} />
              {row.has_correction ? (
                <StatusTag tone="warning">{t('publications.office.has_correction')}</StatusTag>
              ) : null}
            </TagRow>
          ),
        },
        {
          header: t('publications.office.column.updated'),
          cell: (row) => shortDate(row.updated_at, desk.zone, desk.lang),
        },
      ]}
      empty={
        <EmptyState title={t(filtered ? 'publications.office.none' : 'publications.office.empty')}>
          {t(filtered ? 'publications.office.none_text' : 'publications.office.empty_text')}
        </EmptyState>
      }
    />
  );
}

function Filters({
  desk: { t },
  asked,
  categories,
  clearHref,
}: ListProps & { clearHref: string | undefined }): VNode {
  const states = [...STATUSES, 'scheduled'] as const;
  const base = { t, mark: false, empty: t('publications.list.filter.all') };
  return (
    <FilterForm t={t} action={OFFICE} label={t('publications.office.filter')} clearHref={clearHref}>
      <TextField
        t={t}
        id="f-q"
        name="q"
        type="search"
        label={t('publications.office.filter.q')}
        value={asked.q}
        mark={false}
      />
      <Select
        {...base}
        id="f-tipo"
        name="tipo"
        label={t('publications.office.filter.type')}
        options={PUBLICATION_TYPES.map((type) => ({ value: type, label: t(`publications.type.${type}`) }))}
        value={asked.tipo}
      />
      <Select
        {...base}
        id="f-estado"
        name="estado"
        label={t('publications.office.filter.status')}
        options={states.map((state) => ({ value: state, label: t(`publications.status.${state}`) }))}
        value={asked.estado}
      />
      {categories.length > 0 ? (
        <Select
          {...base}
          id="f-tema"
          name="tema"
          label={t('publications.office.filter.category')}
          options={categories.map(({ slug, title }) => ({ value: slug, label: title }))}
          value={asked.tema}
        />
      ) : null}
    </FilterForm>
  );
}

export function NewPage({ desk: { t }, state }: { desk: Desk; state: FormState }): VNode {
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: OFFICE, label: t('publications.menu') }, { label: t('publications.office.new') }]}
      />
      <PageHeading title={t('publications.office.new')} lead={t('publications.office.new_lead')} />
      <SchemaForm
        t={t}
        action={`${OFFICE}/nueva`}
        fields={fieldsOf(NewForm)}
        state={state}
        submit={t('publications.office.create')}
        cancelHref={OFFICE}
      />
    </>
  );
}
