/** Cases and lessons for the search of the whole site. */
import type { Read } from '../../platform/db/handles.ts';
import type { SearchSource } from '../../platform/search/source.ts';
import { itemPath } from './addresses.ts';

function shown(db: Read) {
  return db.selectFrom('library_items as i').where('i.withdrawn_at', 'is', null);
}

export const LIBRARY_SEARCH: readonly SearchSource[] = [
  {
    kind: 'library_item',
    label: 'contributions.library.title',
    find: async (db, ids) => {
      const rows = await shown(db)
        .select(['i.id', 'i.slug', 'i.title', 'i.summary', 'i.context', 'i.done', 'i.result', 'i.learned'])
        .select(['i.evidence', 'i.country', 'i.department', 'i.authors', 'i.organization', 'i.languages'])
        .select('i.published_at')
        .where('i.id', 'in', ids)
        .execute();
      return rows.map((i) => ({
        id: i.id,
        title: i.title,
        // As they wished to be named: of those who stay unnamed there is nothing here.
        names: [...i.authors, i.organization].filter(Boolean),
        text: [i.summary, i.context, i.done, i.result, i.learned, i.country, i.department]
          .concat(i.evidence.map((piece) => piece.text))
          .filter(Boolean)
          .join(' · '),
        lang: i.languages.includes('es') ? 'es' : (i.languages[0] ?? 'es'),
        href: itemPath(i.slug),
        at: i.published_at,
      }));
    },
    list: async (db, { after, limit }) => {
      let query = shown(db).select('i.id').orderBy('i.id').limit(limit);
      if (after !== undefined) query = query.where('i.id', '>', after);
      return (await query.execute()).map(({ id }) => id);
    },
  },
];
