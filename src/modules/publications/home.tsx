/** On the first page: what is highlighted, and the latest. */
import type { HomeAddition } from '../../platform/feeds/source.ts';
import { SafeLink } from '../../ui/controls/safe-link.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { PUBLICATIONS } from './addresses.ts';
import { PublicationCard } from './pages/cards.tsx';
import { listPublished } from './queries/public.ts';
import { readerOf, withPictures } from './routes/shown.ts';

/** Of what is highlighted, and as many of the latest besides: else what is highlighted for long hides all that is new. */
const SHOWN = 3;
/** Terms and laws are looked up, not news. */
const NEWS = ['publications', 'initiatives'] as const;

export const LATEST: HomeAddition = {
  order: 30,
  find: async (deps, { t, lang }) => {
    const lists = await Promise.all([
      listPublished(deps.db, { highlight: true }, { after: undefined, limit: SHOWN }),
      ...NEWS.map((section) => listPublished(deps.db, { section }, { after: undefined, limit: SHOWN })),
    ]);
    const [highlighted, ...latest] = lists.map(({ items }) => items);
    const first = highlighted ?? [];
    const news = latest
      .flat()
      .filter((row) => !first.some(({ id }) => id === row.id))
      .toSorted((a, b) => compare(b.dated_at, a.dated_at));
    const rows = [...first, ...news.slice(0, SHOWN)];
    if (rows.length === 0) return undefined;
    const reader = await readerOf(deps, { t, lang });
    const items = await withPictures(deps, rows);
    return (
      <Section
        title={t('publications.home.title')}
        action={<SafeLink href={PUBLICATIONS}>{t('publications.home.all')}</SafeLink>}
      >
        <div class="card-grid">
          {items.map((item) => (
            <PublicationCard {...reader} item={item} />
          ))}
        </div>
      </Section>
    );
  },
};

function compare(a: Temporal.Instant | null, b: Temporal.Instant | null): number {
  return a && b ? Temporal.Instant.compare(a, b) : 0;
}
