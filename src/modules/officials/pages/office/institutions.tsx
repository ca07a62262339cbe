/** All institutions, whatever their state; a new one. */
import type { VNode } from 'preact';
import type { FormField } from '../../../../platform/forms/field.ts';
import { shortDate } from '../../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { Select } from '../../../../ui/controls/choice-fields.tsx';
import { FilterForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Told } from '../../../../ui/layout/record-frame.tsx';
import { OFFICE_INSTITUTIONS, officeInstitutionPath } from '../../addresses.ts';
import type { OfficeInstitutionRow } from '../../queries/office-institutions.ts';
import { STATUSES } from '../../tables.ts';
import { type Desk, StateTag, toldKeys } from './institution-frame.tsx';

export interface OfficeListProps {
  desk: Desk;
  items: readonly OfficeInstitutionRow[];
  asked: { q: string; estado: string };
  /** Other parts of Justiciapedia that this person may open. */
  parts: readonly { href: string; label: string }[];
  firstHref: string | undefined;
  nextHref: string | undefined;
}

export function OfficeInstitutionsPage(props: OfficeListProps): VNode {
  const { desk, asked } = props;
  const { t } = desk;
  const filtered = asked.q !== '' || asked.estado !== '';
  return (
    <>
      <PageHeading
        eyebrow={t('officials.menu')}
        title={t('officials.institutions.title')}
        lead={t('officials.office.lead')}
      >
        <ButtonRow>
          <Button href={`${OFFICE_INSTITUTIONS}/nueva`}>{t('officials.office.new')}</Button>
          {props.parts.map(({ href, label }) => (
            <Button kind="secondary" href={href}>
              {label}
            </Button>
          ))}
        </ButtonRow>
      </PageHeading>
      <Told t={t} told={toldKeys(desk.done)} />
      <FilterForm
        t={t}
        action={OFFICE_INSTITUTIONS}
        label={t('officials.institutions.filter')}
        clearHref={filtered ? OFFICE_INSTITUTIONS : undefined}
      >
        <TextField
          t={t}
          id="f-q"
          name="q"
          type="search"
          label={t('officials.property.name')}
          value={asked.q}
          mark={false}
        />
        <Select
          t={t}
          id="f-estado"
          name="estado"
          mark={false}
          label={t('officials.office.state')}
          empty={t('officials.office.all_states')}
          options={STATUSES.map((status) => ({ value: status, label: t(`officials.status.${status}`) }))}
          value={asked.estado}
        />
      </FilterForm>
      <List {...props} filtered={filtered} />
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
    </>
  );
}

function List({ desk, items, filtered }: OfficeListProps & { filtered: boolean }): VNode {
  const { t } = desk;
  return (
    <DataTable
      caption={t('officials.institutions.title')}
      captionHidden
      rows={items}
      columns={[
        {
          header: t('officials.property.name'),
          rowHeader: true,
          cell: (row) => <SafeLink href={officeInstitutionPath(row.id)}>{row.name}</SafeLink>,
        },
        { header: t('officials.office.state'), cell: (row) => <StateTag t={t} status={row.status} /> },
        { header: t('officials.office.open_facts'), numeric: true, cell: (row) => row.open },
        {
          header: t('officials.office.updated'),
          cell: (row) => shortDate(row.updated_at, desk.zone, desk.lang),
        },
      ]}
      empty={
        <EmptyState title={t(filtered ? 'officials.institutions.empty' : 'officials.home.empty')}>
          {t(filtered ? 'officials.office.none_text' : 'officials.office.empty_text')}
        </EmptyState>
      }
    />
  );
}

export function NewInstitutionPage({
  desk: { t, done },
  fields,
  state,
  source,
}: {
  desk: Desk;
  fields: readonly FormField[];
  state: FormState;
  /** The way to another source. */
  source: VNode;
}): VNode {
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: OFFICE_INSTITUTIONS, label: t('officials.institutions.title') },
          { label: t('officials.office.new') },
        ]}
      />
      <PageHeading title={t('officials.office.new')} lead={t('officials.office.new_lead')} />
      <Told t={t} told={toldKeys(done)} />
      {source}
      <SchemaForm
        t={t}
        action={`${OFFICE_INSTITUTIONS}/nueva`}
        fields={fields}
        state={state}
        submit={t('officials.office.create')}
        cancelHref={OFFICE_INSTITUTIONS}
      />
    </>
  );
}
