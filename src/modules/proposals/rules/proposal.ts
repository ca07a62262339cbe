/**
 * What may happen to a proposal, by its state.
 *
 *   unconfirmed ──confirm──▶ received ──▶ published ⇄ hidden
 *                               └──▶ refused ──▶ published (after an appeal)
 *   withdraw, from anywhere ──▶ withdrawn (its number stays, and what the lead of its page names)
 *
 * `imported` is published from an older record, and goes the ways of `published`. Pure.
 */
import type { State } from '../tables.ts';

/** Of one address: enough for everybody who means it. */
export const MOST_PER_ADDRESS = 20;
/** Of one address that are not confirmed: more would flood a stranger's mailbox. */
export const MOST_UNCONFIRMED = 3;
/** Minutes between two mails that strangers can cause in one mailbox. */
const NOTICE_PAUSE_MINUTES = 10;
/** After which one whose address nobody confirmed is removed. */
export const UNCONFIRMED_DAYS = 14;

/** True when this mailbox was not written to, on somebody's word alone, within the pause. */
export function mayNotify(last: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return last === null || Temporal.Instant.compare(last.add({ minutes: NOTICE_PAUSE_MINUTES }), now) <= 0;
}

export const isPublic = (state: State): boolean => state === 'published' || state === 'imported';

export type OwnAction = 'confirm' | 'change' | 'withdraw_name' | 'withdraw';

/** What its authors can do through their link. */
export function ownActions({ state, named }: { state: State; named: boolean }): OwnAction[] {
  if (state === 'withdrawn') return [];
  const actions: OwnAction[] = [];
  if (state === 'unconfirmed') actions.push('confirm');
  if (state === 'unconfirmed' || state === 'received') actions.push('change');
  if (named) actions.push('withdraw_name');
  actions.push('withdraw');
  return actions;
}
