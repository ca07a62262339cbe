/** What stands at the foot of a person's page: sources, what it is made of, its past, how to cite it. */
import type { VNode } from 'preact';
import { sourcePath } from '../../../platform/sources/paths.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Citations } from '../../../ui/data/citations.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { personHistoryPath } from '../addresses.ts';
import { apiPersonPath } from '../api-paths.ts';
import type { PersonPageProps } from './person.tsx';

export function PersonFoot(props: PersonPageProps): VNode {
  const { t, lang, notes } = props;
  return (
    <footer class="person-foot">
      {notes.list.length > 0 ? (
        <Section title={t('officials.person.title.sources')} id="fuentes">
          <Citations t={t} lang={lang} notes={notes.list} sourceHref={sourcePath} />
        </Section>
      ) : null}
      <Records {...props} />
      <About {...props} />
    </footer>
  );
}

function Records({ t, records }: PersonPageProps): VNode | null {
  if (records.length < 2) return null;
  return (
    <Section title={t('officials.person.records', { count: records.length })} id="registros">
      <p>{t('officials.person.records_text')}</p>
      <ul class="person-lines">
        {records.map(({ id, name, file }) => (
          <li>
            <SafeLink href={personHistoryPath(id)}>{name}</SafeLink>
            {file ? <span class="soft"> {t('officials.person.record_from', { file })}</span> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function About({ t, person, cite, updated }: PersonPageProps): VNode {
  return (
    <Section title={t('officials.person.title.about')}>
      <SummaryList
        rows={[
          {
            label: t('officials.person.cite'),
            value: (
              <span class="long-link">
                {t('officials.person.cite_text', {
                  organisation: cite.organisation,
                  name: person.name,
                  url: cite.url,
                  day: cite.day,
                })}
              </span>
            ),
          },
          {
            label: t('officials.person.history_label'),
            value: (
              <>
                <SafeLink href={personHistoryPath(person.id)}>{t('officials.person.history')}</SafeLink>
                {` · ${t('officials.person.updated')}: ${updated}`}
              </>
            ),
          },
          {
            label: t('officials.person.data'),
            value: <SafeLink href={apiPersonPath(person.slug)}>JSON</SafeLink>,
          },
        ]}
      />
    </Section>
  );
}
