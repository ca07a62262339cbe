/** How far a mailing got, out of the states of its mails. */
import type { MailingState } from '../tables.ts';

/**
 * Why somebody of the group gets no mail. unsubscribed: wants none · refused_before: the address refused an
 * earlier mail for good · withdrawn: cancelled meanwhile · unreadable: sealed with another key.
 */
export const SKIP_REASONS = ['unsubscribed', 'refused_before', 'withdrawn', 'unreadable'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Number of recipients by `mails.state`, by reason for being skipped, or `gone` (cleared from the outbox). */
export type Counts = Readonly<Record<string, number>>;

export interface Progress {
  /** Everybody of the group so far. */
  total: number;
  /** Still to go out: waiting, or taken back by a stop. */
  waiting: number;
  /** With a sender at this moment. */
  underWay: number;
  sent: number;
  refused: number;
  failed: number;
  skipped: Partial<Record<SkipReason, number>>;
  skippedTotal: number;
}

export function progressOf(counts: Counts): Progress {
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (counts[name] ?? 0), 0);
  return {
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    waiting: of('queued', 'cancelled'),
    underWay: of('sending'),
    sent: of('sent', 'gone'),
    refused: of('refused'),
    failed: of('failed'),
    skipped: Object.fromEntries(SKIP_REASONS.filter((name) => of(name) > 0).map((name) => [name, of(name)])),
    skippedTotal: of(...SKIP_REASONS),
  };
}

/** What a reader is told: a mailing whose list is complete and whose mails are all settled is done. */
export function shownState(
  mailing: { state: MailingState; listed_at: Temporal.Instant | null },
  counts: Counts,
): MailingState {
  if (mailing.state !== 'sending' || mailing.listed_at === null) return mailing.state;
  const { waiting, underWay } = progressOf(counts);
  return waiting + underWay === 0 ? 'done' : 'sending';
}
