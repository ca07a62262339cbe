/** Taking something back from the library: a date stays, and the address that says it. */
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { json } from '../../../platform/db/values.ts';
import { blankHistory, recordHistory } from '../../../platform/history/history.ts';
import { touchSearch } from '../../../platform/search/touch.ts';
import { type Context, refused, type Result } from './context.ts';

/** Empties the item and what its versions said. Done twice it is done once. */
export async function takeBackItem(
  trx: Trx,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  id: string,
): Promise<Result> {
  const item = await trx
    .selectFrom('library_items')
    .select(['id', 'version', 'withdrawn_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!item) return refused('not_found');
  if (item.withdrawn_at) return { ok: true };
  const text = { title: '', summary: '', context: '', done: '', result: '', learned: '' };
  await trx
    .updateTable('library_items')
    .set({
      ...text,
      evidence: json([]),
      authors: [],
      appears: 'reserved',
      organization: '',
      country: '',
      department: '',
      search: '',
      version: item.version + 1,
      updated_at: now,
      withdrawn_at: now,
    })
    .where('id', '=', id)
    .execute();
  await audit(trx, {
    actor,
    action: 'contributions.take_back_item',
    subject: { kind: 'library_item', id },
  });
  const record = { kind: 'library_item', id };
  await recordHistory(trx, { actor, record, action: 'withdrawn', content: {} });
  await blankHistory(trx, record);
  await touchSearch(trx, record);
  return { ok: true };
}
