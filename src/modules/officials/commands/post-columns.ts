/** The columns of a post, which follow what is said of it. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { statementsOf } from '../queries/statements.ts';
import { presentOf } from '../rules/present.ts';
import { institutionKey } from '../rules/spanish-order.ts';

/** Lets label and number of seats follow. Call it after every change of its statements, in the same transaction. */
export async function followPost(trx: Trx, act: Act, id: string): Promise<void> {
  const list = await statementsOf(trx, [id], { office: true });
  const today = act.now.toZonedDateTimeISO('UTC').toPlainDate();
  const label =
    presentOf(list, 'label', today, 'last') ?? list.findLast(({ property }) => property === 'label');
  const seats = /^\d{1,4}$/.exec(presentOf(list, 'seats', today, 'last')?.value.text.trim() ?? '')?.[0];
  await trx
    .updateTable('posts')
    .set((e) => ({
      ...(label && { label: label.value.text, label_key: institutionKey(label.value.text) }),
      seats: seats === undefined || Number(seats) === 0 ? null : Number(seats),
      version: e('version', '+', 1),
      updated_at: act.now,
    }))
    .where('id', '=', id)
    .execute();
}
