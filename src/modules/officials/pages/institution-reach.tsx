/** How an institution is reached: on one card, each with the number of its note. */
import type { ComponentChildren, VNode } from 'preact';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { SummaryList, type SummaryRow } from '../../../ui/data/summary-list.tsx';
import type { ShownFact } from '../rules/shown-facts.ts';
import { FactWords, type InstitutionPageProps, Marks } from './institution-facts.tsx';

const PLAIN = ['address', 'hours', 'days'] as const;
const LINKS = ['website', 'service', 'channel'] as const;

/** Whether anything is known of how to reach it: else there is no card. */
export function isReachable({ sheet, institution }: InstitutionPageProps): boolean {
  return [...PLAIN, 'phone', 'email', ...LINKS].some(
    (property) => sheet.of(institution.id, property).length > 0,
  );
}

export function Reach(props: InstitutionPageProps): VNode {
  const { t, sheet, institution } = props;
  const of = (property: string) => sheet.of(institution.id, property);
  const list = (facts: readonly ShownFact[], words: (fact: ShownFact) => ComponentChildren) => (
    <ul class="plain-list">
      {facts.map((fact) => (
        <li>{words(fact)}</li>
      ))}
    </ul>
  );
  const linked = (scheme: 'tel' | 'mailto') => (fact: ShownFact) => (
    <>
      <SafeLink href={`${scheme}:${scheme === 'tel' ? dialled(fact.value.text) : fact.value.text}`}>
        {fact.value.text}
      </SafeLink>
      <Marks {...props} fact={fact} />
    </>
  );
  const row = (property: Parameters<typeof label>[1], value: ComponentChildren): SummaryRow => ({
    label: label(t, property),
    value,
  });
  const plain = (fact: ShownFact) => <FactWords {...props} fact={fact} />;
  const rows: SummaryRow[] = [
    ...PLAIN.flatMap((name) => (of(name).length > 0 ? [row(name, list(of(name), plain))] : [])),
    ...(of('phone').length > 0 ? [row('phone', list(of('phone'), linked('tel')))] : []),
    ...(of('email').length > 0 ? [row('email', list(of('email'), linked('mailto')))] : []),
    ...LINKS.flatMap((name) => (of(name).length > 0 ? [row(name, list(of(name), plain))] : [])),
  ];
  return (
    <section class="reach">
      <h2>{t('officials.institution.reach')}</h2>
      <SummaryList rows={rows} />
    </section>
  );
}

function label(
  t: InstitutionPageProps['t'],
  property: 'address' | 'hours' | 'days' | 'phone' | 'email' | 'website' | 'service' | 'channel',
): string {
  return t(`officials.property.${property}`);
}

/** What a telephone dials: figures and a leading plus. */
const dialled = (text: string): string => text.replaceAll(/(?!^\+)[^\d]/g, '');
