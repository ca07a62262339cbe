/** A date as far as a source says it: a day, a month or a year. Pure. */
import type { DatePrecision } from './tables.ts';

export interface PartialDate {
  /** First day of what is meant. */
  from: Temporal.PlainDate;
  precision: DatePrecision;
}

const PRECISION: readonly DatePrecision[] = ['year', 'month', 'day'];

/** Reads `2022`, `2022-03` or `2022-03-18`. @returns undefined when it is none of them or no such day */
export function readPartialDate(text: string): PartialDate | undefined {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text);
  if (!parts) return undefined;
  const [, year = '', month, day] = parts;
  const precision = PRECISION[Number(month !== undefined) + Number(day !== undefined)];
  try {
    const from = Temporal.PlainDate.from(
      { year: Number(year), month: Number(month ?? 1), day: Number(day ?? 1) },
      { overflow: 'reject' },
    );
    return precision && from.year >= 1000 ? { from, precision } : undefined;
  } catch {
    return undefined;
  }
}

/** The way back: `2022-03`. */
export function partialDateText(date: PartialDate): string {
  const text = date.from.toString();
  return date.precision === 'day' ? text : text.slice(0, date.precision === 'month' ? 7 : 4);
}
