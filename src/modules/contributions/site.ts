/** What the library gives to the pages of the whole site: feed, map. */
import type { Additions } from '../../platform/additions.ts';
import { partStarts } from '../../platform/feeds/parts.ts';
import type { FeedEntry } from '../../platform/feeds/source.ts';
import { itemPath, LIBRARY, LIBRARY_FEED, LICENCE_HREF } from './addresses.ts';
import { itemIds, listItemAddresses, listItems } from './queries/library.ts';

export const LIBRARY_SITE: Pick<Additions, 'feeds' | 'addresses'> = {
  feeds: [
    {
      path: LIBRARY_FEED,
      page: LIBRARY,
      title: 'contributions.library.title',
      list: async (db, limit, t) => {
        const { items } = await listItems(db, {}, { after: undefined, limit });
        return items.map((item): FeedEntry => {
          const body = item.organization ? [item.organization] : [];
          return {
            id: itemPath(item.slug),
            title: item.title,
            path: itemPath(item.slug),
            published: item.published_at,
            updated: item.updated_at,
            summary: item.summary,
            authors: item.authors.length > 0 ? item.authors : body,
            category: { term: item.kind, label: t(`contributions.kind.${item.kind}`) },
            // Those who shared it agreed to this one, whatever the site's own is.
            rights: LICENCE_HREF,
          };
        });
      },
    },
  ],
  addresses: [
    {
      name: 'biblioteca',
      starts: (db, size) => partStarts(db, itemIds(db), size),
      list: async (db, part) =>
        (await listItemAddresses(db, part)).map(({ slug, updated_at: at }) => ({
          path: itemPath(slug),
          at,
        })),
    },
  ],
};
