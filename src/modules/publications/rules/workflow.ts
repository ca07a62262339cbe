/**
 * What may be done with a publication, by whom, in which state. Pure.
 *
 *   draft ⇄ in_review → published ⇄ archived
 *     └──────────┴── at a time ──┘     archived → draft: taken up again
 *
 * What is public is corrected at once by whoever may publish; where two pairs of eyes are asked for, or by others,
 * a correction waits beside the published text until somebody else publishes it.
 */
import type { Status } from '../tables.ts';

export interface Subject {
  status: Status;
  publishAt: Temporal.Instant | null;
  /** Who changed the text last, as in the audit. */
  writtenBy: string;
  everPublished: boolean;
}

export interface Who {
  /** As in the audit: `staff:{id}`, `system:{what}`. */
  ref: string;
  mayWrite: boolean;
  mayPublish: boolean;
  /** The program itself, at an operator's command or at a time that somebody set: needs no second pair of eyes. */
  isProgram: boolean;
}

export interface House {
  /** Nobody publishes what they wrote last themselves. */
  twoEyes: boolean;
}

export const DEEDS = [
  'save',
  'submit',
  'return',
  'publish',
  'schedule',
  'unschedule',
  'correct',
  'propose',
  'archive',
  'take_up',
  'discard',
] as const;
export type Deed = (typeof DEEDS)[number];

/** `not_now`: not in this state · `forbidden`: somebody else may · `own_text`: a second pair of eyes is needed. */
export type DeedRefusal = 'not_now' | 'forbidden' | 'own_text';

const FROM: Readonly<Record<Deed, readonly Status[]>> = {
  save: ['draft', 'in_review', 'archived'],
  submit: ['draft'],
  return: ['in_review'],
  publish: ['draft', 'in_review'],
  schedule: ['draft', 'in_review'],
  unschedule: ['draft', 'in_review'],
  correct: ['published'],
  propose: ['published'],
  archive: ['published'],
  take_up: ['archived'],
  discard: ['draft', 'in_review'],
};

/** Deeds of those who answer for what is public. */
const PUBLISHING = new Set<Deed>(['return', 'publish', 'schedule', 'unschedule', 'correct', 'archive']);

/** @returns why not, or undefined when it may be done */
export function refusalOf(deed: Deed, subject: Subject, who: Who, house: House): DeedRefusal | undefined {
  if (!FROM[deed].includes(subject.status)) return 'not_now';
  if (deed === 'unschedule' && subject.publishAt === null) return 'not_now';
  if (deed === 'discard' && subject.everPublished) return 'not_now';
  if (!(PUBLISHING.has(deed) ? who.mayPublish : who.mayWrite)) return 'forbidden';
  const own = !who.isProgram && house.twoEyes && subject.writtenBy === who.ref;
  if (own && (deed === 'publish' || deed === 'schedule')) return 'own_text';
  // Whoever corrects is the writer of the correction.
  if (deed === 'correct' && house.twoEyes && !who.isProgram) return 'own_text';
  return undefined;
}

/** Whether a time that was set still stands after somebody changed the text: only what that person could publish. */
export function keepsSchedule(who: Who, house: House): boolean {
  return who.isProgram || (who.mayPublish && !house.twoEyes);
}

/** A correction that waits is published by somebody else than its writer where two pairs of eyes are asked for. */
export function refusalOfCorrection(
  correction: { writtenBy: string },
  subject: Subject,
  who: Who,
  house: House,
): DeedRefusal | undefined {
  if (subject.status !== 'published') return 'not_now';
  if (!who.mayPublish) return 'forbidden';
  return house.twoEyes && !who.isProgram && correction.writtenBy === who.ref ? 'own_text' : undefined;
}
