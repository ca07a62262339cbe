/** Taking an address off the list of an edition, and putting it back. By the person, through a link of their own. */
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../events/index.ts';
import '../tables.ts';

/** Done twice, it is done once. @returns false when there is no such registration */
export async function unsubscribe(
  trx: Trx,
  act: Act,
  registrationId: string,
  via: 'page' | 'one_click',
): Promise<boolean> {
  const person = await addressOf(trx, registrationId);
  if (!person) return false;
  const { numInsertedOrUpdatedRows: added } = await trx
    .insertInto('mailing_unsubscribes')
    .values({ ...person, registration_id: registrationId, at: act.now })
    .onConflict((c) => c.columns(['event_id', 'address_hash']).doNothing())
    .executeTakeFirst();
  if (added) await note(trx, act, 'mailings.unsubscribe', registrationId, { via });
  return true;
}

export async function subscribeAgain(trx: Trx, act: Act, registrationId: string): Promise<boolean> {
  const person = await addressOf(trx, registrationId);
  if (!person) return false;
  const { numDeletedRows } = await trx
    .deleteFrom('mailing_unsubscribes')
    .where('event_id', '=', person.event_id)
    .where('address_hash', '=', person.address_hash)
    .executeTakeFirst();
  if (numDeletedRows > 0n) await note(trx, act, 'mailings.subscribe_again', registrationId);
  return true;
}

const addressOf = (trx: Trx, registrationId: string) =>
  trx
    .selectFrom('event_registrations')
    .select(['event_id', 'address_hash'])
    .where('id', '=', registrationId)
    .executeTakeFirst();

const note = (trx: Trx, act: Act, action: string, id: string, detail: Record<string, string> = {}) =>
  audit(trx, { actor: act.actor, action, subject: { kind: 'event_registration', id }, detail });
