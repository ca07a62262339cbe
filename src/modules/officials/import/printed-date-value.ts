/** A printed date as the value of a statement: as it stands, and what can be read of it in one way only. Pure. */
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { partialDateText } from '../../../platform/sources/printed-date.ts';
import type { DateValue } from '../schemas/properties.ts';
import { type DateDoubt, type DateReading, readPrintedDates } from './printed-dates.ts';

export interface PrintedDate {
  value: DateValue;
  /** Why nothing of it was read, or how it was. */
  doubt?: { key: MessageKey; values: Record<string, string> };
}

type Part = DateValue['dates'][number];

/** @param text as printed, on one line */
export function dateValueOf(text: string): PrintedDate {
  const read = readPrintedDates(text);
  const none = { text, dates: [] };
  if (read.kind === 'none') {
    const isOdd = read.why === 'unreadable' || read.why === 'duration';
    return {
      value: none,
      ...(isOdd && { doubt: { key: 'officials.institution_file.date_unread', values: {} } }),
    };
  }
  const doubts = doubtsOf(read);
  if (doubts.includes('day_or_month'))
    return { value: none, doubt: { key: 'officials.institution_file.date_ambiguous', values: {} } };
  const value = { text, dates: partsOf(read) };
  if (!doubts.includes('century')) return { value };
  const dates = value.dates.flatMap(({ from, to }) => from ?? to ?? []).join(', ');
  return { value, doubt: { key: 'officials.institution_file.date_century', values: { dates } } };
}

type Read = Exclude<DateReading, { kind: 'none' }>;

const doubtsOf = (read: Read): DateDoubt[] =>
  read.kind === 'several' ? read.dates.flatMap(({ doubts }) => doubts) : read.doubts;

function partsOf(read: Read): Part[] {
  switch (read.kind) {
    case 'date':
      return [{ from: partialDateText(read.date), to: partialDateText(read.date) }];
    case 'span': {
      const { from, to } = read.span;
      return [{ ...(from && { from: partialDateText(from) }), ...(to && { to: partialDateText(to) }) }];
    }
    case 'several':
      return read.dates.map(({ label, date }) => ({
        ...(label !== '' && { label }),
        from: partialDateText(date),
        to: partialDateText(date),
      }));
  }
}
