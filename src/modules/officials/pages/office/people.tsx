/** All records of people, whatever their state; a new one. */
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
import { Badge, TagRow } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Told } from '../../../../ui/layout/record-frame.tsx';
import {
  OFFICE_AT_ONCE,
  OFFICE_PAIRS,
  OFFICE_PEOPLE,
  OFFICE_SETTINGS,
  officePersonPath,
} from '../../addresses.ts';
import { PERSON_KINDS } from '../../import/fields.ts';
import type { OfficePerson } from '../../queries/office-people.ts';
import { STATUSES } from '../../tables.ts';
import { type Desk, StateTag, toldKeys } from './institution-frame.tsx';

export interface OfficePeopleProps {
  desk: Desk;
  items: readonly OfficePerson[];
  asked: { q: string; estado: string; tipo: string };
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function OfficePeoplePage(props: OfficePeopleProps): VNode {
  const { desk, asked } = props;
  const { t } = desk;
  const filtered = Object.values(asked).some(Boolean);
  return (
    <>
      <PageHeading title={t('officials.people.title')} lead={t('officials.office.people_lead')}>
        <ButtonRow>
          <Button href={`${OFFICE_PEOPLE}/nueva`}>{t('officials.office.new_person')}</Button>
          <Button kind="secondary" href={OFFICE_PAIRS}>
            {t('officials.pairs.title')}
          </Button>
          <Button kind="link" href={OFFICE_AT_ONCE}>
            {t('officials.two.menu')}
          </Button>
          <Button kind="link" href={OFFICE_SETTINGS}>
            {t('officials.retention.title')}
          </Button>
        </ButtonRow>
      </PageHeading>
      <Told t={t} told={toldKeys(desk.done)} />
      <Filters {...props} clearHref={filtered ? OFFICE_PEOPLE : undefined} />
      <List {...props} />
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
    </>
  );
}

function Filters({
  desk: { t },
  asked,
  clearHref,
}: OfficePeopleProps & { clearHref: string | undefined }): VNode {
  const base = { t, mark: false, empty: t('officials.people.filter.all') };
  return (
    <FilterForm t={t} action={OFFICE_PEOPLE} label={t('officials.people.filter.label')} clearHref={clearHref}>
      <TextField
        t={t}
        id="f-q"
        name="q"
        type="search"
        label={t('officials.office.by_name')}
        value={asked.q}
        mark={false}
      />
      <Select
        {...base}
        id="f-estado"
        name="estado"
        label={t('officials.office.state')}
        options={STATUSES.map((value) => ({ value, label: t(`officials.status.${value}`) }))}
        value={asked.estado}
      />
      <Select
        {...base}
        id="f-tipo"
        name="tipo"
        label={t('officials.people.filter.tipo')}
        options={PERSON_KINDS.map((value) => ({ value, label: t(`officials.person_kinds.${value}`) }))}
        value={asked.tipo}
      />
    </FilterForm>
  );
}

function List({ desk: { t, zone, lang }, items }: OfficePeopleProps): VNode {
  return (
    <DataTable
      caption={t('officials.people.title')}
      captionHidden
      rows={items}
      columns={[
        {
          header: t('officials.person.field.name'),
          rowHeader: true,
          cell: (row) => <SafeLink href={officePersonPath(row.id)}>{row.name}</SafeLink>,
        },
        { header: t('officials.people.filter.tipo'), cell: (row) => t(`officials.person_kind.${row.kind}`) },
        {
          header: t('officials.office.state'),
          cell: (row) => (
            <TagRow>
              <StateTag t={t} status={row.status} />
              {row.root ? <Badge>{t('officials.office.under', { name: row.root.name })}</Badge> : null}
            </TagRow>
          ),
        },
        { header: t('officials.person.updated'), cell: (row) => shortDate(row.updated_at, zone, lang) },
      ]}
      empty={<EmptyState title={t('officials.people.none')}>{t('officials.office.no_people')}</EmptyState>}
    />
  );
}

export function NewPersonPage({
  desk: { t },
  fields,
  state,
  source,
}: {
  desk: Desk;
  fields: readonly FormField[];
  state: FormState;
  source: VNode;
}): VNode {
  const title = t('officials.office.new_person');
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: OFFICE_PEOPLE, label: t('officials.people.title') }, { label: title }]}
      />
      <PageHeading title={title} lead={t('officials.office.new_person_lead')} />
      {source}
      <SchemaForm
        t={t}
        action={`${OFFICE_PEOPLE}/nueva`}
        fields={fields}
        state={state}
        submit={t('officials.office.new_person')}
        cancelHref={OFFICE_PEOPLE}
      />
    </>
  );
}
