/** What the Encuentros give to the pages of the whole site: home, feeds, map. */
import type { Additions } from '../../platform/additions.ts';
import type { Deps } from '../../platform/deps.ts';
import { partStarts } from '../../platform/feeds/parts.ts';
import type { FeedEntry, HomeSubject } from '../../platform/feeds/source.ts';
import { EDITIONS, editionPath, programmePath, speakersPath } from './addresses.ts';
import { ComingEditions, PastEditions } from './pages/public/home.tsx';
import { daysWords } from './pages/words.ts';
import {
  findEdition,
  listEditionAddresses,
  listEditions,
  listLatestEditions,
  publishedEditionIds,
} from './queries/editions.ts';

const PAGES_OF_EACH = [editionPath, programmePath, speakersPath];
const editionsIn = (addresses: number): number => Math.floor(addresses / PAGES_OF_EACH.length);

const SHOWN = 4;
const FIRST = { after: undefined, limit: SHOWN };

async function coming(deps: Deps, about: HomeSubject) {
  const upcoming = await listEditions(deps.db, 'upcoming', about.now, FIRST);
  // A cancelled one stands back while another is going ahead; so does an example behind a real one.
  const best =
    upcoming.items.find((e) => e.status !== 'cancelled' && !e.is_example) ??
    upcoming.items.find((e) => e.status !== 'cancelled') ??
    upcoming.items[0];
  const next = best && (await findEdition(deps.db, best.slug));
  const others = upcoming.items.filter((e) => e !== best);
  if (next) return ComingEditions({ ...about, next, others, hasPast: false });
  // Only what is said where nothing is to come depends on it.
  const past = await listEditions(deps.db, 'past', about.now, { after: undefined, limit: 1 });
  return ComingEditions({ ...about, next, others, hasPast: past.items.length > 0 });
}

async function past(deps: Deps, about: HomeSubject) {
  const { items } = await listEditions(deps.db, 'past', about.now, FIRST);
  return items.length > 0 ? PastEditions({ ...about, editions: items }) : undefined;
}

export const EVENT_SITE: Pick<Additions, 'home' | 'feeds' | 'addresses'> = {
  home: [
    { order: 10, find: coming },
    { order: 80, find: past },
  ],
  feeds: [
    {
      path: `${EDITIONS}/feed.xml`,
      page: EDITIONS,
      title: 'events.list.title',
      list: async (db, limit, t) =>
        (await listLatestEditions(db, limit)).map((edition): FeedEntry => ({
          id: `${EDITIONS}/${edition.id}`,
          title: edition.title,
          path: editionPath(edition.slug),
          published: edition.created_at,
          updated: edition.updated_at,
          summary: [daysWords(edition, edition.timezone, 'es'), edition.summary].filter(Boolean).join('. '),
          lang: edition.language,
          category: { term: edition.mode, label: t(`events.mode.${edition.mode}`) },
        })),
    },
  ],
  addresses: [
    {
      name: 'encuentros',
      starts: (db, size) => partStarts(db, publishedEditionIds(db), editionsIn(size)),
      list: async (db, { from, limit }) => {
        const editions = await listEditionAddresses(db, { from, limit: editionsIn(limit) });
        return editions.flatMap(({ slug, updated_at: at }) =>
          PAGES_OF_EACH.map((page) => ({ path: page(slug), at })),
        );
      },
    },
  ],
};
