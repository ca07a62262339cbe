/** When contributions are taken. Pure. */

export interface CallFacts {
  opens_at: Temporal.Instant | null;
  closes_at: Temporal.Instant | null;
}

export interface EditionFacts {
  status: 'scheduled' | 'postponed' | 'cancelled';
  starts_at: Temporal.Instant;
}

/** `none`: there is no call · `soon`: its day is known · `open` · `closed`. */
export type CallWindow = 'none' | 'soon' | 'open' | 'closed';

/** The moment from which nothing is taken any more: the deadline, at the latest the beginning of the edition. */
export function callCloses(call: CallFacts, edition: Pick<EditionFacts, 'starts_at'>): Temporal.Instant {
  const { closes_at: at } = call;
  return at !== null && Temporal.Instant.compare(at, edition.starts_at) < 0 ? at : edition.starts_at;
}

/** The opening is included, the deadline is not. */
export function callWindow(
  call: CallFacts | undefined,
  edition: EditionFacts,
  now: Temporal.Instant,
): CallWindow {
  if (!call?.opens_at) return 'none';
  if (edition.status === 'cancelled') return 'closed';
  if (Temporal.Instant.compare(now, callCloses(call, edition)) >= 0) return 'closed';
  return Temporal.Instant.compare(now, call.opens_at) < 0 ? 'soon' : 'open';
}
