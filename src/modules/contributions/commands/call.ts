/** Setting up the call of an edition. */
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { json } from '../../../platform/db/values.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import type { Call } from '../queries/calls.ts';
import { type Context, refused, type Result } from './context.ts';

/**
 * @param version as it was when the form was drawn; 0: there was none
 * @returns refused `changed` when somebody else saved meanwhile
 */
export async function saveCall(
  trx: Trx,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  eventId: string,
  { version, criteria, ...call }: Call,
): Promise<Result> {
  const values = { ...call, criteria: json(criteria), updated_at: now };
  const saved =
    version === 0
      ? await trx
          .insertInto('contribution_calls')
          .values({ ...values, event_id: eventId })
          .onConflict((conflict) => conflict.column('event_id').doNothing())
          .returning('version')
          .executeTakeFirst()
      : await trx
          .updateTable('contribution_calls')
          .set({ ...values, version: version + 1 })
          .where('event_id', '=', eventId)
          .where('version', '=', version)
          .returning('version')
          .executeTakeFirst();
  if (!saved) return refused('changed');
  await audit(trx, {
    actor,
    action: 'contributions.save_call',
    subject: { kind: 'event', id: eventId },
    detail: { version: saved.version },
  });
  // What the public reads: when, what for, the words. How it is reviewed is read by authors too.
  await recordHistory(trx, {
    actor,
    record: { kind: 'contribution_call', id: eventId },
    action: version === 0 ? 'created' : 'changed',
    content: { ...call, criteria },
  });
  return { ok: true };
}
