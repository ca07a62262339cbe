/** When those who follow something are written to, and of what. Pure. */
import type { NewsItem } from '../../../platform/news.ts';

/** Hours between two mails to one mailbox about one record: what happens meanwhile goes together. */
export const PAUSE_HOURS = 24;
/** What is entered at this moment may not be committed yet: it is told of with the next look. */
const SETTLED_MINUTES = 2;
/** One mail names so many; for the others it leads to the page. */
export const MOST_TOLD = 12;
/** Days after which what nobody confirmed is removed. */
export const UNCONFIRMED_DAYS = 14;

export const settledBefore = (now: Temporal.Instant): Temporal.Instant =>
  now.subtract({ minutes: SETTLED_MINUTES });

/** What happened after one moment, up to another: the latest last. What is only due is no news. */
export function newsBetween(
  items: readonly NewsItem[],
  { since, until }: { since: Temporal.Instant; until: Temporal.Instant },
): NewsItem[] {
  return items.filter(
    ({ at, due }) =>
      !due && Temporal.Instant.compare(at, since) > 0 && Temporal.Instant.compare(at, until) <= 0,
  );
}
