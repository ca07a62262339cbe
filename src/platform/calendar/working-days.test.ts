import { describe, expect, it } from 'vitest';
import { addWorkingDays, isWorkingDay, yearsWithoutHolidays } from './working-days.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const NONE = new Set<string>();

describe('working days', () => {
  it('leave out weekends and holidays, both ways', () => {
    const thursday = day('2026-04-30');
    expect(addWorkingDays(thursday, 3, NONE).toString()).toBe('2026-05-05');
    expect(addWorkingDays(thursday, 3, new Set(['2026-05-01'])).toString()).toBe('2026-05-06');
    expect(addWorkingDays(thursday, -4, NONE).toString()).toBe('2026-04-24');
    expect(addWorkingDays(thursday, 0, NONE)).toEqual(thursday);
  });

  it('begin on the next one when counted from a day without work', () => {
    expect(addWorkingDays(day('2026-05-02'), 1, NONE).toString()).toBe('2026-05-04');
    expect(isWorkingDay(day('2026-05-02'), NONE)).toBe(false);
    expect(isWorkingDay(day('2026-05-04'), NONE)).toBe(true);
    expect(isWorkingDay(day('2026-05-04'), new Set(['2026-05-04']))).toBe(false);
  });

  it('tell in which years nothing is known of holidays', () => {
    const known = new Set([2026]);
    expect(yearsWithoutHolidays(day('2026-01-05'), day('2026-12-31'), known)).toEqual([]);
    expect(yearsWithoutHolidays(day('2027-01-05'), day('2025-12-31'), known)).toEqual([2025, 2027]);
  });
});
