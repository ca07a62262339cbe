/** Who belongs to a group. Pure: the same for the count before sending and for the job that sends. */
import type { OpenRegistration } from '../../events/index.ts';
import type { SkipReason } from './progress.ts';

export const GROUPS = [
  'everyone',
  'coming',
  'waiting',
  'approval',
  'attended',
  'absent',
  'speakers',
] as const;
export type Group = (typeof GROUPS)[number];

/** A group, and what narrows it; all of it has to fit. */
export interface Audience {
  group: Group;
  attendance?: 'online' | 'in_person';
  /** Id of a workshop in which they hold a place. */
  workshop?: string;
  lang?: 'es' | 'en';
  /** What they answered: `sector`, `department`, `languages`, `answers.{key}`. */
  answer?: { field: string; value: string };
}

/** Somebody of the edition, with what other tables know of them. */
export type Candidate = Pick<
  OpenRegistration,
  'id' | 'state' | 'attendance' | 'lang' | 'mail_refused_at' | 'person'
> & { attended: boolean; holdsPlace: boolean; speaks: boolean };

/** Those whose registration counts and whose address was not left unconfirmed. */
const REACHED = new Set(['awaiting_approval', 'confirmed', 'waitlisted', 'offered']);
const WAITING = new Set(['waitlisted', 'offered']);

export function belongs(audience: Audience, one: Candidate): boolean {
  if (!inGroup(audience.group, one)) return false;
  const { attendance, workshop, lang, answer } = audience;
  return (
    (attendance === undefined || one.attendance === attendance) &&
    (workshop === undefined || one.holdsPlace) &&
    (lang === undefined || one.lang === lang) &&
    (answer === undefined || answered(one, answer))
  );
}

function inGroup(group: Group, one: Candidate): boolean {
  switch (group) {
    case 'everyone':
      return REACHED.has(one.state);
    case 'coming':
      return one.state === 'confirmed';
    case 'waiting':
      return WAITING.has(one.state);
    case 'approval':
      return one.state === 'awaiting_approval';
    case 'attended':
      return one.state === 'confirmed' && one.attended;
    case 'absent':
      return one.state === 'confirmed' && !one.attended;
    case 'speakers':
      return REACHED.has(one.state) && one.speaks;
  }
}

function answered({ person }: Candidate, { field, value }: NonNullable<Audience['answer']>): boolean {
  if (!person) return false;
  const given = field.startsWith('answers.')
    ? person.answers[field.slice('answers.'.length)]
    : (person as unknown as Record<string, unknown>)[field];
  return [given].flat().some((one) => one !== undefined && one !== null && String(one) === value);
}

/** Why somebody of the group gets no mail all the same, if so. */
export function reasonToSkip(
  { mail_refused_at: refused, person }: Pick<Candidate, 'mail_refused_at' | 'person'>,
  unsubscribed: boolean,
): SkipReason | undefined {
  if (unsubscribed) return 'unsubscribed';
  if (!person) return 'unreadable';
  return refused ? 'refused_before' : undefined;
}

/**
 * Whether a group is so much larger or smaller than the one that was looked at that sending it must be
 * decided again: by more than three and more than one in twenty.
 */
export function changedMuch(seen: number, now: number): boolean {
  const by = Math.abs(now - seen);
  return by > 3 && by > seen / 20;
}
