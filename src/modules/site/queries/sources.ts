/** Titles of the sources that versions name. */
import type { Read } from '../../../platform/db/handles.ts';
import type {} from '../../../platform/sources/tables.ts';

/** One statement, whatever the number. @returns title by id */
export async function sourceTitles(
  db: Read,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom('sources').select(['id', 'title']).where('id', 'in', wanted).execute();
  return new Map(rows.map(({ id, title }) => [id, title]));
}
