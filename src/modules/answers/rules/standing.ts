/** Where a question stands, from its dates and answers. Pure. */

/**
 * undelivered: a mail server refused it · unproven: nothing shows yet that they have it. In both nothing runs: who was
 * not reached is not silent.
 */
export type Standing =
  | 'unproven'
  | 'undelivered'
  | 'waiting'
  | 'late'
  | 'studying'
  | 'answered'
  | 'answered_late'
  | 'closed';

export interface Asked {
  due_on: Temporal.PlainDate;
  delivered_on: Temporal.PlainDate | null;
  refused_at: Temporal.Instant | null;
  closed_at: Temporal.Instant | null;
}

export interface Answered {
  /** Not that they study it, that somebody else should be asked, or that they received it. */
  final: boolean;
  on_date: Temporal.PlainDate;
}

/** @param answers the earliest first */
export function standingOf(ask: Asked, answers: readonly Answered[], today: Temporal.PlainDate): Standing {
  const { due_on, closed_at } = ask;
  const final = answers.find((one) => one.final);
  if (final) return Temporal.PlainDate.compare(final.on_date, due_on) > 0 ? 'answered_late' : 'answered';
  if (closed_at !== null) return 'closed';
  if (ask.delivered_on === null) return ask.refused_at === null ? 'unproven' : 'undelivered';
  if (Temporal.PlainDate.compare(today, due_on) > 0) return 'late';
  return answers.length > 0 ? 'studying' : 'waiting';
}

/** Days of the calendar behind the due date; 0 while it is to come. */
export function daysLate(due_on: Temporal.PlainDate, on: Temporal.PlainDate): number {
  return Math.max(0, due_on.until(on, { largestUnit: 'day' }).days);
}
