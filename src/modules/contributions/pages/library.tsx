/** The library: cases and lessons that last, with filters and a search. */
import type { VNode } from 'preact';
import { Select } from '../../../ui/controls/choice-fields.tsx';
import { FilterForm } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { TextField } from '../../../ui/controls/text-field.tsx';
import { Card, CardGrid } from '../../../ui/data/card.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { Badge, TagRow } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { excerpt } from '../../../ui/excerpt.ts';
import { languageWords } from '../../events/index.ts';
import { itemPath, LIBRARY, LIBRARY_FEED } from '../addresses.ts';
import type { Facets, ListedItem } from '../queries/library.ts';
import { topicWords } from './text.tsx';
import type { Reader } from './words.ts';

/** What was asked for, by the names of the address. */
export interface Asked {
  tipo: string;
  tema: string;
  pais: string;
  encuentro: string;
  anio: string;
  idioma: string;
  q: string;
}

export interface LibraryPageProps extends Reader {
  items: readonly ListedItem[];
  facets: Facets;
  asked: Asked;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function LibraryPage(props: LibraryPageProps): VNode {
  const { t, items, asked, facets } = props;
  const filtered = Object.values(asked).some(Boolean);
  const empty = facets.kinds.length === 0;
  return (
    <>
      <PageHeading title={t('contributions.library.title')} lead={t('contributions.library.lead')} />
      {empty ? null : <Filters {...props} clearHref={filtered ? LIBRARY : undefined} />}
      {items.length > 0 ? (
        <CardGrid>
          {items.map((item) => (
            <ItemCard t={t} item={item} />
          ))}
        </CardGrid>
      ) : (
        <EmptyState title={t(empty ? 'contributions.library.empty' : 'contributions.library.none')}>
          {t(empty ? 'contributions.library.empty_text' : 'contributions.library.none_text')}
        </EmptyState>
      )}
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      <p class="soft">
        <SafeLink href={LIBRARY_FEED}>{t('contributions.library.feed')}</SafeLink>
      </p>
    </>
  );
}

function Filters({
  t,
  facets,
  asked,
  clearHref,
}: LibraryPageProps & { clearHref: string | undefined }): VNode {
  // A list of one is no choice; on a phone it would only push what is looked for further down.
  const select = (name: keyof Asked, options: { value: string; label: string }[]) =>
    options.length < 2 && asked[name] === '' ? null : (
      <Select
        t={t}
        id={`f-${name}`}
        name={name}
        label={t(`contributions.library.filter.${name}`)}
        options={options}
        empty={t('contributions.library.filter.all')}
        value={asked[name]}
        mark={false}
      />
    );
  const same = (values: readonly (string | number)[]) =>
    values.map((value) => ({ value: String(value), label: String(value) }));
  return (
    <FilterForm t={t} action={LIBRARY} label={t('contributions.library.filter')} clearHref={clearHref}>
      <TextField
        t={t}
        id="f-q"
        name="q"
        type="search"
        label={t('contributions.library.filter.q')}
        value={asked.q}
        mark={false}
      />
      {select(
        'tipo',
        facets.kinds.map((value) => ({
          value,
          label: t(value === 'case' ? 'contributions.kind.case' : 'contributions.kind.lesson'),
        })),
      )}
      {select(
        'tema',
        facets.topics.map((value) => ({ value, label: topicWords(t, value) })),
      )}
      {select('pais', same(facets.countries))}
      {select(
        'encuentro',
        facets.events.map(({ slug, title }) => ({ value: slug, label: title })),
      )}
      {select('anio', same(facets.years))}
      {select(
        'idioma',
        facets.languages.map((value) => ({ value, label: languageWords(t, value) })),
      )}
    </FilterForm>
  );
}

export function ItemCard({ t, item }: { t: Reader['t']; item: ListedItem }): VNode {
  return (
    <Card
      title={item.title}
      href={itemPath(item.slug)}
      level={2}
      eyebrow={t(`contributions.kind.${item.kind}`)}
      footer={
        <TagRow>
          <Badge>{topicWords(t, item.topic)}</Badge>
          {item.country ? <Badge>{item.country}</Badge> : null}
          <Badge>{item.year}</Badge>
        </TagRow>
      }
    >
      {excerpt(item.summary, 220)}
    </Card>
  );
}

/** Who it is from, as they wished to be named. */
export function byline(
  t: Reader['t'],
  { appears, authors, organization }: Pick<ListedItem, 'appears' | 'authors' | 'organization'>,
): string {
  if (appears === 'reserved') return t('contributions.item.reserved');
  return [authors.join(', '), organization].filter(Boolean).join(' · ');
}
