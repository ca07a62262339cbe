/** What the services over all modules ask of publications: the search, the map of the site, the library of files. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { Part } from '../../../platform/feeds/parts.ts';

/** Those of these ids that everybody may see, with all that can be found of them. */
export function listSearched(db: Read, ids: readonly string[]) {
  return db
    .selectFrom('publications')
    .select(['id', 'type', 'section', 'slug', 'title', 'summary', 'plain', 'lang', 'law'])
    .select(['dated_at', 'author_name'])
    .where('status', '=', 'published')
    .where('id', 'in', [...ids])
    .execute();
}

/** Ids of all that everybody may see, ascending. */
export async function listPublishedIds(
  db: Read,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<string[]> {
  let query = publishedIds(db).orderBy('id').limit(limit);
  if (after !== undefined) query = query.where('id', '>', after);
  return (await query.execute()).map(({ id }) => id);
}

/** Of all that everybody may see. */
export function publishedIds(db: Read) {
  return db.selectFrom('publications').select('id').where('status', '=', 'published');
}

/** For the map of the site: addresses only. */
export function listAddresses(db: Read, { from, limit }: Part) {
  return db
    .selectFrom('publications')
    .select(['section', 'slug', 'updated_at'])
    .where('status', '=', 'published')
    .$if(from !== undefined, (query) => query.where('id', '>=', from ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
}

interface FileUse {
  fileId: string;
  id: string;
  title: string;
}

/** Which of these files stored texts show. */
export async function usesInTexts(db: Read, fileIds: readonly string[]): Promise<FileUse[]> {
  const rows = await db
    .selectFrom('publications')
    .select(['id', 'title', 'files'])
    .where(sql<boolean>`files && ${[...fileIds]}::uuid[]`)
    .execute();
  return rows.flatMap(({ id, title, files }) =>
    files.filter((fileId) => fileIds.includes(fileId)).map((fileId) => ({ fileId, id, title })),
  );
}

/** What is typed and not saved yet, and corrections that wait, use files too. */
export async function usesInDrafts(db: Read, fileIds: readonly string[]): Promise<FileUse[]> {
  const { rows } = await sql<FileUse>`
    select distinct p.id, p.title, found[1] as "fileId"
    from (
      select publication_id, fields::text as said from publication_drafts
      union all
      select publication_id, fields::text from publication_corrections where state = 'open'
    ) as waiting
    join publications p on p.id = waiting.publication_id,
    regexp_matches(said, ${fileIds.join('|')}, 'g') as found`.execute(db);
  return rows;
}
