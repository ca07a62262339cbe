/** The job that tells those registered of an announcement, and what it is given. */
import type { Trx } from '../../../platform/db/handles.ts';
import { addJobs } from '../../../platform/jobs/add.ts';

export const TELL_JOB = 'events.tell_registered';
export const TOLD_KINDS = [
  'events.edition_changed',
  'events.edition_postponed',
  'events.edition_cancelled',
  'events.edition_resumed',
  'events.session_postponed',
  'events.session_cancelled',
  'events.session_resumed',
] as const;
export type ToldKind = (typeof TOLD_KINDS)[number];
export interface TellPayload {
  eventId: string;
  sessionId?: string;
  what: ToldKind;
  /** SEQUENCE at the announcement: with it, each announcement is one mail per person, however often the job runs. */
  sequence: number;
}

/** A newer announcement about the same thing replaces one that has not been told yet. */
export async function tell(trx: Trx, payload: TellPayload): Promise<void> {
  // A changed place says nothing of what is put off or takes place again: it replaces only its like.
  const kin = payload.what === 'events.edition_changed' ? ':changed' : '';
  const key = `${TELL_JOB}:${payload.sessionId ?? payload.eventId}${kin}`;
  await addJobs(trx, [{ name: TELL_JOB, payload: { ...payload }, key }]);
}
