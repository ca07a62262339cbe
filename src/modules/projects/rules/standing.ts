/** How far a project is, from its milestones and today: counted, never estimated, and never stored. Pure. */
import type { Progress } from '../tables.ts';

export interface Step {
  progress: Progress;
  due_on: Temporal.PlainDate;
  /** The day on which it was reached or given up. */
  progress_on: Temporal.PlainDate | null;
}

/** Days by which it is late today, or was when it was reached; 0: in time, or given up. */
export function daysLate({ progress, due_on, progress_on }: Step, today: Temporal.PlainDate): number {
  if (progress === 'dropped') return 0;
  const day = progress === 'done' ? (progress_on ?? due_on) : today;
  return Math.max(0, due_on.until(day, { largestUnit: 'day' }).days);
}

const isOpen = ({ progress }: Step): boolean => progress === 'pending' || progress === 'under_way';

/** partly: nothing is open, and not all of it was reached · stopped: goes on no more, or every milestone was given up. */
export const STANDINGS = ['not_begun', 'under_way', 'done', 'partly', 'stopped'] as const;
export type Standing = (typeof STANDINGS)[number];

export interface Stood {
  standing: Standing;
  total: number;
  done: number;
  dropped: number;
  /** Open ones whose day is over, and by how many days the one that waits longest. */
  late: number;
  mostLate: number;
}

export function standingOf(
  steps: readonly Step[],
  { stopped, today }: { stopped: boolean; today: Temporal.PlainDate },
): Stood {
  const count = (progress: Progress): number => steps.filter((step) => step.progress === progress).length;
  const [done, dropped] = [count('done'), count('dropped')];
  const late = stopped ? [] : steps.filter(isOpen).map((step) => daysLate(step, today));
  return {
    standing: stopped
      ? 'stopped'
      : standingBy({ total: steps.length, done, dropped, under: count('under_way') }),
    total: steps.length,
    done,
    dropped,
    late: late.filter((days) => days > 0).length,
    mostLate: Math.max(0, ...late),
  };
}

function standingBy(n: { total: number; done: number; dropped: number; under: number }): Standing {
  if (n.total > 0 && n.done === n.total) return 'done';
  if (n.total > 0 && n.done + n.dropped === n.total) return n.done > 0 ? 'partly' : 'stopped';
  return n.done > 0 || n.under > 0 ? 'under_way' : 'not_begun';
}
