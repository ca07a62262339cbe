/** What does not fit in a file of holidays. Pure. */
import type { Findings } from '../import/findings.ts';
import type { HolidaysFile } from '../schemas/holidays-file.ts';

export function checkHolidays(file: HolidaysFile, findings: Findings): void {
  const years = new Set<number>();
  for (const [at, { year, days }] of file.years.entries()) {
    const path = `/years/${at}`;
    if (years.has(year)) findings.fault(`${path}/year`, 'key_twice', { key: String(year) });
    years.add(year);
    const seen = new Set<string>();
    for (const [n, { date, cite }] of days.entries()) {
      const own = `${path}/days/${n}`;
      if (!isDay(date)) findings.fault(`${own}/date`, 'no_such_day', { date });
      else if (Number(date.slice(0, 4)) !== year)
        findings.fault(`${own}/date`, 'other_year', { date, year: String(year) });
      if (seen.has(date)) findings.fault(`${own}/date`, 'key_twice', { key: date });
      seen.add(date);
      for (const one of cite) {
        const name = typeof one === 'string' ? one : one.source;
        if (!Object.hasOwn(file.sources, name)) findings.fault(`${own}/cite`, 'unknown_source', { name });
      }
    }
  }
  if (file.country !== file.country.trim()) findings.fault('/country', 'blanks_around');
}

function isDay(date: string): boolean {
  try {
    return Temporal.PlainDate.from(date).toString() === date;
  } catch {
    return false;
  }
}
