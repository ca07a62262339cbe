/**
 * When a scan that was kept on a phone happened. A phone's clock may be wrong all the time (then the
 * difference seen at the last contact puts it right) or be set while it is offline (then its running time
 * since the last contact says more). Whatever cannot be is put at the nearest moment that can, and flagged.
 */
type Instant = Temporal.Instant;

export interface KeptTime {
  /** The phone's clock at the scan, ms since 1970. */
  device: number;
  /** Phone's clock minus server's clock at the last contact, ms; null: never in contact. */
  offset: number | null;
  /** The server's clock at the last contact, ms since 1970; null: never. */
  contact: number | null;
  /** Running time since that contact, ms; null when the page was loaded anew since. It may stand still while the phone sleeps. */
  since: number | null;
}

export interface PlacedTime {
  at: Instant;
  /** Its clock said something impossible: the moment is only the nearest possible one. */
  clamped: boolean;
}

/** Clocks drift, answers take their time on the way. */
const TOLERANCE = 120_000;

/**
 * @param from when the phone began its work: nothing happened before
 * @param now of the merge: nothing happened after
 */
export function placeTime(kept: KeptTime, from: Instant, now: Instant): PlacedTime {
  const [first, last] = [from.epochMilliseconds, now.epochMilliseconds];
  const within = (ms: number, low: number) => Math.min(Math.max(ms, low), last);
  const contact = within(kept.contact ?? first, first);
  const earliest = within(contact + Math.max(kept.since ?? 0, 0), contact);
  const said = kept.device - (kept.offset ?? 0);
  if (said >= earliest - TOLERANCE && said <= last + TOLERANCE)
    return { at: instant(within(said, earliest)), clamped: false };
  // Set back, or set forward with a running time to go by: no earlier than that. Else no later than now.
  const at = said < earliest || kept.since !== null ? earliest : last;
  return { at: instant(at), clamped: true };
}

function instant(ms: number): Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.round(ms));
}

export interface Claim {
  id: string;
  at: Instant;
  clamped: boolean;
}

/**
 * Which of two scans of one ticket is the arrival: one whose time can be trusted before one whose cannot,
 * then the earlier, then, so that the order of merging never matters, the smaller id.
 */
export function isEarlier(a: Claim, b: Claim): boolean {
  if (a.clamped !== b.clamped) return b.clamped;
  const order = Temporal.Instant.compare(a.at, b.at);
  return order === 0 ? a.id < b.id : order < 0;
}
