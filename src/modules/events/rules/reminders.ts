/**
 * When people are reminded. Days count on the clock of the edition's zone: a week before 8:00 is 8:00,
 * also across a change of clocks.
 */
import type { Reminder } from '../tables.ts';

const KINDS = ['week', 'day', 'hour'] as const satisfies readonly Reminder[];

export interface Dated {
  starts_at: Temporal.Instant;
  timezone: string;
  reminders: readonly Reminder[];
}

/**
 * How late a reminder may still go out (the program was down, an edition was published late), in minutes.
 * Later it is left out: the next one is near, and a flood of old ones would tell nothing.
 */
const LATEST: Record<Reminder, number> = { week: 6 * 60, day: 3 * 60, hour: 30 };

/** The moment at which a reminder is due. */
export function reminderMoment({ starts_at, timezone }: Omit<Dated, 'reminders'>, kind: Reminder) {
  if (kind === 'hour') return starts_at.subtract({ hours: 1 });
  const start = starts_at.toZonedDateTimeISO(timezone);
  return start.subtract({ days: kind === 'week' ? 7 : 1 }).toInstant();
}

export interface DueReminder {
  kind: Reminder;
  /** Whoever registered later knows already. */
  moment: Temporal.Instant;
}

/** Reminders of this edition that are to go out now. */
export function dueReminders(edition: Dated, now: Temporal.Instant): DueReminder[] {
  return KINDS.filter((kind) => edition.reminders.includes(kind)).flatMap((kind) => {
    const moment = reminderMoment(edition, kind);
    const late = now.epochMilliseconds - moment.epochMilliseconds;
    return late >= 0 && late < LATEST[kind] * 60_000 ? [{ kind, moment }] : [];
  });
}
