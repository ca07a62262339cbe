/** A request is its number: what it says is sealed. */
import type { LinkSource, LinkTarget } from '../../platform/links.ts';
import { officePath } from './addresses.ts';
import { KIND } from './kind.ts';

export const CORRECTION_LINKS: readonly LinkSource[] = [
  {
    kind: KIND,
    find: async (db, ids, t) => {
      const rows = await db
        .selectFrom('corrections')
        .select(['id', 'number'])
        .where('id', 'in', ids)
        .execute();
      return new Map(
        rows.map(({ id, number }): [string, LinkTarget] => [
          id,
          { title: t('corrections.own.number', { number }), href: officePath(id) },
        ]),
      );
    },
  },
];
