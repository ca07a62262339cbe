/** Two versions of a text side by side; on a phone one under the other. Read aloud it says what was taken out and put in. */
import type { VNode } from 'preact';
import type { DifferenceRow, Piece } from '../../platform/history/difference.ts';
import type { Translate } from '../../platform/i18n/translate.ts';
import { VisuallyHidden } from '../layout/section.tsx';

export interface DifferenceProps {
  t: Translate;
  rows: readonly DifferenceRow[];
  /** Which version stands on which side, in words. */
  before: string;
  after: string;
  /** Of the text, where it is not the page's. */
  lang?: string | undefined;
}

export function Difference({ t, rows, before, after, lang }: DifferenceProps): VNode {
  return (
    <div class="difference" lang={lang}>
      {rows.map((row) => {
        if (row.kind === 'skipped')
          return <p class="difference-skipped">{t('ui.difference.skipped', { count: row.count })}</p>;
        if (row.kind === 'same') return <p class="difference-same">{row.text}</p>;
        return (
          <div class="difference-row">
            <Side t={t} name={before} pieces={row.before} side="before" />
            <Side t={t} name={after} pieces={row.after} side="after" />
          </div>
        );
      })}
    </div>
  );
}

function Side({
  t,
  name,
  pieces,
  side,
}: {
  t: Translate;
  name: string;
  pieces: readonly Piece[] | undefined;
  side: 'before' | 'after';
}): VNode {
  return (
    <div class={`difference-side difference-${side}`}>
      <p class="difference-name">{name}</p>
      {pieces ? (
        <p>
          {pieces.map((piece) => (piece.changed ? <Mark t={t} side={side} text={piece.text} /> : piece.text))}
        </p>
      ) : (
        <p class="soft">
          {t(side === 'before' ? 'ui.difference.nothing_before' : 'ui.difference.nothing_after')}
        </p>
      )}
    </div>
  );
}

/** Few screen readers say `del` and `ins` by themselves. */
function Mark({ t, side, text }: { t: Translate; side: 'before' | 'after'; text: string }): VNode {
  if (side === 'before')
    return (
      <del>
        <VisuallyHidden>{t('ui.difference.deleted')} </VisuallyHidden>
        {text}
        <VisuallyHidden> {t('ui.difference.end')}</VisuallyHidden>
      </del>
    );
  return (
    <ins>
      <VisuallyHidden>{t('ui.difference.inserted')} </VisuallyHidden>
      {text}
      <VisuallyHidden> {t('ui.difference.end')}</VisuallyHidden>
    </ins>
  );
}
