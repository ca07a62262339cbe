/** What can be decided about showing a proposal, and why. Pure. */
import type { State } from '../tables.ts';

export const DECISIONS = ['publish', 'refuse', 'hide'] as const;
export type Decision = (typeof DECISIONS)[number];
/** What stands in the public ledger: `keep` of one that readers said is wrong, and that stays. */
export type Entry = Decision | 'keep';

/** What whoever moderates can decide now. */
export function decisionsIn(state: State): Decision[] {
  switch (state) {
    case 'received':
      return ['publish', 'refuse'];
    case 'published':
    case 'imported':
      return ['hide'];
    case 'hidden':
    case 'refused':
      return ['publish'];
    default:
      return [];
  }
}

/** The public list of reasons; each is explained on the page of the rules. */
export const REASONS = [
  'off_topic',
  'personal_data',
  'accusation',
  'insult',
  'advertising',
  'duplicate',
  'unlawful',
  'by_request',
] as const;
export type Reason = (typeof REASONS)[number];
