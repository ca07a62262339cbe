/** Rows by which shown codes are found again. Made when a door needs them, not when people register. */
import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { listTicketless } from '../queries/door.ts';
import { ticketCode, ticketLookup } from '../ticket.ts';

/** Computed between two turns of other work: about 5 ms. */
const BATCH = 500;

/** Gives every registration of the edition its row; cheap when all have theirs. Two at once do no harm. */
export async function ensureTickets(db: Db, vault: Vault, eventId: string): Promise<void> {
  for (;;) {
    const missing = await listTicketless(db, eventId, BATCH);
    if (missing.length === 0) return;
    const rows = missing.map((id) => ({
      registration_id: id,
      event_id: eventId,
      lookup: ticketLookup(vault, ticketCode(vault, eventId, id)),
    }));
    await withTransaction(db, (trx) =>
      trx
        .insertInto('door_tickets')
        .values(rows)
        .onConflict((conflict) => conflict.column('registration_id').doNothing())
        .execute(),
    );
    await setImmediate();
  }
}
