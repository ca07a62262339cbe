/** By when an institution is to answer, in working days of the country. */
import { holidaysOf } from '../../../platform/calendar/holidays.ts';
import { addWorkingDays, yearsWithoutHolidays } from '../../../platform/calendar/working-days.ts';
import type { Read } from '../../../platform/db/handles.ts';
import { readSetting } from '../../../platform/settings/settings.ts';
import { askCountry } from '../settings.ts';

export interface Due {
  dueOn: Temporal.PlainDate;
  /** The holidays of all years in between are known. */
  exact: boolean;
}

/** @param days working days from the day on which they have it */
export async function dueFrom(db: Read, from: Temporal.PlainDate, days: number): Promise<Due> {
  const country = await readSetting(db, askCountry);
  // Weeks of five days and some holidays: twice as many days are more than enough to look at.
  const last = from.add({ days: days * 2 + 60 });
  const { days: holidays, years } = await holidaysOf(db, country, from, last);
  const dueOn = addWorkingDays(from, days, holidays);
  return { dueOn, exact: yearsWithoutHolidays(from, dueOn, years).length === 0 };
}
