/** What stands below the page of an institution: how to cite it, its past, the same for programs. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { API_INSTITUTIONS, institutionHistoryPath, institutionPath } from '../addresses.ts';
import type { InstitutionPageProps } from './institution-facts.tsx';

export function CiteThis(props: InstitutionPageProps): VNode {
  const { t, institution, organisation, baseUrl, updated } = props;
  const url = baseUrl + institutionPath(institution.slug);
  return (
    <Section title={t('officials.institution.cite')} id="citar">
      <p class="cite-this">
        {t('officials.institution.cite_as', { organisation, name: institution.name, date: updated })}{' '}
        <span class="cite-address">{url}</span>
      </p>
      <ul class="plain-list">
        <li>
          <SafeLink href={institutionHistoryPath(institution.id)}>
            {t('officials.institution.history')}
          </SafeLink>
        </li>
        <li>
          <SafeLink href={`${API_INSTITUTIONS}/${encodeURIComponent(institution.slug)}`}>
            {t('officials.institution.json')}
          </SafeLink>
        </li>
      </ul>
    </Section>
  );
}
