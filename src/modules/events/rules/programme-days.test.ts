import { describe, expect, it } from 'vitest';
import { programmeDays, shownDay } from './programme-days.ts';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const ROWS = [
  { day: day('2026-03-07'), count: 3 },
  { day: day('2026-03-07'), count: 2 },
  { day: day('2026-03-09'), count: 1 },
  { day: null, count: 4 },
];

function shown(asked: string | null, today: string): string {
  return programmeDays(ROWS, asked, day(today)).shown;
}

describe('the days of a programme', () => {
  it('add up and keep their order, those without hours last', () => {
    const days = programmeDays(ROWS, null, day('2026-01-01')).list.map((d) => `${d.key} ${d.count}`);
    expect(days).toEqual(['2026-03-07 5', '2026-03-09 1', 'sin-horario 4']);
  });

  it('begin with the first before, today during, the next in a pause, the first after', () => {
    expect(shown(null, '2026-01-01')).toBe('2026-03-07');
    expect(shown(null, '2026-03-07')).toBe('2026-03-07');
    expect(shown(null, '2026-03-08')).toBe('2026-03-09');
    expect(shown(null, '2026-04-01')).toBe('2026-03-07');
  });

  it('show the one asked for, or all; one that is not there is as none asked for', () => {
    expect(shown('2026-03-09', '2026-01-01')).toBe('2026-03-09');
    expect(shown('sin-horario', '2026-01-01')).toBe('sin-horario');
    expect(shown('todos', '2026-01-01')).toBe('all');
    expect(shown("'; drop", '2026-01-01')).toBe('2026-03-07');
  });

  it('are asked of the database as dates', () => {
    expect(String(shownDay(programmeDays(ROWS, '2026-03-09', day('2026-01-01'))))).toBe('2026-03-09');
    expect(shownDay(programmeDays(ROWS, 'sin-horario', day('2026-01-01')))).toBe('none');
    expect(shownDay(programmeDays(ROWS, 'todos', day('2026-01-01')))).toBe(undefined);
    expect(programmeDays([], null, day('2026-01-01'))).toEqual({ list: [], shown: 'all' });
  });
});
