/** Addresses of the calendar, without host. */

export const HOLIDAYS = '/asuetos';

/** Its word in the addresses of the pages that show a record's past. */
export const HOLIDAY_WORD = 'asuetos';

/** The holidays of one country in one year. */
export function holidaysPath(country: string, year: number): string {
  return `${HOLIDAYS}?${new URLSearchParams({ pais: country, anio: String(year) }).toString()}`;
}
