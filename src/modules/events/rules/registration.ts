/**
 * The life of a registration. Pure: given what is, what may happen next.
 *
 *   pending ──confirm──▶ awaiting_approval ──approve──▶ confirmed
 *      │                        │  └─ no place ─▶ waitlisted ──place freed──▶ offered ──accept──▶ confirmed
 *      │                        └──decline──▶ declined            ▲               └─ too late ─▶ lapsed
 *      └── (without approval straight to confirmed or waitlisted)  └────────── back in line ───────┘
 *
 * Everything but `declined` and `cancelled` can be cancelled.
 */
import type { EventMode, Attendance, RegistrationState } from '../tables.ts';

/** Those whose address is known to be theirs and who are told of what concerns the edition. */
export const TOLD_STATES = [
  'awaiting_approval',
  'confirmed',
  'waitlisted',
  'offered',
] as const satisfies readonly RegistrationState[];

export interface ArrivalRules {
  confirmEmail: boolean;
  approval: boolean;
}

/**
 * The state of somebody who has just registered.
 * @param gotPlace a place was free and is now held for them
 * @param known what needs no asking: the address is theirs, the organiser has said yes
 */
export function arrivalState(
  rules: ArrivalRules,
  gotPlace: boolean,
  known: { address: boolean; approved: boolean },
): RegistrationState {
  if (rules.confirmEmail && !known.address) return 'pending';
  return settledState(rules, gotPlace, known.approved);
}

/**
 * The state once the address is confirmed.
 * @param approved the organiser has said yes already
 */
export function settledState(
  rules: Pick<ArrivalRules, 'approval'>,
  hasPlace: boolean,
  approved: boolean,
): RegistrationState {
  if (rules.approval && !approved) return 'awaiting_approval';
  return hasPlace ? 'confirmed' : 'waitlisted';
}

/** The way of attending: chosen where the edition is hybrid, given by the edition otherwise. */
export function attendanceOf(mode: EventMode, chosen: Attendance | undefined): Attendance | undefined {
  return mode === 'hybrid' ? chosen : mode;
}

export type OwnAction = 'confirm' | 'change' | 'cancel' | 'accept' | 'rejoin';

/** What the person may do with their own registration in this state. */
export function ownActions(state: RegistrationState, isOver: boolean): readonly OwnAction[] {
  if (isOver) return [];
  switch (state) {
    case 'pending':
      return ['confirm', 'change', 'cancel'];
    case 'offered':
      return ['accept', 'change', 'cancel'];
    case 'lapsed':
      return ['rejoin', 'cancel'];
    case 'awaiting_approval':
    case 'confirmed':
    case 'waitlisted':
      return ['change', 'cancel'];
    case 'declined':
    case 'cancelled':
      return [];
  }
}

export type StaffAction = 'confirm_address' | 'approve' | 'decline' | 'offer' | 'cancel' | 'resend';

/** What the organiser may do with a registration in this state. */
export function staffActions(state: RegistrationState): readonly StaffAction[] {
  switch (state) {
    case 'pending':
      return ['confirm_address', 'cancel', 'resend'];
    case 'awaiting_approval':
      return ['approve', 'decline', 'cancel', 'resend'];
    case 'waitlisted':
    case 'lapsed':
      return ['offer', 'cancel', 'resend'];
    case 'confirmed':
    case 'offered':
      return ['cancel', 'resend'];
    case 'declined':
    case 'cancelled':
      return [];
  }
}
