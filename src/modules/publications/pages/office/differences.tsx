/** Two texts side by side, field by field; with a choice which one stays, or only to be read. */
import type { VNode } from 'preact';
import { Section } from '../../../../ui/layout/section.tsx';
import type { Desk } from './frame.tsx';

export interface Difference {
  name: string;
  /** Of the field, in words. */
  label: string;
  mine: string;
  theirs: string;
}

export function Differences({
  desk: { t },
  differences,
  choose = false,
  headings,
}: {
  desk: Desk;
  differences: readonly Difference[];
  /** A choice for each, sent as `keep.{field}`. */
  choose?: boolean;
  /** Over the two columns: what one wrote, what is saved. */
  headings?: { mine: string; theirs: string };
}): VNode {
  const over = headings ?? {
    mine: t('publications.conflict.mine'),
    theirs: t('publications.conflict.theirs'),
  };
  return (
    <div class="differences">
      {differences.map((one) => (
        <Section title={one.label}>
          <div class="two-texts">
            {(['mine', 'theirs'] as const).map((side) => (
              <div class="one-text">
                <p class="eyebrow">{over[side]}</p>
                <div class="raw-text">{one[side] || t('publications.conflict.nothing')}</div>
                {choose ? (
                  <div class="choice">
                    <input
                      type="radio"
                      id={`keep-${side}-${idOf(one.name)}`}
                      name={`keep.${one.name}`}
                      value={side}
                      checked={side === 'mine'}
                    />
                    <label for={`keep-${side}-${idOf(one.name)}`}>
                      {t(`publications.conflict.keep_${side}`)}
                      <span class="visually-hidden">: {one.label}</span>
                    </label>
                  </div>
                ) : null}
              </div>
            ))}
          </div>
        </Section>
      ))}
    </div>
  );
}

const idOf = (name: string): string => name.replaceAll('.', '-');
