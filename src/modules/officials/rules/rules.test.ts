import { describe, expect, it } from 'vitest';
import { compareDates, type DateSpan, lastDayOf, overlapOf } from './date-spans.ts';
import { barNumberOf, readIdentifier } from './identifiers.ts';

const date = (text: string) => {
  const [year, month = '01', day = '01'] = text.split('-');
  const precision = text.length === 4 ? 'year' : text.length === 7 ? 'month' : 'day';
  return { from: Temporal.PlainDate.from(`${year}-${month}-${day}`), precision } as const;
};

describe('dates known to a year, a month or a day', () => {
  it('last to the end of what is known', () => {
    expect(['2019', '2020-02', '2020-02-03'].map((text) => lastDayOf(date(text)).toString())).toEqual([
      '2019-12-31',
      '2020-02-29',
      '2020-02-03',
    ]);
  });

  it.each([
    ['2018', '2019', -1],
    ['2019-05', '2019-04-30', 1],
    ['2019', '2019', 0],
    ['2019-03-01', '2019-03-01', 0],
    ['2019', '2019-03', undefined],
    ['2019-03', '2019-03-18', undefined],
  ])('%s and %s compare as %s', (a, b, order) => {
    expect(compareDates(date(a), date(b))).toBe(order);
  });

  const span = (text: string): DateSpan => {
    const [from, to] = text.split('..');
    return { ...(from && { from: date(from) }), ...(to && { to: date(to) }) };
  };
  it.each([
    ['2014..2019', '2016..2020', 'yes'],
    ['2014..2015', '2016..2020', 'no'],
    ['2014..2016', '2016..2020', 'perhaps'],
    ['2014..2016-03-01', '2016-03-02..2020', 'no'],
    ['2014..2016-03-02', '2016-03-02..2020', 'yes'],
    ['2014..', '2016..2020', 'perhaps'],
    ['..2015', '2016..', 'no'],
    ['..', '..', 'perhaps'],
  ])('%s and %s overlap: %s', (a, b, overlap) => {
    expect([overlapOf(span(a), span(b)), overlapOf(span(b), span(a))]).toEqual([overlap, overlap]);
  });
});

describe('identifiers', () => {
  // Department 99 does not exist.
  it.each([
    ['cui', '9999000019999', { state: 'number', number: '9999000019999' }],
    ['cui', ' 9999 00001 9999 ', { state: 'number', number: '9999000019999' }],
    ['cui', '9999-00001-9999', { state: 'number', number: '9999000019999' }],
    ['cui', '', { state: 'blank' }],
    ['cui', ' - ', { state: 'blank' }],
    ['cui', 'no tiene', { state: 'remark', several: false }],
    ['cui', '999900001999', { state: 'remark', several: false }],
    ['cui', '0000000000000', { state: 'remark', several: false }],
    ['nit', '990000-k', { state: 'number', number: '990000K' }],
    ['nit', 'no aparece', { state: 'remark', several: false }],
    ['nit', '???', { state: 'remark', several: false }],
    ['nit', 'dos iguales', { state: 'remark', several: true }],
    ['nit', 'muchos', { state: 'remark', several: true }],
    ['nit', 'aparece 2 veces', { state: 'remark', several: true }],
    ['nit', 'aparecen 16 resultados iguales con diferentes CUI', { state: 'remark', several: true }],
  ] as const)('%s “%s”', (kind, text, read) => {
    expect(readIdentifier(kind, text)).toEqual(read);
  });

  it('are not bar numbers', () => {
    expect(['6,249', ' 06249 ', '6.249', 'Col. 6249', '', '9999000019999'].map(barNumberOf)).toEqual([
      undefined,
      '6249',
      '6249',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
