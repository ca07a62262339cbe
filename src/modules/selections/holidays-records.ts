/** What the calendar of holidays adds to sources and history. */
import { HOLIDAY, HOLIDAY_YEAR } from '../../platform/calendar/keep.ts';
import { HOLIDAY_WORD, HOLIDAYS, holidaysPath } from '../../platform/calendar/paths.ts';
import type { HistorySource } from '../../platform/history/source.ts';
import type { CitedRecords } from '../../platform/sources/cited.ts';
import { isUuid } from '../../platform/uuid.ts';
import { dateWords } from './pages/words.ts';
import { findHolidayYear, holidaysById, removedHolidayYear } from './queries/holidays.ts';

export const HOLIDAYS_CITED: CitedRecords = {
  kind: HOLIDAY,
  label: 'selections.holidays.one',
  policy: 'selections.write',
  fields: () => [],
  find: async (db, ids) =>
    new Map(
      (await holidaysById(db, ids)).map(({ id, name, country, year }) => [
        id,
        { title: `${name} · ${country} ${year}`, href: holidaysPath(country, year) },
      ]),
    ),
};

interface StoredDay {
  date?: unknown;
  name?: unknown;
  reference?: unknown;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const HOLIDAYS_HISTORY: HistorySource = {
  kind: HOLIDAY_YEAR,
  word: HOLIDAY_WORD,
  label: 'selections.holidays.title',
  readDrafts: 'selections.write',
  find: async (db, id, { t }) => {
    if (!isUuid(id)) return undefined;
    const found = await findHolidayYear(db, id);
    const gone = found ? undefined : await removedHolidayYear(db, id);
    const one = found ?? gone;
    return (
      one && {
        title: `${one.country} ${one.year}`,
        ...(found ? { href: holidaysPath(found.country, found.year) } : { removed: true }),
        within: { title: t('selections.holidays.title'), href: HOLIDAYS },
      }
    );
  },
  fields: (content, t, lang) => {
    const days = Array.isArray(content['days']) ? (content['days'] as StoredDay[]) : [];
    const lines = days.map(({ date, name, reference }) =>
      [dateWords(text(date), lang), text(name), text(reference)].filter(Boolean).join(' · '),
    );
    return [{ name: 'days', label: t('selections.holidays.days'), text: lines.join('\n') }];
  },
};
