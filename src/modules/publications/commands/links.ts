/** What a publication speaks of: records of any module. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import type { RecordRef } from '../../../platform/links.ts';
import {
  houseOf,
  lockPublication,
  recordDeed,
  recordPublic,
  refused,
  type Result,
  subjectOf,
  whoOf,
} from './context.ts';
import { refusalOf } from '../rules/workflow.ts';

export const MOST_RELATED = 30;

/** These and no others, in this order. The text's version stays: nobody's typing is disturbed. */
export async function relatePublication(
  trx: Trx,
  act: Act,
  id: string,
  related: readonly RecordRef[],
): Promise<Result> {
  const row = await lockPublication(trx, id);
  if (!row) return refused('not_found');
  const isPublic = row.status === 'published';
  // A link says little enough: whoever may correct, may link, without a second pair of eyes.
  const why = refusalOf(isPublic ? 'correct' : 'save', subjectOf(row), whoOf(act), {
    twoEyes: isPublic ? false : (await houseOf(trx)).twoEyes,
  });
  if (why) return refused(why);
  await trx.deleteFrom('publication_links').where('publication_id', '=', id).execute();
  const unique = [...new Map(related.map((one) => [`${one.kind}:${one.id}`, one])).values()];
  if (unique.length > 0)
    await trx
      .insertInto('publication_links')
      .values(
        unique
          .slice(0, MOST_RELATED)
          .map((one, at) => ({ publication_id: id, kind: one.kind, record_id: one.id, position: at + 1 })),
      )
      .execute();
  if (isPublic) await recordPublic(trx, act, id, 'changed');
  else await recordDeed(trx, act, id, 'related');
  return { ok: true };
}
