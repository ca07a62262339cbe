/** What makes a proposal strong, looked at one by one. Pure. */

export const ITEMS = ['problem', 'evidence', 'affected', 'decides', 'cost', 'first_step'] as const;
export type Item = (typeof ITEMS)[number];

export const VERDICTS = ['missing', 'weak', 'good'] as const;
/** Nobody looked at it yet: there is none. */
export type Verdict = (typeof VERDICTS)[number];

export interface Check {
  verdict?: Verdict | undefined;
  /** For the desk only. */
  note?: string | undefined;
}

export type Checks = Partial<Record<Item, Check>>;

/** What its authors are told: what is missing first, then what is weak, then what is good; notes stay at the desk. */
export function adviceOf(checks: Checks): { item: Item; verdict: Verdict }[] {
  return VERDICTS.flatMap((verdict) =>
    ITEMS.filter((item) => checks[item]?.verdict === verdict).map((item) => ({ item, verdict })),
  );
}

/** How many nobody looked at yet. */
export function unlooked(checks: Checks): number {
  return ITEMS.filter((item) => checks[item]?.verdict === undefined).length;
}

/** The desk said something of its authors' concern since: a note alone tells them nothing. */
export function saysMore(before: Checks, after: Checks): boolean {
  return ITEMS.some(
    (item) => after[item]?.verdict !== undefined && after[item].verdict !== before[item]?.verdict,
  );
}
