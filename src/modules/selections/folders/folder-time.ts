/** Whether a day can be one of a process, by the days that are known of it. Pure. */
import type { ProcessFile } from '../schemas/process-file.ts';

/** Sources that disagree on the day of a session disagree by days, not by months. */
const SAME = 31;
/** What is said before the call and after the oath. */
const AROUND = 366;

const EPOCH = Temporal.PlainDate.from('1970-01-01');

export class ProcessTime {
  /** Days of the calendar, as numbers. */
  readonly #from: number;
  readonly #to: number;

  constructor({ year, events = [], term }: ProcessFile) {
    const days = events.flatMap(({ on, until }) => [on, until].filter((day) => day !== undefined));
    // Where nothing else is known: the year by which the process is called.
    const known =
      days.length > 0 ? days : [`${year}-01-01`, `${year}-12-31`, ...(term?.starts ? [term.starts] : [])];
    this.#from = Math.min(...known.map((day) => numberOf(day, 1))) - AROUND;
    this.#to = Math.max(...known.map((day) => numberOf(day, 12))) + AROUND;
  }

  /** @param there when the process says that it was, where it does */
  agrees(on: string, there: string | undefined): boolean {
    const day = numberOf(on, 1);
    if (there !== undefined && there.length === 10) return Math.abs(day - numberOf(there, 1)) <= SAME;
    return day >= this.#from && day <= this.#to;
  }
}

/** @param month of a date that does not say it */
function numberOf(date: string, month: number): number {
  const [year = 0, own = month, day = 1] = date.split('-').map(Number);
  return EPOCH.until(Temporal.PlainDate.from({ year, month: own, day })).days;
}
