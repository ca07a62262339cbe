/** The calendar of holidays that deadlines in working days are counted with. */
import { HOLIDAY } from '../../../platform/calendar/keep.ts';
import { HOLIDAY_WORD, HOLIDAYS } from '../../../platform/calendar/paths.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { pastPath } from '../../../platform/history/paths.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { CITATIONS_STYLES } from '../../../ui/data/citations.tsx';
import { HolidaysPage } from '../pages/holidays.tsx';
import { notesFor } from '../pages/noted.tsx';
import { SELECTION_RECORDS_STYLES, SELECTION_STYLES } from '../pages/process-frame.tsx';
import { citationsBy } from '../queries/cited.ts';
import { holidaysOfYear, type HolidayYear, holidayYears } from '../queries/holidays.ts';

export function holidayRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(HOLIDAYS, 'The holidays of a country in a year, with what each rests on.', (ctx) =>
      showHolidays(deps, ctx),
    ),
  ];
}

async function showHolidays(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang, query, now } = ctx;
  const years = await holidayYears(deps.db);
  const country = query.get('pais');
  const { timeZone } = await readOrganisation(deps.db);
  const asked = query.get('anio');
  const wanted = years.filter((one) => country === null || one.country === country);
  const shown =
    asked === null
      ? nearest(wanted, now.toZonedDateTimeISO(timeZone).year)
      : wanted.find(({ year }) => String(year) === asked);
  // An address with a year that nobody read in leads nowhere; without one the page says what there is.
  if (!shown && (country !== null || asked !== null)) throw notFound();
  const days = shown ? await holidaysOfYear(deps.db, shown.id) : [];
  const cited = await citationsBy(
    deps.db,
    days.map(({ id }) => ({ kind: HOLIDAY, id })),
  );
  const noted = notesFor(
    days.map(({ id }) => id),
    cited,
  );
  const historyHref = shown ? pastPath(HOLIDAY_WORD, shown.id) : '';
  return page(HolidaysPage({ t, lang, years, shown, days, noted, historyHref }), {
    title: t('selections.holidays.title'),
    description: t('selections.holidays.lead'),
    styles: [CITATIONS_STYLES, SELECTION_RECORDS_STYLES, SELECTION_STYLES],
  });
}

/** This year's, else the last one before it, else the first to come. */
function nearest(years: readonly HolidayYear[], now: number): HolidayYear | undefined {
  const sorted = years.toSorted((a, b) => b.year - a.year);
  return sorted.find(({ year }) => year <= now) ?? sorted.at(-1);
}
