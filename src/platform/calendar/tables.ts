/** The tables of the calendar, as TypeScript sees them. Only its commands write them. */
import type { Generated } from 'kysely';

type Instant = Temporal.Instant;

/** On what a holiday rests: an article that a source gives, or what was seen to be done. */
export type HolidayBasis = 'law' | 'practice';

/** A year that was read in whole. */
export interface HolidayYearsTable {
  id: Generated<string>;
  country: string;
  year: number;
  created_at: Instant;
  updated_at: Instant;
}

export interface HolidaysTable {
  id: Generated<string>;
  year_id: string;
  on_date: Temporal.PlainDate;
  name: string;
  basis: HolidayBasis;
  /** The article, or what was observed, in words. */
  reference: string;
}

declare module '../db/handles.ts' {
  interface Database {
    holiday_years: HolidayYearsTable;
    holidays: HolidaysTable;
  }
}
