/** Where a question stands, from its dates and answers. Pure. */
import type { AnswerKind } from '../tables.ts';

export type Standing = 'waiting' | 'late' | 'studying' | 'answered' | 'answered_late' | 'closed';

export interface Asked {
  due_on: Temporal.PlainDate;
  closed_at: Temporal.Instant | null;
}

export interface Answered {
  kind: AnswerKind;
  on_date: Temporal.PlainDate;
}

/** That they study it, or that somebody else should be asked, answers nothing yet. */
const isFinal = (kind: AnswerKind): boolean => kind !== 'studying' && kind !== 'referred';

/** @param answers the earliest first */
export function standingOf(
  { due_on, closed_at }: Asked,
  answers: readonly Answered[],
  today: Temporal.PlainDate,
): Standing {
  const final = answers.find(({ kind }) => isFinal(kind));
  if (final) return Temporal.PlainDate.compare(final.on_date, due_on) > 0 ? 'answered_late' : 'answered';
  if (closed_at !== null) return 'closed';
  if (Temporal.PlainDate.compare(today, due_on) > 0) return 'late';
  return answers.length > 0 ? 'studying' : 'waiting';
}

/** Days of the calendar behind the due date; 0 while it is to come. */
export function daysLate(due_on: Temporal.PlainDate, on: Temporal.PlainDate): number {
  return Math.max(0, due_on.until(on, { largestUnit: 'day' }).days);
}
