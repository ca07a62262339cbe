/** Holidays as their page shows them: those that rest on something. */
import { sql } from 'kysely';
import { HOLIDAY, HOLIDAY_YEAR } from '../../../platform/calendar/keep.ts';
import type { HolidayBasis } from '../../../platform/calendar/tables.ts';
import type { Read } from '../../../platform/db/handles.ts';
import { contentOf, listVersions } from '../../../platform/history/versions.ts';
import { isCited } from './cited.ts';

export interface HolidayYear {
  id: string;
  country: string;
  year: number;
}

export interface ShownHoliday {
  id: string;
  date: string;
  name: string;
  basis: HolidayBasis;
  reference: string;
}

const MOST_YEARS = 500;
const MOST_DAYS = 200;

export async function holidayYears(db: Read): Promise<HolidayYear[]> {
  return await db
    .selectFrom('holiday_years')
    .select(['id', 'country', 'year'])
    .orderBy('country')
    .orderBy('year', 'desc')
    .limit(MOST_YEARS)
    .execute();
}

export async function holidaysOfYear(db: Read, yearId: string): Promise<ShownHoliday[]> {
  return await db
    .selectFrom('holidays')
    .select(['id', 'name', 'basis', 'reference', sql<string>`on_date::text`.as('date')])
    .where('year_id', '=', yearId)
    .where(isCited(HOLIDAY, 'holidays.id'))
    .orderBy('on_date')
    .limit(MOST_DAYS)
    .execute();
}

/** Of these ids: with country and year. One query. */
export async function holidaysById(db: Read, ids: readonly string[]) {
  return await db
    .selectFrom('holidays as h')
    .innerJoin('holiday_years as y', 'y.id', 'h.year_id')
    .select(['h.id', 'h.name', 'y.country', 'y.year'])
    .where('h.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
}

export interface OfficeHolidayYear extends HolidayYear {
  days: number;
}

/** With how many days each has. One query. */
export async function officeHolidayYears(db: Read): Promise<OfficeHolidayYear[]> {
  return await db
    .selectFrom('holiday_years as y')
    .select(['y.id', 'y.country', 'y.year'])
    .select(sql<number>`(select count(*)::int from holidays h where h.year_id = y.id)`.as('days'))
    .orderBy('y.country')
    .orderBy('y.year', 'desc')
    .limit(MOST_YEARS)
    .execute();
}

export async function findHolidayYear(db: Read, id: string): Promise<HolidayYear | undefined> {
  return await db
    .selectFrom('holiday_years')
    .select(['id', 'country', 'year'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Of one that was taken away: what its last version called it. */
export async function removedHolidayYear(db: Read, id: string): Promise<HolidayYear | undefined> {
  const [last] = await listVersions(db, { kind: HOLIDAY_YEAR, id }, undefined, { limit: 1 });
  if (last?.action !== 'removed') return undefined;
  const { country, year } = contentOf(last);
  return typeof country === 'string' && typeof year === 'number' ? { id, country, year } : undefined;
}
