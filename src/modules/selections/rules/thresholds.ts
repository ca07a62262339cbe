/** How many votes something needs: computed from the formula of the kind and the members of that day. Pure. */
import type { Formula, Threshold } from '../schemas/kind-file.ts';

/** Members as known on the day; a missing one is not known, which is no zero. */
export interface Members {
  entitled?: number | undefined;
  present?: number | undefined;
}

export type Computed =
  | {
      known: true;
      needed: number;
      /** The number that the formula was taken of; of a fixed number, entitled ones where they are known. */
      base: number | undefined;
      formula: Formula;
    }
  /** unknown: which number is missing. */
  | { known: false; unknown: 'entitled' | 'present'; formula: Formula };

export function computeThreshold({ formula }: Pick<Threshold, 'formula'>, members: Members): Computed {
  if ('fixed' in formula) return { known: true, needed: formula.fixed, base: members.entitled, formula };
  const base = members[formula.of];
  if (base === undefined) return { known: false, unknown: formula.of, formula };
  const [numerator, denominator] = formula.share;
  // In whole numbers: 2/3 of 15 is ten, whatever a fraction in the machine says.
  const product = numerator * base;
  const needed = formula.beyond ? Math.floor(product / denominator) + 1 : Math.ceil(product / denominator);
  return { known: true, needed, base, formula };
}

/** With the members that took part it could not be reached. */
export function isOutOfReach(computed: Computed, present: number | undefined): boolean {
  return computed.known && present !== undefined && present < computed.needed;
}
