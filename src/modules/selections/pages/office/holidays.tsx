/** The calendar of holidays at the desk. */
import type { VNode } from 'preact';
import { holidaysPath } from '../../../../platform/calendar/paths.ts';
import type { FormField } from '../../../../platform/forms/field.ts';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Told } from '../../../../ui/layout/record-frame.tsx';
import { OFFICE_SELECTIONS, officeHolidaysPath } from '../../addresses.ts';
import type { HolidayYear, OfficeHolidayYear } from '../../queries/holidays.ts';
import { type Desk, toldKeys } from './frame.tsx';

const called = ({ country, year }: HolidayYear): string => `${country} ${year}`;

export function OfficeHolidaysPage({
  desk: { t, done },
  years,
}: {
  desk: Desk;
  years: readonly OfficeHolidayYear[];
}): VNode {
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: OFFICE_SELECTIONS, label: t('selections.office.title') },
          { label: t('selections.holidays.title') },
        ]}
      />
      <PageHeading title={t('selections.holidays.title')} lead={t('selections.holidays.office_lead')} />
      <Told t={t} told={toldKeys(done)} />
      <DataTable
        caption={t('selections.holidays.title')}
        captionHidden
        rows={years}
        columns={[
          {
            header: t('selections.holidays.year'),
            rowHeader: true,
            cell: (one: OfficeHolidayYear) => (
              <SafeLink href={holidaysPath(one.country, one.year)}>{called(one)}</SafeLink>
            ),
          },
          {
            header: t('selections.holidays.day_count'),
            numeric: true,
            cell: (one) => String(one.days),
          },
          {
            header: t('selections.office.take_away'),
            headerHidden: true,
            cell: (one) => (
              <SafeLink href={officeHolidaysPath(one.id)}>
                {t('selections.holidays.remove_one', { year: called(one) })}
              </SafeLink>
            ),
          },
        ]}
        empty={
          <EmptyState title={t('selections.holidays.none')} level={2}>
            <p>{t('selections.holidays.office_none')}</p>
          </EmptyState>
        }
      />
    </>
  );
}

export function RemoveYearPage({
  desk: { t },
  year,
  form,
}: {
  desk: Desk;
  year: HolidayYear;
  form: { fields: readonly FormField[]; state: FormState };
}): VNode {
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: OFFICE_SELECTIONS, label: t('selections.office.title') },
          { href: officeHolidaysPath(), label: t('selections.holidays.title') },
          { label: t('selections.holidays.remove') },
        ]}
      />
      <PageHeading
        eyebrow={called(year)}
        title={t('selections.holidays.remove')}
        lead={t('selections.holidays.remove_lead', { year: called(year) })}
      />
      <SchemaForm
        t={t}
        action={officeHolidaysPath(year.id)}
        fields={form.fields}
        state={form.state}
        submit={t('selections.holidays.remove')}
        cancelHref={officeHolidaysPath()}
        danger
      />
    </>
  );
}
