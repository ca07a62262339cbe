/** The words that rows of a process are described with, once. */

/** What an event does to the process beyond having happened. */
export const EFFECTS = [
  'none',
  'opens',
  'closes',
  'pauses',
  'resumes',
  'annuls',
  'goes_back',
  'extends',
  'ends',
  'ends_in_part',
] as const;
export type Effect = (typeof EFFECTS)[number];

export const EVENT_BASES = ['observed', 'legal', 'planned'] as const;
export type EventBasis = (typeof EVENT_BASES)[number];

export const COURT_EFFECTS = [
  'unknown',
  'none',
  'suspends',
  'annuls',
  'orders',
  'amends',
  'reinstates',
  'rejected',
] as const;
export type CourtEffect = (typeof COURT_EFFECTS)[number];

export const CANDIDACY_STATES = [
  'filed',
  'incomplete',
  'excluded',
  'rebuttal',
  'reinstated',
  'continues',
  'graded',
  'not_eligible',
  'eligible',
  'shortlisted',
  'elected',
  'withdrew',
] as const;
export type CandidacyState = (typeof CANDIDACY_STATES)[number];

/** Who decided a state. Empty: the source does not say. */
export const DECIDERS = ['', 'commission', 'court', 'decider', 'candidate'] as const;
export type Decider = (typeof DECIDERS)[number];

export const SEAT_OFFICES = ['', 'president', 'secretary', 'deputy_secretary'] as const;
export type SeatOffice = (typeof SEAT_OFFICES)[number];

export const FILER_KINDS = [
  'unknown',
  'individual',
  'organisation',
  'union',
  'public_body',
  'several',
] as const;
export type FilerKind = (typeof FILER_KINDS)[number];

export const ADMISSIBILITIES = ['unknown', 'admitted', 'rejected', 'partly'] as const;
export type Admissibility = (typeof ADMISSIBILITIES)[number];

/** criterion: only to form an opinion, as a commission may decide. Never a verdict. */
export const OBJECTION_OUTCOMES = [
  'unknown',
  'pending',
  'no_effect',
  'criterion',
  'excluded',
  'withdrawn',
] as const;
export type ObjectionOutcome = (typeof OBJECTION_OUTCOMES)[number];

export const CHOICES = ['for', 'against', 'abstained', 'absent'] as const;
export type Choice = (typeof CHOICES)[number];
