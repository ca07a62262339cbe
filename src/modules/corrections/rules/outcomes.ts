/** What may become of a request. Pure. */
import type { Kind, State } from '../tables.ts';

export const OUTCOMES = ['corrected', 'partly', 'published', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A reply is published as it is or not at all; whatever else is asked leads to a change, or to none. */
export function outcomesOf(kind: Kind): readonly Outcome[] {
  return kind === 'reply' ? ['published', 'refused'] : ['corrected', 'partly', 'refused'];
}

export function isOpen(state: State): boolean {
  return state === 'received' || state === 'in_review';
}

/** Days late; 0: in time. */
export function daysLate(state: State, dueOn: Temporal.PlainDate, today: Temporal.PlainDate): number {
  if (!isOpen(state)) return 0;
  return Math.max(0, dueOn.until(today, { largestUnit: 'days' }).days);
}
