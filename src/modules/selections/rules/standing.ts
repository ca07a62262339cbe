/**
 * Where a process stands: computed from its dated events, the rules of its kind and the calendar, never stored. It
 * knows no more than its sources: where they end, so does what it says.
 */
import type { Holidays } from '../../../platform/calendar/holidays.ts';
import type { Deadline, KindFile, Stage } from '../schemas/kind-file.ts';
import type { Effect, EventBasis } from './vocabulary.ts';
import {
  addWorkingDays,
  isWorkingDay,
  yearsWithoutHolidays,
} from '../../../platform/calendar/working-days.ts';

/** An event as far as these rules need it. */
export interface DatedEvent {
  id: string;
  stage: string;
  title: string;
  on_date: string | null;
  until_date: string | null;
  basis: EventBasis;
  effect: Effect;
  to_stage: string;
  position: number;
}

export type StandingState = 'not_begun' | 'running' | 'paused' | 'annulled' | 'ended_in_part' | 'ended';

/** The rules as far as these need them. */
export type Rules = Pick<KindFile, 'stages' | 'bodies' | 'deadlines'>;

export interface Calendar {
  /** `2026-11-22`, in the zone of the organisation. */
  today: string;
  term_starts: string | null;
  term_ends: string | null;
  /** Nothing later was read. */
  known_until: string | null;
  holidays: Holidays;
}

export interface Standing {
  state: StandingState;
  /** In which it is, or was last seen. */
  stage: Stage | undefined;
  /** Acts in it. */
  body: KindFile['bodies'][number] | undefined;
  /** The last thing that is known to have happened. */
  last: DatedEvent | undefined;
  /** What paused, annulled, ended it, or sent it back last. */
  turned: DatedEvent | undefined;
  /** An event that is announced or that the law names; else the stage that comes next by the rules of the kind. */
  next: NextStep | undefined;
  /** Announced for a day that is past, and no source says whether it happened. */
  overdue: DatedEvent[];
  /** The process was not over when the sources end, and that is past. */
  sourcesEnd: string | undefined;
  deadlines: CountedDeadline[];
}

export interface NextStep {
  event?: DatedEvent;
  stage: Stage | undefined;
  body: KindFile['bodies'][number] | undefined;
  /** Whole days from today; undefined where no day is known. */
  days: number | undefined;
}

export interface CountedDeadline {
  rule: Deadline;
  date: string;
  /** Whole days from today; less than nothing: past. */
  days: number;
  /** Day on which the stage is first seen to have begun. */
  met: string | undefined;
  inTime: boolean | undefined;
  /** Of working days: holidays that were left out, beside Saturdays and Sundays. */
  leftOut: string[];
  /** Of working days: years whose holidays nobody has read in, so that the day is not exact. */
  uncounted: number[];
}

export function standingOf(events: readonly DatedEvent[], rules: Rules, calendar: Calendar): Standing {
  const observed = inOrder(events).filter(({ basis }) => basis === 'observed');
  const walked = walk(observed, rules);
  const stage = rules.stages.find(({ key }) => key === walked.stage);
  const open = walked.state !== 'ended';
  const { overdue, announced } = ahead(events, walked.last, calendar.today);
  const known = calendar.known_until;
  return {
    state: walked.state,
    stage,
    body: bodyOf(stage, rules),
    last: walked.last,
    turned: walked.turned,
    next: open ? nextStep(announced, stage, walked.state, rules, calendar.today) : undefined,
    overdue: open ? overdue : [],
    sourcesEnd: open && known !== null && known < calendar.today ? known : undefined,
    deadlines: countDeadlines(observed, rules, calendar),
  };
}

/** By date; what has none stays behind the one before it. */
export function inOrder<E extends Pick<DatedEvent, 'on_date' | 'position'>>(events: readonly E[]): E[] {
  let last = '';
  const placed = events
    .toSorted((a, b) => a.position - b.position)
    .map((event) => {
      last = event.on_date ?? last;
      return { event, date: last };
    });
  return placed.toSorted((a, b) => compareDates(a.date, b.date)).map(({ event }) => event);
}

