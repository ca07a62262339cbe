/** Who comes: search, filters, the list, and the way to one person. */
import type { VNode } from 'preact';
import { clockTime, shortDate } from '../../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { Select } from '../../../../ui/controls/choice-fields.tsx';
import { FilterForm, HiddenFields } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { StatusTag, TagRow } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { OpenRegistration } from '../../people.ts';
import type { StateCounts } from '../../queries/office.ts';
import { ATTENDANCES, REGISTRATION_STATES } from '../../tables.ts';
import { type EditionDesk, EditionFrame, editionHref, STATE_TONE } from './frame.tsx';
import { Places } from './overview.tsx';

export interface PeopleFilter {
  q: string;
  estado: string;
  modo: string;
  taller: string;
}

export interface PeoplePageProps {
  desk: EditionDesk;
  people: readonly OpenRegistration[];
  counts: StateCounts;
  filter: PeopleFilter;
  workshops: readonly { id: string; title: string }[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
  /** The search stopped at its bound. */
  unfinished: boolean;
}

export function PeoplePage(props: PeoplePageProps): VNode {
  const { desk, counts, filter, firstHref, nextHref, unfinished } = props;
  const { t, edition } = desk;
  const href = editionHref(edition, 'inscripciones');
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return (
    <EditionFrame
      desk={desk}
      part="registrations"
      title={t('events.office.tab.registrations')}
      actions={<Actions desk={desk} filter={filter} any={total > 0} />}
    >
      <Section title={t('events.office.people.title')}>
        <Places desk={desk} />
        <Filters {...props} href={href} />
        <PeopleTable {...props} any={total > 0} />
        {unfinished ? (
          <Notice t={t} kind="info" title={t('events.office.people.unfinished')}>
            <p>{t('events.office.people.unfinished_lead')}</p>
          </Notice>
        ) : null}
        <Pagination t={t} firstHref={firstHref} nextHref={nextHref} />
      </Section>
    </EditionFrame>
  );
}

function Actions({
  desk: { t, edition, may },
  filter,
  any,
}: {
  desk: EditionDesk;
  filter: PeopleFilter;
  any: boolean;
}): VNode {
  const href = editionHref(edition, 'inscripciones');
  const set = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
  const filtered = Object.keys(set).length > 0;
  return (
    <ButtonRow>
      {may.manageRegistrations ? (
        <Button href={`${href}/nueva`}>{t('events.office.people.add')}</Button>
      ) : null}
      <Button kind="secondary" href={`${href}/numeros`}>
        {t('events.office.numbers.title')}
      </Button>
      {any ? (
        <>
          <form class="action-form" method="post" action={`${href}/exportar`}>
            <HiddenFields fields={set} />
            <Button kind="secondary">
              {t(filtered ? 'events.office.people.export_filtered' : 'events.office.people.export')}
            </Button>
          </form>
          <form class="action-form" method="post" action={`${href}/exportar.xlsx`}>
            <HiddenFields fields={set} />
            <Button kind="secondary">
              {t(filtered ? 'events.office.people.export_filtered_xlsx' : 'events.office.people.export_xlsx')}
            </Button>
          </form>
        </>
      ) : null}
    </ButtonRow>
  );
}

function Filters({
  desk: { t, edition },
  filter,
  counts,
  workshops,
  href,
}: PeoplePageProps & { href: string }): VNode {
  const set = Object.values(filter).some(Boolean);
  const base = { t, mark: false };
  return (
    <FilterForm
      t={t}
      action={href}
      label={t('events.office.people.search')}
      clearHref={set ? href : undefined}
    >
      <TextField
        {...base}
        id="f-q"
        name="q"
        type="search"
        label={t('events.office.people.q')}
        value={filter.q}
      />
      <Select
        {...base}
        id="f-estado"
        name="estado"
        label={t('events.office.people.state')}
        value={filter.estado}
        empty={t('events.office.people.any')}
        options={REGISTRATION_STATES.map((state) => ({
          value: state,
          label: `${t(`events.state.${state}`)} (${counts[state] ?? 0})`,
        }))}
      />
      {edition.mode === 'hybrid' ? (
        <Select
          {...base}
          id="f-modo"
          name="modo"
          label={t('events.office.people.attendance')}
          value={filter.modo}
          empty={t('events.office.people.any')}
          options={ATTENDANCES.map((mode) => ({ value: mode, label: t(`events.attendance.${mode}`) }))}
        />
      ) : null}
      {workshops.length > 0 ? (
        <Select
          {...base}
          id="f-taller"
          name="taller"
          label={t('events.office.people.workshop')}
          value={filter.taller}
          empty={t('events.office.people.any')}
          options={workshops.map(({ id, title }) => ({ value: id, label: title }))}
        />
      ) : null}
    </FilterForm>
  );
}

function PeopleTable({ desk, people, filter, any }: PeoplePageProps & { any: boolean }): VNode {
  const { t, lang, edition } = desk;
  const zone = edition.timezone;
  const empty = any || Object.values(filter).some(Boolean) ? 'none' : 'empty';
  return (
    <DataTable
      caption={t('events.office.people.title')}
      captionHidden
      rows={people}
      columns={[
        {
          header: t('events.office.person.name'),
          rowHeader: true,
          cell: (p) => (
            <SafeLink href={editionHref(edition, 'inscripciones', p.id)}>
              {p.person?.name ?? t('events.office.person.unreadable')}
            </SafeLink>
          ),
        },
        { header: t('events.office.person.email'), cell: (p) => p.person?.email ?? '—' },
        { header: t('events.form.organization'), cell: (p) => p.person?.organization ?? '—' },
        ...(edition.mode === 'hybrid'
          ? [
              {
                header: t('events.office.people.attendance'),
                cell: (p: OpenRegistration) => t(`events.attendance.${p.attendance}`),
              },
            ]
          : []),
        {
          header: t('events.office.people.state'),
          cell: (p) => (
            <TagRow>
              <StatusTag tone={STATE_TONE[p.state]}>{t(`events.state.${p.state}`)}</StatusTag>
              {p.mail_refused_at ? (
                <StatusTag tone="danger">{t('events.office.person.refused')}</StatusTag>
              ) : null}
            </TagRow>
          ),
        },
        {
          header: t('events.office.people.since'),
          cell: (p) => `${shortDate(p.created_at, zone, lang)}, ${clockTime(p.created_at, zone, lang)}`,
        },
      ]}
      empty={
        <EmptyState title={t(`events.office.people.${empty}`)} level={3}>
          {t(`events.office.people.${empty}_lead`)}
        </EmptyState>
      }
    />
  );
}
