/** Which days are holidays, as far as years were read in. */
import { sql } from 'kysely';
import type { Read } from '../db/handles.ts';
import './tables.ts';

export interface Holidays {
  /** As `2026-05-01`. */
  days: ReadonlySet<string>;
  /** Years that were read in whole. Of the others nothing is known. */
  years: ReadonlySet<number>;
}

export const NO_HOLIDAYS: Holidays = { days: new Set(), years: new Set() };

/** Holidays of a country in the years of these two days and between. One query. @param country as it was read in */
export async function holidaysOf(
  db: Read,
  country: string,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Promise<Holidays> {
  const found = await select(db, [country], [from.year, to.year]);
  return found.get(country) ?? NO_HOLIDAYS;
}

/** Holidays of these countries, of every year that is there. One query. */
export async function holidaysByCountry(
  db: Read,
  countries: readonly string[],
): Promise<ReadonlyMap<string, Holidays>> {
  return await select(db, [...new Set(countries)], [0, 9999]);
}

/** Years of one country, more than anybody reads in. */
const MOST_YEARS = 2000;

async function select(
  db: Read,
  countries: readonly string[],
  [first, last]: readonly [number, number],
): Promise<Map<string, Holidays>> {
  const found = new Map<string, { days: Set<string>; years: Set<number> }>();
  if (countries.length === 0) return found;
  const rows = await db
    .selectFrom('holiday_years as y')
    .select(['y.country', 'y.year'])
    .select(
      sql<string[]>`array(select h.on_date::text from holidays h where h.year_id = y.id order by 1)`.as(
        'days',
      ),
    )
    .where('y.country', '=', sql<string>`any(${countries}::text[])`)
    .where('y.year', '>=', first)
    .where('y.year', '<=', last)
    .orderBy('y.country')
    .orderBy('y.year')
    .limit(MOST_YEARS)
    .execute();
  for (const { country, year, days } of rows) {
    const own = found.get(country) ?? { days: new Set(), years: new Set() };
    own.years.add(year);
    for (const day of days) own.days.add(day);
    found.set(country, own);
  }
  return found;
}
