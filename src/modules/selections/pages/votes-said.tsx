/** How votes are said: counts as printed, what is needed with its formula, what does not add up. */
import type { VNode } from 'preact';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { StatusTag } from '../../../ui/data/tag.tsx';
import type { Threshold } from '../schemas/kind-file.ts';
import { type Ballots, type Tally, type TallyFault, tallyOf } from '../rules/tallies.ts';
import { computeThreshold } from '../rules/thresholds.ts';

const CHOICES = ['for', 'against', 'abstained', 'absent'] as const;

/** A result with how many ballots are recorded, as the database gives it. */
export interface ResultRow {
  votes_for: number | null;
  votes_against: number | null;
  abstained: number | null;
  absent: number | null;
  entered: boolean | null;
  ballots_for: number;
  ballots_against: number;
  ballots_abstained: number;
  ballots_absent: number;
}

export function ballotsIn(row: ResultRow): Ballots {
  return {
    for: row.ballots_for,
    against: row.ballots_against,
    abstained: row.ballots_abstained,
    absent: row.ballots_absent,
  };
}

export function tallyIn(
  row: ResultRow,
  round: { entitled: number | null; present: number | null; complete: boolean },
): Tally {
  const printed = {
    for: row.votes_for,
    against: row.votes_against,
    abstained: row.abstained,
    absent: row.absent,
  };
  return tallyOf(printed, ballotsIn(row), round);
}

/** “13 a favor · 2 en contra”: what a source prints, and what only the ballots make, labelled. */
export function TallyWords({ t, tally }: { t: Translate; tally: Tally }): VNode {
  const printed = CHOICES.flatMap((choice) => {
    const count = tally.printed[choice];
    return count === null ? [] : [t(`selections.votes.count.${choice}`, { count })];
  });
  const counted = CHOICES.flatMap((choice) => {
    const count = tally.counted[choice];
    return count === undefined ? [] : [t(`selections.votes.count.${choice}`, { count })];
  });
  return (
    <>
      {printed.length > 0 ? <span class="tally">{printed.join(' · ')}</span> : null}
      {counted.length > 0 ? (
        <span class="tally">
          {printed.length > 0 ? ' · ' : ''}
          {counted.join(' · ')} <span class="soft">({t('selections.derived')})</span>
        </span>
      ) : null}
      {printed.length === 0 && counted.length === 0 ? (
        <span class="soft">{t('selections.votes.no_counts')}</span>
      ) : null}
    </>
  );
}

/** Whether it got what it needed: as a source says, never computed. */
export function EnteredTag({ t, entered }: { t: Translate; entered: boolean | null }): VNode | null {
  if (entered === null) return null;
  return (
    <StatusTag tone={entered ? 'info' : 'neutral'}>
      {t(entered ? 'selections.votes.entered' : 'selections.votes.not_entered')}
    </StatusTag>
  );
}

export function TallyFaults({ t, faults }: { t: Translate; faults: readonly TallyFault[] }): VNode | null {
  if (faults.length === 0) return null;
  return (
    <ul class="check-list">
      {faults.map((fault) => (
        <li>
          <StatusTag tone="warning">{t('selections.check')}</StatusTag> {faultWords(fault, t)}
        </li>
      ))}
    </ul>
  );
}

function faultWords(fault: TallyFault, t: Translate): string {
  if (fault.kind === 'sum')
    return t(`selections.votes.fault.sum_${fault.among}`, { sum: fault.sum, of: fault.of });
  return t('selections.votes.fault.ballots', {
    choice: t(`selections.choice.${fault.choice}`),
    printed: fault.printed,
    counted: fault.counted,
  });
}

/** “Se necesitan 10 de 15 votos (2/3 × 15)”; where a number is missing, the rule without a number. */
export function thresholdWords(
  threshold: Threshold | undefined,
  round: { entitled: number | null; present: number | null },
  t: Translate,
): string | undefined {
  if (!threshold) return undefined;
  const computed = computeThreshold(threshold, {
    entitled: round.entitled ?? undefined,
    present: round.present ?? undefined,
  });
  const { what } = threshold;
  const share = 'share' in threshold.formula ? threshold.formula.share.join('/') : undefined;
  if (!computed.known)
    return t(`selections.threshold.unknown_${computed.unknown}`, { what, formula: share ?? '' });
  const { needed, base } = computed;
  if (share === undefined)
    return base === undefined
      ? t('selections.threshold.fixed', { what, needed })
      : t('selections.threshold.fixed_of', { what, needed, base });
  const beyond = 'share' in threshold.formula && threshold.formula.beyond === true;
  return t(beyond ? 'selections.threshold.beyond' : 'selections.threshold.share', {
    what,
    needed,
    base: base ?? 0,
    formula: `${share} × ${base ?? 0}`,
  });
}
