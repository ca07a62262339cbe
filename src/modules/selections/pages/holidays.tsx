/** The holidays of one country in one year, with what each rests on; which other years there are. */
import type { VNode } from 'preact';
import { holidaysPath } from '../../../platform/calendar/paths.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { ELECTIONS } from '../addresses.ts';
import type { HolidayYear, ShownHoliday } from '../queries/holidays.ts';
import { Marks, type Noted, NotesSection } from './noted.tsx';
import { BasisWords } from './process-rules.tsx';
import { dateWords, type Reader } from './words.ts';

export interface HolidaysProps extends Reader {
  years: readonly HolidayYear[];
  shown: HolidayYear | undefined;
  days: readonly ShownHoliday[];
  noted: Noted;
  historyHref: string;
}

export function HolidaysPage(props: HolidaysProps): VNode {
  const { t, lang, years, shown, noted } = props;
  return (
    <div class="selection-page">
      <Breadcrumbs
        t={t}
        items={[{ href: ELECTIONS, label: t('selections.title') }, { label: t('selections.holidays.title') }]}
      />
      <PageHeading title={t('selections.holidays.title')} lead={t('selections.holidays.lead')} />
      {shown === undefined ? (
        <EmptyState title={t('selections.holidays.none')} level={2}>
          <p>{t('selections.holidays.none_text')}</p>
        </EmptyState>
      ) : (
        <OneYear {...props} shown={shown} />
      )}
      {years.length > 1 ? (
        <Section title={t('selections.holidays.years')} id="anios">
          <ul class="plain-list tag-row">
            {years.map((one) => (
              <li>
                {one.id === shown?.id ? (
                  <strong>{`${one.country} ${one.year}`}</strong>
                ) : (
                  <SafeLink
                    href={holidaysPath(one.country, one.year)}
                  >{`${one.country} ${one.year}`}</SafeLink>
                )}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <NotesSection t={t} lang={lang} noted={noted} />
    </div>
  );
}

function OneYear({
  t,
  lang,
  shown,
  days,
  noted,
  historyHref,
}: HolidaysProps & { shown: HolidayYear }): VNode {
  const title = `${shown.country} ${shown.year}`;
  return (
    <Section title={title} id="dias">
      <DataTable
        caption={title}
        captionHidden
        rows={days}
        columns={[
          {
            header: t('selections.holidays.day'),
            rowHeader: true,
            cell: (row: ShownHoliday) => dateWords(row.date, lang),
          },
          {
            header: t('selections.holidays.name'),
            cell: (row) => (
              <>
                {row.name}
                <Marks t={t} noted={noted} id={row.id} />
              </>
            ),
          },
          {
            header: t('selections.holidays.basis'),
            cell: ({ reference, basis }) => <BasisWords t={t} basis={{ text: reference, kind: basis }} />,
          },
        ]}
        empty={<p>{t('selections.holidays.no_days')}</p>}
      />
      <p>
        <SafeLink href={historyHref}>{t('selections.holidays.history')}</SafeLink>
      </p>
    </Section>
  );
}
