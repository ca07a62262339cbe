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
  const { t, lang, checks, where } = props;
  if (checks.length === 0) return null;
  const groups = Map.groupBy(checks, (one) =>
    [where?.(one), one.register, dateWords(one.on_date, lang)].filter(Boolean).join(' · '),
  );
  return (
    <Section title={t('selections.checks.title')} id="verificaciones">
      <p class="soft">{t('selections.checks.neutral')}</p>
      {[...groups].map(([title, list]) => (
        <section class="cast">
          <h3>{title}</h3>
          <ul class="cast-list">
            {list.map((one) => (
              <li>
                <Answer {...props} one={one} />
              </li>
            ))}
          </ul>
          <Consulted t={t} list={list} />
        </section>
      ))}
    </Section>
  );
}

function Answer({ t, noted, one }: Pick<ChecksProps, 't' | 'noted'> & { one: CheckRow }): VNode {
  return (
    <>
      <p class="soft">{one.question}</p>
      <p>
        {one.finding || t('selections.checks.no_finding')}
        <Marks t={t} noted={noted} id={one.id} />
      </p>
      <OtherValues t={t} noted={noted} id={one.id} />
    </>
  );
}

/** How a register was asked, and where: once, since all of its questions were mostly asked at once. */
function Consulted({ t, list }: Pick<ChecksProps, 't'> & { list: readonly CheckRow[] }): VNode | null {
  const methods = [...new Set(list.map(({ method }) => method))].filter(Boolean);
  const addresses = [...new Set(list.map(({ address }) => address))].filter(Boolean);
  if (methods.length + addresses.length === 0) return null;
  return (
    <Disclosure summary={t('selections.checks.method')}>
      {methods.map((method) => (
        <Prose text={method} />
      ))}
      {addresses.map((address) => (
        <p>
          <SafeLink href={address}>{address}</SafeLink>
        </p>
      ))}
    </Disclosure>
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
          <OtherValues t={t} noted={noted} id={one.id} />
        </li>
      ))}
    </ul>
  );
}
