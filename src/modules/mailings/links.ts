/** Titles and back-office addresses of mailings, for whoever shows them elsewhere. */
import type { LinkSource } from '../../platform/links.ts';
import { editionHref } from '../events/index.ts';
import './tables.ts';

export const MAILING_LINKS: readonly LinkSource[] = [
  {
    kind: 'mailing',
    find: async (db, ids) => {
      const rows = await db
        .selectFrom('mailings as g')
        .innerJoin('events as e', 'e.id', 'g.event_id')
        .select(['g.id', 'g.subject_es', 'e.slug'])
        .where('g.id', 'in', ids)
        .execute();
      return new Map(
        rows.map((row) => [row.id, { title: row.subject_es, href: editionHref(row, 'correos', row.id) }]),
      );
    },
  },
];
