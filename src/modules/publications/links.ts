/** Titles and back-office addresses of this module's records, for whoever shows them elsewhere. */
import type { LinkSource, LinkTarget } from '../../platform/links.ts';
import { OFFICE, officePath } from './addresses.ts';
import { KIND } from './kind.ts';

export const PUBLICATION_LINKS: readonly LinkSource[] = [
  {
    kind: KIND,
    find: async (db, ids) => {
      const rows = await db
        .selectFrom('publications')
        .select(['id', 'title'])
        .where('id', 'in', ids)
        .execute();
      return new Map(
        rows.map(({ id, title }): [string, LinkTarget] => [id, { title, href: officePath(id) }]),
      );
    },
  },
  {
    kind: 'publication_category',
    find: async (db, ids) => {
      const rows = await db
        .selectFrom('publication_categories')
        .select(['id', 'title'])
        .where('id', 'in', ids)
        .execute();
      return new Map(
        rows.map(({ id, title }): [string, LinkTarget] => [
          id,
          { title, href: `${OFFICE}/categorias/${id}` },
        ]),
      );
    },
  },
];
