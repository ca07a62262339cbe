/** Points by aspect against a rubric: sums, what is missing, what does not add up. Nothing of it is stored. Pure. */

export interface Aspect {
  key: string;
  parentKey: string;
  label: string;
  rule: string;
  /** Null: the source does not say it. */
  max: number | null;
  /** The table by which was graded does not have it: then there is no sum. */
  isStrange?: true;
}

export interface ScoreLine {
  aspect: Aspect;
  /** Undefined: not recorded, which is never a zero. */
  value: number | undefined;
  /** It has more than the rubric allows, as printed. */
  overMax: boolean;
  /** Parts of the aspect above. */
  isPart: boolean;
}

export interface ScoreSheet {
  lines: ScoreLine[];
  /** Of the aspects that are no parts of others; undefined while one of them is not recorded. */
  sum: number | undefined;
  printed: number | undefined;
  /** A total is printed, and the points do not make it. */
  differs: boolean;
  missing: number;
  /** Of the maxima, where all of them are known. */
  maxTotal: number | undefined;
}

/**
 * @param aspects those of the rubric, and those that only the sheet names, in their order
 * @param points by key of the aspect
 */
export function scoreSheet(
  aspects: readonly Aspect[],
  points: ReadonlyMap<string, number>,
  printed: number | undefined,
): ScoreSheet {
  const top = aspects.filter(
    ({ key, parentKey, isStrange }) => parentKey === '' && (isStrange !== true || points.has(key)),
  );
  const lines = top.flatMap((aspect) => [
    lineOf(aspect, points, false),
    ...aspects
      .filter(({ parentKey }) => parentKey === aspect.key)
      .map((part) => lineOf(part, points, true))
      .filter(({ value }) => value !== undefined),
  ]);
  const values = top.map(({ key }) => points.get(key));
  const missing = values.filter((value) => value === undefined).length;
  const isWhole = values.length > 0 && missing === 0 && !top.some(({ isStrange }) => isStrange === true);
  const sum = isWhole ? addUp(values) : undefined;
  const maxima = top.map(({ max }) => max ?? undefined);
  return {
    lines,
    sum,
    printed,
    differs: sum !== undefined && printed !== undefined && Math.abs(sum - printed) > 0.005,
    missing,
    maxTotal: maxima.length > 0 && maxima.every((max) => max !== undefined) ? addUp(maxima) : undefined,
  };
}

function lineOf(aspect: Aspect, points: ReadonlyMap<string, number>, isPart: boolean): ScoreLine {
  const value = points.get(aspect.key);
  return {
    aspect,
    value,
    overMax: value !== undefined && aspect.max !== null && value > aspect.max,
    isPart,
  };
}

/** Points have two decimals at most as printed; sums of them must not show more. */
function addUp(values: readonly (number | undefined)[]): number {
  return Math.round(values.reduce<number>((sum, value) => sum + (value ?? 0), 0) * 1000) / 1000;
}

/** The aspects of a rubric and, after them, those that only a sheet names (an interview that no table has). */
export function withUnknown(aspects: readonly Aspect[], keys: Iterable<string>): Aspect[] {
  const known = new Set(aspects.map(({ key }) => key));
  const unknown = [...new Set(keys)].filter((key) => !known.has(key));
  return [
    ...aspects,
    ...unknown.map((key) => ({
      key,
      parentKey: '',
      label: inWords(key),
      rule: '',
      max: null,
      ...(known.size > 0 && { isStrange: true as const }),
    })),
  ];
}

const inWords = (key: string): string => {
  const text = key.replaceAll(/[-.]+/g, ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
};
