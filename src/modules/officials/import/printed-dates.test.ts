import { describe, expect, it } from 'vitest';
import { partialDateText } from '../../../platform/sources/printed-date.ts';
import { type DateReading, readPrintedDates } from './printed-dates.ts';

/** In one line, so that a table can be read. */
function said(reading: DateReading): string {
  switch (reading.kind) {
    case 'none':
      return reading.why;
    case 'date': {
      const other = reading.other ? ` or ${partialDateText(reading.other)}` : '';
      return [partialDateText(reading.date) + other, ...reading.doubts].join(' ');
    }
    case 'span': {
      const { from, to } = reading.span;
      const ends = [from, to].map((end) => (end ? partialDateText(end) : ''));
      return [ends.join('..'), ...reading.doubts].join(' ');
    }
    case 'several':
      return reading.dates.map(({ label, date }) => `${label}=${partialDateText(date)}`).join('; ');
  }
}

describe('a printed date', () => {
  it.each([
    ['2019', '2019'],
    ['2022-03', '2022-03'],
    ['2022-03-18', '2022-03-18'],
    ['marzo de 2022', '2022-03'],
    ['Marzo del 2022', '2022-03'],
    ['setiembre 2021', '2021-09'],
    ['SEPT. 2021', '2021-09'],
    ['18 de marzo de 2022', '2022-03-18'],
    ['el 1º de enero de 2020', '2020-01-01'],
    ['03/2022', '2022-03'],
    ['15/10/1998', '1998-10-15'],
    ['15-10-1998', '1998-10-15'],
    ['20/08/17', '2017-08-20 century'],
    ['20/08/98', '1998-08-20 century'],
    ['11/26/2019', '2019-11-26'],
    ['2/5/2018', '2018-05-02 or 2018-02-05 day_or_month'],
    ['2/2/2018', '2018-02-02'],
    ['2019 (aún en trámite)', '2019 more_words'],
  ])('%s', (printed, reading) => {
    expect(said(readPrintedDates(printed))).toBe(reading);
  });
});

describe('a span', () => {
  it.each([
    ['23 de febrero al 15 de marzo de 2021', '2021-02-23..2021-03-15'],
    ['del 1 al 15 de marzo de 2022', '2022-03-01..2022-03-15'],
    ['enero a junio de 2021', '2021-01..2021-06'],
    ['de enero de 2019 a marzo de 2021', '2019-01..2021-03'],
    ['2014-2019', '2014..2019'],
    ['2014 – 2019', '2014..2019'],
    ['01/02/2020 al 15/02/2020', '2020-02-01..2020-02-15'],
    ['2009 a la fecha', '2009..'],
    ['desde marzo de 2019', '2019-03..'],
    ['hasta 2018', '..2018'],
  ])('%s', (printed, reading) => {
    expect(said(readPrintedDates(printed))).toBe(reading);
  });
});

describe('several dates', () => {
  it('keep what they were called, and one that is clear settles the others', () => {
    expect(said(readPrintedDates('Primera vuelta: 26/02/2021 Segunda vuelta: 05/03/2021'))).toBe(
      'Primera vuelta=2021-02-26; Segunda vuelta=2021-03-05',
    );
  });
});

describe('no date', () => {
  it.each([
    ['', 'blank'],
    ['  ', 'blank'],
    ['Pendiente', 'pending'],
    ['Por definir', 'pending'],
    ['20 años y 9 meses', 'duration'],
    ['no hay información', 'unreadable'],
    ['30-11--0001', 'unreadable'],
    ['31/02/2020', 'unreadable'],
    ['13/13/2020', 'unreadable'],
    ['Acuerdo 26', 'unreadable'],
    ['1/1/2020 '.repeat(40), 'unreadable'],
  ])('“%s”', (printed, why) => {
    expect(readPrintedDates(printed)).toEqual({ kind: 'none', why });
  });
});
