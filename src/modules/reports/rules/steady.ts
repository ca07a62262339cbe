/**
 * Two reports of one edition, read side by side: who came between them would stand in the difference, with
 * sector, country and all. So a report that is published again keeps the numbers that everybody has read, until
 * five people or more make the difference. Pure.
 */
import type { PublicFigures } from './figures.ts';
import { type Shown, SMALL } from './protect.ts';

/** @param before what was published last; undefined: nothing ever was */
export function steady(before: PublicFigures | undefined, now: PublicFigures): PublicFigures {
  if (!before) return now;
  const registered = isFar(before.people, now.people) ? now : before;
  const noted = isFar(before.attended, now.attended) ? now : before;
  const survey = isFar(before.survey?.answers, now.survey?.answers) ? now.survey : before.survey;
  const { people } = registered;
  const { attended } = noted;
  return {
    people,
    ...(attended !== undefined && !isTelling(people, attended) && { attended }),
    tables: registered.tables,
    sessions: noted.sessions,
    // Taken back, it is gone.
    ...(survey && now.survey && { survey }),
  };
}

type Told = Shown | null | undefined;

/** Whether it takes five people to come from one number to the other, whatever stands behind "fewer". */
function isFar(before: Told, now: Told): boolean {
  if (before === undefined || now === undefined) return before !== now;
  const [from, to] = [rangeOf(before), rangeOf(now)];
  return to.least - from.most >= SMALL || from.least - to.most >= SMALL;
}

/** What is not told as a number is fewer than five. */
function rangeOf(told: Shown | null): { least: number; most: number } {
  return typeof told === 'number' ? { least: told, most: told } : { least: 0, most: SMALL - 1 };
}

/** Of different moments, the two together must say no more than `publicFigures` lets those of one moment say. */
function isTelling(people: Shown, attended: Shown): boolean {
  if (typeof people !== 'number' || typeof attended !== 'number') return false;
  const absent = people - attended;
  return absent >= 0 && absent < SMALL;
}
