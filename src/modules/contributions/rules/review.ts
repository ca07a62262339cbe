/** Criteria, scores and what they come to. Pure. */
import type { Criterion, ReviewState } from '../tables.ts';

export const CRITERIA = ['relevance', 'clarity', 'evidence', 'usefulness'] as const;
/** The key of the organiser's own criterion. */
export const OWN_CRITERION = 'own';

export const DEFAULT_CRITERIA: readonly Criterion[] = CRITERIA.map((key) => ({ key, weight: 1 }));

export const LOWEST = 1;
export const HIGHEST = 5;

/** Those that are asked. */
export function asked(criteria: readonly Criterion[]): Criterion[] {
  return criteria.filter((criterion) => criterion.weight > 0);
}

export type Scores = Readonly<Record<string, number>>;

/** Weighted mean of one review, over the criteria it has a score for; undefined without any. */
export function meanOf(scores: Scores, criteria: readonly Criterion[]): number | undefined {
  let sum = 0;
  let weights = 0;
  for (const { key, weight } of asked(criteria)) {
    const score = scores[key];
    if (score === undefined) continue;
    sum += score * weight;
    weights += weight;
  }
  return weights === 0 ? undefined : sum / weights;
}

export interface Summary {
  reviews: number;
  mean: number;
  /** Between the most and the least favourable review. */
  spread: number;
  byCriterion: { key: string; mean: number }[];
}

/** Of the reviews given; undefined when there is none. */
export function summaryOf(given: readonly Scores[], criteria: readonly Criterion[]): Summary | undefined {
  const means = given.map((scores) => meanOf(scores, criteria)).filter((mean) => mean !== undefined);
  if (means.length === 0) return undefined;
  return {
    reviews: means.length,
    mean: average(means),
    spread: Math.max(...means) - Math.min(...means),
    byCriterion: asked(criteria).flatMap(({ key }) => {
      const scores = given.map((one) => one[key]).filter((score) => score !== undefined);
      return scores.length === 0 ? [] : [{ key, mean: average(scores) }];
    }),
  };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** What somebody with this review of their own may see of a contribution. */
export interface Sight {
  /** The text. */
  text: boolean;
  /** What the others wrote: only after one's own, so that nobody is led. */
  others: boolean;
}

/** @param own state of one's own review; undefined: none was taken or assigned */
export function sightOf(own: ReviewState | undefined, decides: boolean): Sight {
  switch (own) {
    case 'assigned':
      return { text: true, others: false };
    case 'given':
      return { text: true, others: true };
    case 'recused':
      // A conflict of interest: neither the text nor what is said about it.
      return { text: false, others: false };
    case undefined:
      return { text: decides, others: decides };
  }
}
