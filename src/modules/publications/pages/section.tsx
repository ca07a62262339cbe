/** The sections of what is published: the latest with filters, the glossary, the laws. */
import type { VNode } from 'preact';
import { Select } from '../../../ui/controls/choice-fields.tsx';
import { FilterForm } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Pagination, Tabs } from '../../../ui/data/navigation.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section as Part } from '../../../ui/layout/section.tsx';
import { feedPath, SECTION_PATHS, TYPE_WORDS, type ListedType } from '../addresses.ts';
import type { Facets } from '../queries/public.ts';
import { SECTIONS, type Section } from '../tables.ts';
import { LeadStory, PublicationCard, type ShownPublication } from './cards.tsx';
import type { Reader } from './words.ts';

/** What was asked for, by the names of the address. */
export interface Asked {
  tipo: string;
  categoria: string;
  anio: string;
}

export interface SectionPageProps extends Reader {
  section: Section;
  items: readonly ShownPublication[];
  facets: Facets;
  asked: Asked;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

function SectionTabs({ t, section }: { t: Reader['t']; section: Section }): VNode {
  return (
    <div class="section-tabs">
      <Tabs
        label={t('publications.section.label')}
        items={SECTIONS.map((one) => ({
          href: SECTION_PATHS[one],
          label: t(`publications.section.${one}`),
          current: one === section,
        }))}
      />
    </div>
  );
}

export function SectionHead({ t, section }: { t: Reader['t']; section: Section }): VNode {
  return (
    <>
      <PageHeading title={t(`publications.section.${section}`)} lead={t(`publications.lead.${section}`)} />
      <SectionTabs t={t} section={section} />
    </>
  );
}

/** The latest first: the newest large, where nothing else was asked for. */
export function SectionPage(props: SectionPageProps): VNode {
  const { t, section, items, asked, facets } = props;
  const filtered = Object.values(asked).some(Boolean);
  const [lead, ...rest] = items;
  const isFront = !filtered && !props.firstHref && lead !== undefined;
  const listed = isFront ? rest : items;
  return (
    <>
      <SectionHead t={t} section={section} />
      {isFront ? <LeadStory {...props} item={lead} /> : null}
      {facets.types.length > 0 ? (
        <Filters {...props} clearHref={filtered ? SECTION_PATHS[section] : undefined} />
      ) : null}
      {listed.length > 0 ? (
        <Part title={t('publications.list.latest')}>
          <div class="card-grid pub-grid">
            {listed.map((item) => (
              <PublicationCard {...props} item={item} level={3} />
            ))}
          </div>
        </Part>
      ) : isFront ? null : (
        <EmptyState title={t(filtered ? 'publications.list.none' : `publications.list.empty.${section}`)}>
          {t(filtered ? 'publications.list.none_text' : 'publications.list.empty_text')}
        </EmptyState>
      )}
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      <p class="soft">
        <SafeLink href={feedPath(section)}>{t('publications.list.feed')}</SafeLink>
      </p>
    </>
  );
}

function Filters({
  t,
  section,
  facets,
  asked,
  clearHref,
}: SectionPageProps & { clearHref: string | undefined }): VNode | null {
  // A list of one is no choice; on a phone it would only push what is looked for further down.
  const select = (name: keyof Asked, options: { value: string; label: string }[]) =>
    options.length < 2 && asked[name] === '' ? null : (
      <Select
        t={t}
        id={`f-${name}`}
        name={name}
        label={t(`publications.list.filter.${name}`)}
        options={options}
        empty={t('publications.list.filter.all')}
        value={asked[name]}
        mark={false}
      />
    );
  const types = facets.types.filter((type): type is ListedType => type in TYPE_WORDS);
  const selects = [
    section === 'publications'
      ? select(
          'tipo',
          types.map((type) => ({ value: TYPE_WORDS[type], label: t(`publications.type.${type}`) })),
        )
      : null,
    select(
      'categoria',
      facets.categories.map(({ slug, title }) => ({ value: slug, label: title })),
    ),
    select(
      'anio',
      facets.years.map((year) => ({ value: String(year), label: String(year) })),
    ),
  ].filter((one) => one !== null);
  if (selects.length === 0) return null;
  return (
    <FilterForm
      t={t}
      action={SECTION_PATHS[section]}
      label={t('publications.list.filter')}
      clearHref={clearHref}
    >
      {selects}
    </FilterForm>
  );
}
