/** Where else somebody takes part; apart from it, where only the same name is printed. */
import type { VNode } from 'preact';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { candidacyPath, commissionerPath, selectionPath } from '../addresses.ts';
import type { Elsewhere } from '../queries/elsewhere.ts';
import { stateWords } from './words.ts';

export interface ElsewhereProps {
  t: Translate;
  title: string;
  items: readonly Elsewhere[];
  /** The name as this page prints it. */
  own: string;
}

export function ElsewhereList({ t, title, items, own }: ElsewhereProps): VNode | null {
  const known = items.filter((one) => one.is_person);
  const named = items.filter((one) => !one.is_person);
  if (items.length === 0) return null;
  return (
    <Section title={title} id="otros-procesos">
      {known.length > 0 ? <Parts t={t} items={known} own={own} /> : null}
      {named.length > 0 ? (
        <>
          <h3>{t('selections.elsewhere.same_name')}</h3>
          <p class="soft">{t('selections.elsewhere.same_name_text')}</p>
          <Parts t={t} items={named} own={own} />
        </>
      ) : null}
    </Section>
  );
}

function Parts({ t, items, own }: { t: Translate; items: readonly Elsewhere[]; own: string }): VNode {
  return (
    <ul class="elsewhere">
      {items.map((one) => (
        <li>
          <SafeLink href={hrefOf(one)}>{one.selection_title}</SafeLink>
          <span class="soft"> {partWords(one, t)}</span>
          {one.name === own ? null : (
            <span class="soft"> · {t('selections.elsewhere.printed_as', { name: one.name })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

export function hrefOf(one: Elsewhere): string {
  if (one.part === 'candidacy') return candidacyPath(one.selection_slug, one.slug);
  return one.is_person && one.person_slug !== null
    ? commissionerPath(one.person_slug)
    : selectionPath(one.selection_slug, 'comision');
}

export function partWords(one: Elsewhere, t: Translate): string {
  if (one.part === 'candidacy')
    return one.state === ''
      ? t('selections.elsewhere.candidacy')
      : t('selections.elsewhere.candidacy_state', { state: stateWords(one.state, t) });
  return [
    t(one.alternate ? 'selections.elsewhere.seat_alternate' : 'selections.elsewhere.seat'),
    one.body,
    one.label,
  ].join(' · ');
}
