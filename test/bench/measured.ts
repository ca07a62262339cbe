/** What a measurement gives back, and the few figures it is made of. */

/** One line of the table. */
export interface Measured {
  /** What was measured, with its unit in the value. */
  what: string;
  value: string;
  /** The reference of the same run, as measured. */
  reference: string;
  /** Value to reference; how near to the budget, where the reference is one. */
  ratio: number;
  /** Lowest and highest ratio of the rounds, when there were several. */
  spread?: readonly [number, number];
  /** In words, with its sign: `≥ 0.50`, `< 15 ms`; absent for figures that only explain. */
  goal?: string;
  met?: boolean;
}

/** @param share 0.5 the median, 0.95 the value that 95 of 100 stay below */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const spreadOf = (values: readonly number[]): [number, number] => [
  Math.min(...values),
  Math.max(...values),
];

export const ms = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
export const seconds = (value: number): string => `${(value / 1000).toFixed(2)} s`;
export const rate = (value: number): string => `${value.toFixed(0)}/s`;
/** Decimal, as networks and the budgets count. */
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
/** MB of 2^20 bytes, as the system tells memory. */
export const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;
