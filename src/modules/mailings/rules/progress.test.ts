import { describe, expect, it } from 'vitest';
import { changedMuch } from './audience.ts';
import { progressOf, shownState } from './progress.ts';

describe('progress', () => {
  it('adds up', () => {
    const counts = {
      queued: 3,
      cancelled: 2,
      sending: 1,
      sent: 10,
      gone: 1,
      refused: 1,
      failed: 1,
      withdrawn: 2,
    };
    expect(progressOf(counts)).toEqual({
      total: 21,
      waiting: 5,
      underWay: 1,
      sent: 11,
      refused: 1,
      failed: 1,
      skipped: { withdrawn: 2 },
      skippedTotal: 2,
    });
  });

  it('is at its end when the list is complete and nothing is open', () => {
    const listed_at = Temporal.Instant.from('2026-11-23T15:00:00Z');
    const state = 'sending' as const;
    expect(shownState({ state, listed_at: null }, { sent: 2 })).toBe('sending');
    expect(shownState({ state, listed_at }, { sent: 2, queued: 1 })).toBe('sending');
    expect(shownState({ state, listed_at }, { sent: 2, refused: 1 })).toBe('done');
    expect(shownState({ state: 'stopped', listed_at }, { sent: 2 })).toBe('stopped');
  });

  it.each([
    [0, 3, false],
    [0, 4, true],
    [100, 105, false],
    [100, 106, true],
    [100, 94, true],
    [5000, 5250, false],
  ])('a group of %d that is %d by now: look again %s', (seen, now, again) => {
    expect(changedMuch(seen, now)).toBe(again);
  });
});
