/** The states of a candidacy in the order in which a process goes through them. Pure. */
import type { CandidacyState } from './vocabulary.ts';

/** As a funnel is read: what everybody begins with first. Rejections stand beside the step at which they happen. */
export const FUNNEL = [
  'filed',
  'incomplete',
  'excluded',
  'rebuttal',
  'reinstated',
  'continues',
  'withdrew',
  'graded',
  'not_eligible',
  'eligible',
  'shortlisted',
  'elected',
] as const satisfies readonly CandidacyState[];

/** How a state is coloured, never alone: its word stands in it. No state is shown as a fault of somebody. */
export function stateTone(state: CandidacyState): 'neutral' | 'info' | 'success' {
  if (state === 'elected') return 'success';
  return state === 'shortlisted' || state === 'eligible' ? 'info' : 'neutral';
}

/** Who was proposed to the decider; of everybody else search engines are told nothing. */
export function wasProposed(states: readonly CandidacyState[]): boolean {
  return states.includes('shortlisted') || states.includes('elected');
}

/** A ground is asked for where somebody was taken out of a process. */
export const needsGround = (state: CandidacyState): boolean => state === 'excluded' || state === 'incomplete';
