/**
 * What may happen to a contribution, by its state.
 *
 *   pending ──confirm──▶ submitted ──told──▶ accepted | changes | declined
 *      └────────┴──────────────┴── withdraw, from anywhere ──▶ withdrawn (nothing of it is kept)
 *
 * Pure.
 */
import type { Appearance, State } from '../tables.ts';
import type { CallWindow } from './call.ts';

/** Of one address in one edition: enough for everybody who means it. */
export const MOST_PER_ADDRESS = 10;
/** Sent in somebody's name and not confirmed: more would flood a stranger's mailbox. */
export const MOST_UNCONFIRMED = 3;
/** Minutes between two mails that strangers can cause in one mailbox. */
const NOTICE_PAUSE_MINUTES = 10;

/** True when this mailbox was not written to, on somebody's word alone, within the pause. */
export function mayNotify(last: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return last === null || Temporal.Instant.compare(last.add({ minutes: NOTICE_PAUSE_MINUTES }), now) <= 0;
}

export interface Standing {
  state: State;
  /** It is in the library, or was. */
  published: boolean;
  /** False after the purge: nothing is left to change. */
  kept: boolean;
}

export type OwnAction = 'confirm' | 'change' | 'consent' | 'withdraw';

/** What its author can do at this moment. */
export function ownActions({ state, published, kept }: Standing, window: CallWindow): OwnAction[] {
  if (state === 'withdrawn') return [];
  const actions: OwnAction[] = [];
  if (state === 'pending') actions.push('confirm');
  if (kept && !published && mayChange(state, window)) actions.push('change');
  if (kept && !published && state !== 'declined') actions.push('consent');
  actions.push('withdraw');
  return actions;
}

/** Until the deadline; where it was accepted with changes, until it is published. */
function mayChange(state: State, window: CallWindow): boolean {
  return state === 'changes' || (window === 'open' && (state === 'pending' || state === 'submitted'));
}

/** True when it may become a session or part of the library. */
export function isAccepted(state: State): boolean {
  return state === 'accepted' || state === 'changes';
}

export interface Named {
  name: string;
  coauthors: readonly string[];
  organization?: string | undefined;
  appears: Appearance;
}

/** Who stands under what is published: nobody is named who did not want to be. */
export function shownAs({ name, coauthors, organization = '', appears }: Named): {
  authors: string[];
  organization: string;
} {
  switch (appears) {
    case 'name':
      return { authors: [name, ...coauthors], organization };
    case 'organization':
      return { authors: [], organization };
    case 'reserved':
      return { authors: [], organization: '' };
  }
}
