/** Until when personal data of an edition is kept. Days of 24 hours from its end. */

interface Kept {
  ends_at: Temporal.Instant;
  retention_days: number;
}

/** From here on it is removed. */
export function purgeDue({ ends_at, retention_days: days }: Kept): Temporal.Instant {
  return ends_at.add({ hours: days * 24 });
}

const NOTICE_DAYS = 14;

/** True in the two weeks before: the organiser can still export what they need, or keep it longer. */
export function isPurgeNear(edition: Kept, now: Temporal.Instant): boolean {
  const due = purgeDue(edition);
  const from = due.subtract({ hours: NOTICE_DAYS * 24 });
  return Temporal.Instant.compare(from, now) <= 0 && Temporal.Instant.compare(now, due) < 0;
}
