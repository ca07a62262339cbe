/** What stands below a text: its sources, what it speaks of, whose it is, and what to read next. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Notes } from '../../../ui/data/notes.tsx';
import { SummaryList, type SummaryRow } from '../../../ui/data/summary-list.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { historyPath, SECTION_PATHS } from '../addresses.ts';
import type { Section as SectionName } from '../tables.ts';
import { PublicationCard, type ShownPublication } from './cards.tsx';
import type { PublicationPageProps, ShownText } from './publication.tsx';
import { dayWords, type Reader } from './words.ts';

export function Foot(props: PublicationPageProps): VNode {
  const { t, related } = props;
  return (
    <footer class="publication-foot">
      {props.citations ?? null}
      {related.length > 0 ? (
        <Section title={t('publications.page.related')}>
          <ul class="link-list">
            {related.map((one) => (
              <li>
                <p class="eyebrow">{one.kind}</p>
                <SafeLink href={one.href} class="link-title">
                  {one.title}
                </SafeLink>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Notes notes={props.notes} />
      <About {...props} />
      <More {...props} title={t('publications.page.related_publications')} items={props.others} />
      <More {...props} title={t('publications.page.latest')} items={props.latest} />
    </footer>
  );
}

function More({
  title,
  items,
  ...reader
}: Reader & { title: string; items: readonly ShownPublication[] }): VNode | null {
  if (items.length === 0) return null;
  return (
    <Section title={title}>
      <div class="card-grid pub-grid">
        {items.map((item) => (
          <PublicationCard {...reader} item={item} />
        ))}
      </div>
    </Section>
  );
}

function About(props: PublicationPageProps): VNode {
  const { t, item, licence } = props;
  const rows: (SummaryRow | false)[] = [
    item.author_name !== '' && { label: t('publications.page.author'), value: item.author_name },
    item.author_email !== '' && {
      label: t('publications.page.contact'),
      value: <SafeLink href={`mailto:${item.author_email}`}>{item.author_email}</SafeLink>,
    },
    item.categories.length > 0 && {
      label: t('publications.page.topics'),
      value: <Topics section={item.section} categories={item.categories} />,
    },
    licence !== undefined && {
      label: t('publications.page.licence'),
      value: (
        <SafeLink href={licence.href} rel="license noopener noreferrer">
          {licence.name}
        </SafeLink>
      ),
    },
    !props.isPreview && {
      label: t('publications.page.versions'),
      value: (
        <SafeLink href={historyPath(item.id)}>
          {t('publications.page.version', { day: dayWords(props, item.updated_at) })}
        </SafeLink>
      ),
    },
  ];
  return (
    <Section title={t('publications.page.about')}>
      <SummaryList rows={rows.filter((row) => row !== false)} />
    </Section>
  );
}

function Topics({
  section,
  categories,
}: {
  section: SectionName;
  categories: ShownText['categories'];
}): VNode {
  // The glossary and the laws are short enough to be read whole.
  const listed = section === 'publications' || section === 'initiatives';
  const path = SECTION_PATHS[section];
  return (
    <>
      {categories.map(({ slug, title }, at) => (
        <>
          {at > 0 ? ', ' : ''}
          {listed ? (
            <SafeLink href={`${path}?categoria=${encodeURIComponent(slug)}`}>{title}</SafeLink>
          ) : (
            title
          )}
        </>
      ))}
    </>
  );
}