/** A month comes before its days: “in March” was said of what the file puts first. Stable where neither is before. */
function compareDates(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  const [a, b] = [one.slice(0, length), other.slice(0, length)];
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Walked {
  state: StandingState;
  stage: string;
  last: DatedEvent | undefined;
  turned: DatedEvent | undefined;
}

const OVER: ReadonlySet<StandingState> = new Set(['ended', 'ended_in_part', 'annulled']);

function walk(observed: readonly DatedEvent[], rules: Rules): Walked {
  const at: Walked = { state: 'not_begun', stage: '', last: undefined, turned: undefined };
  const known = new Set(rules.stages.map(({ key }) => key));
  for (const event of observed) {
    at.last = event;
    const turn = turnOf(event, at.state);
    if (turn !== at.state || event.effect === 'goes_back') at.turned = event;
    at.state = turn;
    const stage = event.effect === 'goes_back' || event.effect === 'annuls' ? event.to_stage : event.stage;
    // What comes after the end (an oath, a ruling) does not take it up again.
    if (known.has(stage)) at.stage = stage;
    else if (known.has(event.stage)) at.stage = event.stage;
  }
  return at;
}

function turnOf({ effect, to_stage: to }: DatedEvent, before: StandingState): StandingState {
  switch (effect) {
    case 'pauses':
      return 'paused';
    case 'annuls':
      // Redone from a stage on: it goes on from there.
      return to === '' ? 'annulled' : 'running';
    case 'ends':
      return 'ended';
    case 'ends_in_part':
      return 'ended_in_part';
    case 'opens':
    case 'resumes':
    case 'goes_back':
      return 'running';
    case 'extends':
      return OVER.has(before) && before !== 'ended_in_part' ? before : 'running';
    default:
      return before === 'not_begun' ? 'running' : before;
  }
}

const bodyOf = (stage: Stage | undefined, rules: Rules) =>
  rules.bodies.find(({ key }) => key === stage?.body);

/** What is announced, or named by law, and not yet seen: still to come, or past without a word. */
function ahead(
  events: readonly DatedEvent[],
  last: DatedEvent | undefined,
  today: string,
): { overdue: DatedEvent[]; announced: DatedEvent[] } {
  const waiting = inOrder(events).filter(({ basis }) => basis !== 'observed');
  const isPast = ({ until_date: until, on_date: on }: DatedEvent): boolean => {
    const end = until ?? on;
    return end !== null && end < today.slice(0, end.length);
  };
  const isLater = ({ on_date: on }: DatedEvent): boolean =>
    last?.on_date === undefined ||
    last.on_date === null ||
    on === null ||
    compareDates(on, last.on_date) >= 0;
  return {
    overdue: waiting.filter((event) => event.basis === 'planned' && isPast(event) && isLater(event)),
    announced: waiting.filter((event) => !isPast(event) && isLater(event)),
  };
}

function nextStep(
  announced: readonly DatedEvent[],
  stage: Stage | undefined,
  state: StandingState,
  rules: Rules,
  today: string,
): NextStep | undefined {
  const [event] = announced;
  if (event) {
    const own = rules.stages.find(({ key }) => key === event.stage);
    return { event, stage: own, body: bodyOf(own, rules), days: daysUntil(event.on_date, today) };
  }
  if (state === 'annulled' || state === 'ended_in_part') return undefined;
  const at = stage ? rules.stages.indexOf(stage) : -1;
  const following = rules.stages[at + 1];
  return following && { stage: following, body: bodyOf(following, rules), days: undefined };
}

/** Whole days; undefined where the day is not known. */
export function daysUntil(date: string | null, today: string): number | undefined {
  if (date?.length !== 10) return undefined;
  return Temporal.PlainDate.from(today).until(Temporal.PlainDate.from(date)).days;
}

function countDeadlines(
  observed: readonly DatedEvent[],
  rules: Rules,
  { today, term_starts: starts, term_ends: ends, holidays }: Calendar,
): CountedDeadline[] {
  const firstOf = (stage: string): string | undefined =>
    observed.find((event) => event.stage === stage && event.on_date?.length === 10)?.on_date ?? undefined;
  return rules.deadlines.flatMap((rule): CountedDeadline[] => {
    const { from } = rule;
    const anchor = from === 'term_starts' ? starts : from === 'term_ends' ? ends : firstOf(from.stage);
    if (anchor?.length !== 10) return [];
    const start = Temporal.PlainDate.from(anchor);
    const end = deadlineFrom(start, rule, holidays.days);
    const date = end.toString();
    const met = firstOf(rule.stage);
    const counted = {
      rule,
      date,
      days: daysUntil(date, today) ?? 0,
      met,
      inTime: met === undefined ? undefined : met <= date,
      leftOut: rule.unit === 'working_days' ? holidaysBetween(start, end, holidays.days) : [],
      uncounted: rule.unit === 'working_days' ? yearsWithoutHolidays(start, end, holidays.years) : [],
    };
    return [counted];
  });
}

/** Only those that fall on a day that would have been counted. */
function holidaysBetween(
  one: Temporal.PlainDate,
  other: Temporal.PlainDate,
  holidays: ReadonlySet<string>,
): string[] {
  const [first, last] = [one.toString(), other.toString()].toSorted() as [string, string];
  return [...holidays]
    .filter((day) => day >= first && day <= last && isWorkingDay(Temporal.PlainDate.from(day), NONE))
    .toSorted();
}

const NONE: ReadonlySet<string> = new Set();

function deadlineFrom(
  anchor: Temporal.PlainDate,
  { direction, amount, unit }: Deadline,
  holidays: ReadonlySet<string>,
): Temporal.PlainDate {
  const signed = direction === 'before' ? -amount : amount;
  if (unit === 'working_days') return addWorkingDays(anchor, signed, holidays);
  return unit === 'months' ? anchor.add({ months: signed }) : anchor.add({ days: signed });
}
