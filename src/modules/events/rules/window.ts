/** When registration is open. Pure. */
import type { EventsTable, Status } from '../tables.ts';

/** What decides whether somebody may register. */
export interface WindowFacts {
  timezone: string;
  status: Status;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  registration_opens_at: EventsTable['registration_opens_at'];
  registration_closes_at: EventsTable['registration_closes_at'];
  registration_closes_on: EventsTable['registration_closes_on'];
}

export type RegistrationWindow = 'none' | 'not_open' | 'open' | 'closed';

/**
 * The moment after which nobody can register: the deadline, or the end of the day when only a date is
 * known; never later than the end of the edition itself.
 */
export function closesAt(event: WindowFacts): Temporal.Instant {
  const deadline =
    event.registration_closes_at ??
    event.registration_closes_on?.add({ days: 1 }).toZonedDateTime(event.timezone).toInstant();
  if (deadline === undefined) return event.ends_at;
  return Temporal.Instant.compare(deadline, event.ends_at) < 0 ? deadline : event.ends_at;
}

/**
 * @returns `none` when the edition takes no registrations at all (no opening was set, and no deadline that has
 *   passed), else whether it is open at `now`. The opening is included, the deadline is not.
 */
export function registrationWindow(event: WindowFacts, now: Temporal.Instant): RegistrationWindow {
  if (event.registration_opens_at === null) return isPastDeadline(event, now) ? 'closed' : 'none';
  if (event.status !== 'scheduled') return 'closed';
  if (Temporal.Instant.compare(now, event.registration_opens_at) < 0) return 'not_open';
  return Temporal.Instant.compare(now, closesAt(event)) < 0 ? 'open' : 'closed';
}

/** True when nothing can be done with a registration any more: the edition is called off, or has ended. */
export function isOver(event: Pick<WindowFacts, 'status' | 'ends_at'>, now: Temporal.Instant): boolean {
  return event.status === 'cancelled' || Temporal.Instant.compare(now, event.ends_at) >= 0;
}

/** Of a past edition often only the deadline is known. */
function isPastDeadline(event: WindowFacts, now: Temporal.Instant): boolean {
  const known = event.registration_closes_at ?? event.registration_closes_on;
  return known !== null && Temporal.Instant.compare(now, closesAt(event)) >= 0;
}
