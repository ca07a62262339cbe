/** Points of one candidacy on one sheet: each aspect with its maximum, the sum, and what does not fit. */
import type { VNode } from 'preact';
import { StatusTag } from '../../../ui/data/tag.tsx';
import type { ScoreLine, ScoreSheet } from '../rules/scores.ts';
import { numberWords, type Reader } from './words.ts';

export function ScoreTable({
  t,
  lang,
  sheet,
  caption,
}: Reader & { sheet: ScoreSheet; caption: string }): VNode {
  return (
    <div class="score-sheet">
      <table class="score-table">
        <caption class="visually-hidden">{caption}</caption>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">{t('selections.score.aspect')}</th>
            <th scope="col">{t('selections.score.points_header')}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.lines.map((line) => (
            <tr class={line.isPart ? 'score-part' : undefined}>
              <th scope="row">
                {line.aspect.label}
                <PointBar line={line} />
              </th>
              <td>
                <PointWords t={t} lang={lang} line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Totals t={t} lang={lang} sheet={sheet} />
    </div>
  );
}

export function PointWords({ t, lang, line }: Reader & { line: ScoreLine }): VNode {
  const { value, aspect, overMax } = line;
  if (value === undefined) return <span class="soft">{t('selections.score.not_recorded')}</span>;
  return (
    <>
      <strong>{numberWords(value, lang)}</strong>{' '}
      <span class="soft">
        {aspect.max === null
          ? t('selections.score.max_unknown')
          : t('selections.score.of_max', { max: numberWords(aspect.max, lang) })}
      </span>
      {overMax ? (
        <>
          {' '}
          <StatusTag tone="warning">{t('selections.score.over_max')}</StatusTag>
        </>
      ) : null}
    </>
  );
}

/** Drawn where there is a maximum to be measured by; the figures stand beside it. */
export function PointBar({ line: { value, aspect } }: { line: ScoreLine }): VNode | null {
  if (value === undefined || aspect.max === null || aspect.max === 0) return null;
  const width = Math.round(Math.min(value / aspect.max, 1) * 1000) / 10;
  return (
    <svg class="score-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect width={width} height="10" />
    </svg>
  );
}

export function Totals({ t, lang, sheet }: Reader & { sheet: ScoreSheet }): VNode {
  const { printed, sum, missing, differs, maxTotal } = sheet;
  const most = maxTotal === undefined ? undefined : numberWords(maxTotal, lang);
  return (
    <ul class="score-totals">
      {printed === undefined ? null : (
        <li>
          {t('selections.score.printed_total')}: <strong>{numberWords(printed, lang)}</strong>
        </li>
      )}
      {sum === undefined ? null : (
        <li>
          {t('selections.score.sum')}: <strong>{numberWords(sum, lang)}</strong>
          {most === undefined ? null : ` ${t('selections.score.of_max', { max: most })}`}{' '}
          <span class="soft">({t('selections.derived')})</span>
        </li>
      )}
      {missing > 0 && sheet.lines.length > 0 && printed === undefined ? (
        <li class="soft">{t('selections.score.no_sum', { count: missing })}</li>
      ) : null}
      {differs ? (
        <li>
          <StatusTag tone="warning">{t('selections.check')}</StatusTag> {t('selections.score.differs')}
        </li>
      ) : null}
    </ul>
  );
}
