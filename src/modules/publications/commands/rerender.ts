/** What a newer renderer makes of a text that did not change: no version, no history. */
import type { Trx } from '../../../platform/db/handles.ts';
import { renderBody } from '../prepared.ts';
import { renderedColumns } from './stored.ts';

/** Does nothing when somebody saved another text meanwhile. */
export async function rerender(
  trx: Trx,
  { id, body, version }: { id: string; body: string; version: number },
): Promise<void> {
  await trx
    .updateTable('publications')
    .set(renderedColumns(renderBody(body)))
    .where('id', '=', id)
    .where('version', '=', version)
    .execute();
}
