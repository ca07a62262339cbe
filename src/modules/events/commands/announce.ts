/** Postponing, cancelling and resuming: those registered are told by one job per announcement. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act, Outcome } from './inputs.ts';

export interface Announcement {
  /** Shown to the public and in the mail. */
  note: string;
}

/** Puts an edition off without a new date. Registration closes until it is resumed. */
export async function postponeEdition(
  _trx: Trx,
  _act: Act,
  _eventId: string,
  _input: Announcement,
): Promise<Outcome> {
  throw new Error('not yet');
}

/** Calls an edition off. Registration closes; what was only held or offered lapses. */
export async function cancelEdition(
  _trx: Trx,
  _act: Act,
  _eventId: string,
  _input: Announcement,
): Promise<Outcome> {
  throw new Error('not yet');
}

/** Takes place after all. @param input.startsAt a new beginning: the programme moves along, as on the clock of its zone */
export async function resumeEdition(
  _trx: Trx,
  _act: Act,
  _eventId: string,
  _input: Announcement & { startsAt?: Temporal.Instant },
): Promise<Outcome> {
  throw new Error('not yet');
}

export async function postponeSession(
  _trx: Trx,
  _act: Act,
  _eventId: string,
  _sessionId: string,
  _input: Announcement,
): Promise<Outcome> {
  throw new Error('not yet');
}

export async function cancelSession(
  _trx: Trx,
  _act: Act,
  _eventId: string,
  _sessionId: string,
  _input: Announcement,
): Promise<Outcome> {
  throw new Error('not yet');
}

/** Back in the programme; its hours are changed with `saveSession`. Nobody is told by mail. */
export async function resumeSession(
  _trx: Trx,
  _act: Act,
  _eventId: string,
  _sessionId: string,
  _input: Announcement,
): Promise<Outcome> {
  throw new Error('not yet');
}
