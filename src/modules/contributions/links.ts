/** Titles and back-office addresses of this module's records. A contribution is its number: what it says is sealed. */
import type { LinkSource, LinkTarget } from '../../platform/links.ts';
import { editionHref } from '../events/index.ts';
import { OFFICE_LIBRARY } from './addresses.ts';
import { listNumbers } from './queries/contributions.ts';

export const CONTRIBUTION_LINKS: readonly LinkSource[] = [
  {
    kind: 'contribution',
    find: async (db, ids, t) =>
      new Map(
        (await listNumbers(db, ids)).map(({ id, number, slug, title }): [string, LinkTarget] => [
          id,
          number === null
            ? {
                title: t('contributions.link.unconfirmed', { event: title }),
                href: editionHref({ slug }, 'convocatoria'),
              }
            : {
                title: t('contributions.link.contribution', { number, event: title }),
                href: editionHref({ slug }, 'convocatoria', id),
              },
        ]),
      ),
  },
  {
    kind: 'library_item',
    find: async (db, ids, t) => {
      const rows = await db
        .selectFrom('library_items')
        .select(['id', 'title', 'withdrawn_at'])
        .where('id', 'in', ids)
        .execute();
      return new Map(
        rows.map(({ id, title, withdrawn_at: gone }): [string, LinkTarget] => [
          id,
          { title: gone ? t('contributions.link.withdrawn') : title, href: `${OFFICE_LIBRARY}/${id}` },
        ]),
      );
    },
  },
];
