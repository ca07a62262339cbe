/** Who proposes or elects for an institution; and of a body that does, who took part in it. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { institutionPath, PEOPLE } from '../addresses.ts';
import type { InstitutionPageProps } from './institution-facts.tsx';

export function ChoosingBodies({ t, choosing }: InstitutionPageProps): VNode | null {
  return choosing.length === 0 ? null : (
    <Section title={t('officials.institution.chosen_by')} id="eleccion">
      <ul class="fact-list">
        {choosing.map(({ slug, name, kind }) => (
          <li>
            <SafeLink href={institutionPath(slug)}>{name}</SafeLink>
            {kind ? <span class="soft"> ({kind})</span> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Counted, with one link to all of them: a body may have had a thousand candidates. */
export function TookPart({ t, parts: { key, counts } }: InstitutionPageProps): VNode | null {
  return counts.length === 0 ? null : (
    <Section title={t('officials.institution.took_part')} id="participantes">
      <ul class="fact-list">
        {counts.map(({ kind, count }) => (
          <li>{t(`officials.institution.took_part.${kind}`, { count })}</li>
        ))}
      </ul>
      <p>
        <SafeLink href={`${PEOPLE}?proceso=${encodeURIComponent(key)}`}>
          {t('officials.institution.took_part.see')}
        </SafeLink>
      </p>
    </Section>
  );
}
