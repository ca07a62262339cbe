/** Counts of votes: as printed, as counted from ballots, and where the two or their sums disagree. Pure. */

export interface Counts {
  for: number | null;
  against: number | null;
  abstained: number | null;
  absent: number | null;
}

export interface Ballots {
  for: number;
  against: number;
  abstained: number;
  absent: number;
}

export interface RoundSize {
  entitled: number | null;
  present: number | null;
  /** Every ballot is recorded. */
  complete: boolean;
}

export type TallyFault =
  /** More than there were, or fewer where everybody is counted. */
  | { kind: 'sum'; sum: number; of: number; among: 'entitled' | 'present' }
  /** The recorded ballots are not what is printed. */
  | { kind: 'ballots'; choice: keyof Ballots; printed: number; counted: number };

export interface Tally {
  printed: Counts;
  /** What the ballots make; only where every ballot is recorded and a count is not printed. */
  counted: Partial<Record<keyof Ballots, number>>;
  /** How many ballots are recorded. */
  recorded: number;
  /** Ballots are recorded, but not all: no result follows from them. */
  isPartial: boolean;
  faults: TallyFault[];
}

const CHOICES = ['for', 'against', 'abstained', 'absent'] as const;

/** A total is never made of ballots that are not all there. */
export function tallyOf(printed: Counts, ballots: Ballots, size: RoundSize): Tally {
  const recorded = CHOICES.reduce((sum, choice) => sum + ballots[choice], 0);
  const whole = size.complete && recorded > 0;
  const counted: Tally['counted'] = {};
  if (whole) for (const choice of CHOICES) if (printed[choice] === null) counted[choice] = ballots[choice];
  return {
    printed,
    counted,
    recorded,
    isPartial: recorded > 0 && !size.complete,
    faults: [...sumFaults(printed, size), ...(whole ? ballotFaults(printed, ballots) : [])],
  };
}

function sumFaults({ for: yes, against, abstained, absent }: Counts, size: RoundSize): TallyFault[] {
  const voted = (yes ?? 0) + (against ?? 0) + (abstained ?? 0);
  const all = voted + (absent ?? 0);
  const { entitled, present } = size;
  if (yes === null) return [];
  if (present !== null && voted > present)
    return [{ kind: 'sum', sum: voted, of: present, among: 'present' }];
  if (entitled === null) return [];
  // With the absent everybody is counted: then it has to be exact.
  const wrong = absent === null || against === null ? all > entitled : all !== entitled;
  return wrong ? [{ kind: 'sum', sum: all, of: entitled, among: 'entitled' }] : [];
}

function ballotFaults(printed: Counts, ballots: Ballots): TallyFault[] {
  return CHOICES.flatMap((choice) => {
    const said = printed[choice];
    return said !== null && said !== ballots[choice]
      ? [{ kind: 'ballots' as const, choice, printed: said, counted: ballots[choice] }]
      : [];
  });
}
