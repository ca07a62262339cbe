/** Reads an edition whole, as of one moment, and writes it as a file that imports again elsewhere. */
import type { Db } from '../../../platform/db/handles.ts';
import { readProgramme } from '../commands/programme-state.ts';
import { editionFile } from './edition-file.ts';

/**
 * @param slug of an edition, published or not
 * @returns the file's text; undefined when there is no such edition
 */
export async function exportEvent(db: Db, slug: string): Promise<string | undefined> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const row = await trx.selectFrom('events').selectAll().where('slug', '=', slug).executeTakeFirst();
      if (!row) return undefined;
      const series = await trx
        .selectFrom('event_series')
        .select(['slug', 'title', 'summary'])
        .where('id', '=', row.series_id)
        .executeTakeFirst();
      return editionFile(row, await readProgramme(trx, row.id), series);
    });
}
