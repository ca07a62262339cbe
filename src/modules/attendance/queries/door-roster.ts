/** Which of a phone's own hashes stands for which registration; computed, stored nowhere. */
import { setImmediate } from 'node:timers/promises';
import type { Read } from '../../../platform/db/handles.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { entryOf, rosterFlags } from '../rules/door-outcome.ts';
import type { RosterEntry } from '../rules/door-roster.ts';
import { phoneKey, rosterHash, ticketCode } from '../ticket.ts';
import { listRoster } from './door.ts';

/** Hashed between two turns of other work: about 6 ms. */
const BATCH = 500;

export interface HashedTicket extends RosterEntry {
  registrationId: string;
}

/** Every ticket of the phone's edition under the key of this phone. */
export async function hashTickets(
  { db, vault }: { db: Read; vault: Vault },
  phone: { id: string; event_id: string },
): Promise<HashedTicket[]> {
  const key = phoneKey(vault, phone.id);
  const hashed: HashedTicket[] = [];
  for (let after: string | undefined; ;) {
    const rows = await listRoster(db, phone.event_id, { after, limit: BATCH });
    for (const { registration_id: registrationId, state, attendance, arrived } of rows)
      hashed.push({
        registrationId,
        hash: rosterHash(key, ticketCode(vault, phone.event_id, registrationId)),
        flags: rosterFlags(entryOf(state, attendance), arrived),
      });
    if (rows.length < BATCH) return hashed;
    after = rows.at(-1)?.registration_id;
    await setImmediate();
  }
}
