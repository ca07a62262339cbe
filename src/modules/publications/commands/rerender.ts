/** What a newer renderer makes of a text that did not change: no version, no history. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Rendered } from '../rendering.ts';
import { renderedColumns } from './stored.ts';

/** Does nothing when somebody saved another text meanwhile. */
export async function rerender(
  trx: Trx,
  { id, version }: { id: string; version: number },
  rendered: Rendered,
): Promise<void> {
  await trx
    .updateTable('publications')
    .set(renderedColumns(rendered))
    .where('id', '=', id)
    .where('version', '=', version)
    .execute();
}
