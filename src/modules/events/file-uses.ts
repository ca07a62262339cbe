/** Files of the library that an edition leads to: its texts are plain, but they and its materials may hold addresses. */
import { sql } from 'kysely';
import type { FileUse, FileUseSource } from '../../platform/files/source.ts';

export const EVENT_FILE_USES: FileUseSource = {
  kind: 'event',
  find: async (db, fileIds) => {
    const { rows } = await sql<Omit<FileUse, 'href'> & { slug: string }>`
      select distinct e.id, e.title, e.slug, found[1] as "fileId"
      from (
        select event_id, url as said from event_materials where url like '%/archivos/%'
        union all
        select event_id, abstract from event_sessions where abstract like '%/archivos/%'
        union all
        select id, summary || ' ' || description from events
        where summary || description like '%/archivos/%'
      ) as texts
      join events e on e.id = texts.event_id,
      regexp_matches(said, ${fileIds.join('|')}, 'g') as found`.execute(db);
    return rows.map(({ slug, ...use }) => ({ ...use, href: `/admin/encuentros/${slug}` }));
  },
};
