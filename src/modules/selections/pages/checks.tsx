/** Background checks: what a register was asked, and what it said, as printed. Nothing follows from it here. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import type { CheckRow } from '../queries/checks.ts';
import { Marks, type Noted, OtherValues } from './noted.tsx';
import { dateWords, type Reader } from './words.ts';

export interface ChecksProps extends Reader {
  checks: readonly CheckRow[];
  noted: Noted;
  /** In which process, where a page has several. */
  where?: ((one: CheckRow) => string) | undefined;
}

export function Checks(props: ChecksProps): VNode | null {
  const { t, checks } = props;
  if (checks.length === 0) return null;
  return (
    <Section title={t('selections.checks.title')} id="verificaciones">
      <p class="soft">{t('selections.checks.neutral')}</p>
      <ul class="cast-list">
        {checks.map((one) => (
          <li>
            <Check {...props} one={one} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Check({ t, lang, noted, where, one }: ChecksProps & { one: CheckRow }): VNode {
  return (
    <>
      <p class="eyebrow">
        {[where?.(one), one.register, dateWords(one.on_date, lang)].filter(Boolean).join(' · ')}
      </p>
      <p class="soft">{one.question}</p>
      <p>
        {one.finding || t('selections.checks.no_finding')}
        <Marks t={t} noted={noted} id={one.id} />
      </p>
      <OtherValues t={t} noted={noted} id={one.id} />
      {one.method === '' ? null : (
        <Disclosure summary={t('selections.checks.method')}>
          <Prose text={one.method} />
        </Disclosure>
      )}
      {one.address === '' ? null : (
        <p>
          <SafeLink href={one.address}>{t('selections.checks.address')}</SafeLink>
        </p>
      )}
    </>
  );
}

/** In a narrow cell beside those of others. */
export function CheckLines({ t, lang, checks, noted }: ChecksProps): VNode {
  if (checks.length === 0) return <p class="soft">{t('selections.score.not_recorded')}</p>;
  return (
    <ul class="compare-list">
      {checks.map((one) => (
        <li>
          <p class="soft">
            {[one.register, dateWords(one.on_date, lang)].filter(Boolean).join(' · ')}
            {': '}
            {one.question}
          </p>
          <p>
            {one.finding || t('selections.checks.no_finding')}
            <Marks t={t} noted={noted} id={one.id} />
          </p>
        </li>
      ))}
    </ul>
  );
}
