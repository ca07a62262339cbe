/** What holds today of what was shown over time. Pure. */
import type { Said } from './evidence.ts';

/** Whether a day lies in a span that is known only as far as it is; an unknown end is open. */
export function holdsOn({ starts, ends }: Pick<Said, 'starts' | 'ends'>, day: Temporal.PlainDate): boolean {
  const today = String(day);
  return (
    (starts === null || starts <= today.slice(0, starts.length)) &&
    (ends === null || ends >= today.slice(0, ends.length))
  );
}

/** The newest first by when it began; one that always was comes last. */
function byStart(one: Said, other: Said): number {
  return (other.starts ?? '').localeCompare(one.starts ?? '');
}

/**
 * The one shown of a property that has one value at a time.
 * @param or `last`: where none holds today, the last one: a body that is no more keeps its name
 */
export function presentOf<T extends Said>(
  list: readonly T[],
  property: string,
  day: Temporal.PlainDate,
  or?: 'last',
): T | undefined {
  const shown = list.filter((one) => one.property === property && one.evidence === 'shown').toSorted(byStart);
  return shown.find((one) => holdsOn(one, day)) ?? (or === 'last' ? shown[0] : undefined);
}
