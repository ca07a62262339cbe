/** What somebody is typing, kept while they type: by person and by the version that they started from. */
import type { Trx } from '../../../platform/db/handles.ts';
import { json } from '../../../platform/db/values.ts';
import type { StoredFields } from '../tables.ts';

export interface DraftKey {
  publicationId: string;
  userId: string;
  baseVersion: number;
}

/**
 * @param known how often this window knows it was saved; 0: never
 * @returns how often it is saved now; `other_window` when another one of the same person saved meanwhile, `not_found`
 *   when there is no such publication. `newer`: somebody saved a newer version of the publication; the draft is kept.
 */
export async function keepDraft(
  trx: Trx,
  key: DraftKey,
  { fields, known }: { fields: StoredFields; known: number },
  now: Temporal.Instant,
): Promise<{ saves: number; newer: boolean } | 'other_window' | 'not_found'> {
  const row = await trx
    .selectFrom('publications')
    .select('version')
    .where('id', '=', key.publicationId)
    // Nobody throws it away in between.
    .forKeyShare()
    .executeTakeFirst();
  if (!row || key.baseVersion > row.version) return 'not_found';
  const saved = await trx
    .insertInto('publication_drafts')
    .values({
      publication_id: key.publicationId,
      user_id: key.userId,
      base_version: key.baseVersion,
      fields: json(fields),
      saved_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['publication_id', 'user_id', 'base_version'])
        .doUpdateSet((eb) => ({
          fields: json(fields),
          saved_at: now,
          saves: eb('publication_drafts.saves', '+', 1),
        }))
        .where('publication_drafts.saves', '=', known),
    )
    .returning('saves')
    .executeTakeFirst();
  if (!saved) return 'other_window';
  return { saves: saved.saves, newer: row.version > key.baseVersion };
}

/** Once it is saved, or no longer wanted: this one and those from older versions. */
export async function dropDrafts(trx: Trx, { publicationId, userId, baseVersion }: DraftKey): Promise<void> {
  await trx
    .deleteFrom('publication_drafts')
    .where('publication_id', '=', publicationId)
    .where('user_id', '=', userId)
    .where('base_version', '<=', baseVersion)
    .execute();
}
