/** How much may be written, so that nobody who holds a link fills the house. Pure. */

/** Signs of one message. */
export const LONGEST_MESSAGE = 4000;
/** Of one thread: enough for a year of patience; all of them are shown. */
export const MOST_MESSAGES = 200;
/** Of the authors in a row, without a word of the desk in between. */
export const MOST_UNANSWERED = 20;
/** Suggestions of the desk that wait at one time. */
export const MOST_OPEN = 10;
/** Suggestions that are shown, the latest first. */
export const MOST_SHOWN = 50;
export const LONGEST_AMENDMENT = 3000;
export const MOST_AMENDMENTS = 20;
/** Of them, not yet read by the desk. */
export const MOST_WAITING = 3;

/** Whether one more message fits. @param sides of the thread, the oldest first */
export function hasRoom(sides: readonly ('authors' | 'desk')[], side: 'authors' | 'desk'): boolean {
  if (sides.length >= MOST_MESSAGES) return false;
  return side === 'desk' || sides.length - (sides.lastIndexOf('desk') + 1) < MOST_UNANSWERED;
}
