/** How far a project is, counted from its milestones. */
import { describe, expect, it } from 'vitest';
import type { Progress } from '../tables.ts';
import { daysLate, standingOf, type Step } from './standing.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const TODAY = day('2026-11-23');

const step = (progress: Progress, due: string, on?: string): Step => ({
  progress,
  due_on: day(due),
  progress_on: on === undefined ? null : day(on),
});

describe('a milestone', () => {
  it.each([
    ['pending', '2026-11-23', undefined, 0],
    ['pending', '2026-11-11', undefined, 12],
    ['under_way', '2026-11-22', undefined, 1],
    ['done', '2026-11-11', '2026-11-10', 0],
    ['done', '2026-11-11', '2026-11-14', 3],
    ['dropped', '2025-11-11', '2026-11-14', 0],
  ] as const)('%s, due %s, reached %s, is %i days late', (progress, due, on, days) => {
    expect(daysLate(step(progress, due, on), TODAY)).toBe(days);
  });
});

describe('a project', () => {
  const stood = (steps: readonly Step[], stopped = false) => standingOf(steps, { stopped, today: TODAY });

  it('has not begun before a milestone has', () => {
    expect(stood([]).standing).toBe('not_begun');
    expect(stood([step('pending', '2026-12-01')]).standing).toBe('not_begun');
    expect(stood([step('pending', '2026-12-01'), step('under_way', '2026-12-02')]).standing).toBe(
      'under_way',
    );
  });

  it('counts what was reached, what was given up and what is late', () => {
    expect(
      stood([
        step('done', '2026-10-01', '2026-10-01'),
        step('done', '2026-10-02', '2026-10-09'),
        step('dropped', '2026-10-03', '2026-10-04'),
        step('under_way', '2026-11-11'),
        step('pending', '2026-11-20'),
        step('pending', '2026-12-11'),
      ]),
    ).toEqual({ standing: 'under_way', total: 6, done: 2, dropped: 1, late: 2, mostLate: 12 });
  });

  it('is done when all of it was reached, in part when some was given up, stopped when everything was', () => {
    const [done, dropped] = [
      step('done', '2026-10-01', '2026-10-01'),
      step('dropped', '2026-10-01', '2026-10-01'),
    ];
    expect(stood([done, done]).standing).toBe('done');
    expect(stood([done, dropped]).standing).toBe('partly');
    expect(stood([dropped]).standing).toBe('stopped');
  });

  it('that stopped is late with nothing', () => {
    expect(stood([step('pending', '2026-01-01')], true)).toEqual({
      standing: 'stopped',
      total: 1,
      done: 0,
      dropped: 0,
      late: 0,
      mostLate: 0,
    });
  });
});
