/** What follows from so many supports: the next step as a bar, those that were reached with their day. */
import type { VNode } from 'preact';
import { longDate } from '../../../platform/i18n/dates.ts';
import { Progress } from '../../../ui/data/figures.tsx';
import type { ReachedRow } from '../queries/thresholds.ts';
import type { Threshold } from '../settings.ts';
import type { Reader } from './words.ts';

export interface StepsProps extends Reader {
  /** Of all three kinds together. */
  total: number;
  steps: readonly Threshold[];
  reached: readonly ReachedRow[];
}

export function Steps(props: StepsProps): VNode | null {
  const { t, total, steps, reached } = props;
  const known = new Set(reached.map(({ at_count: at }) => at));
  const ahead = steps.filter(({ at }) => !known.has(at)).toSorted((a, b) => a.at - b.at);
  const [next, ...later] = ahead;
  if (!next && reached.length === 0) return null;
  return (
    <div class="proposal-steps">
      {reached.length > 0 ? (
        <ul class="proposal-points">
          {reached.map((row) => (
            <li>
              <Reached {...props} row={row} />
            </li>
          ))}
        </ul>
      ) : null}
      {next ? (
        <Progress
          id="siguiente-paso"
          label={t('proposals.step.next', { count: next.at, what: next.what })}
          value={total}
          max={next.at}
          text={t(total < next.at ? 'proposals.step.progress' : 'proposals.step.soon', {
            total,
            count: next.at,
          })}
        />
      ) : null}
      {later.map(({ at, what }) => (
        <p class="soft">{t('proposals.step.later', { count: at, what })}</p>
      ))}
      <p class="soft">{t('proposals.step.how')}</p>
    </div>
  );
}

function Reached({ t, lang, zone, total, row }: StepsProps & { row: ReachedRow }): VNode {
  const day = (at: Temporal.Instant) => longDate(at, zone, lang);
  const count = row.at_count;
  return (
    <>
      <strong>{t('proposals.step.reached', { count, day: day(row.reached_at) })}</strong> {row.what}{' '}
      {row.done_at
        ? `${t('proposals.step.done', { day: day(row.done_at) })} ${row.done_note}`
        : t(row.lost_at ? 'proposals.step.lost' : 'proposals.step.due', { total })}
    </>
  );
}
