/** What the door keeps about people, and how it goes. */
import { sql } from 'kysely';
import type { KeptData } from '../../platform/additions.ts';
import type { Trx } from '../../platform/db/handles.ts';

/** Scans first: they lean on phones. */
const TABLES = ['door_scans', 'door_tickets', 'door_invitations', 'door_phones'] as const;

async function remove(
  trx: Trx,
  table: (typeof TABLES)[number],
  where: ReturnType<typeof sql>,
): Promise<number> {
  const { numAffectedRows } = await sql`delete from ${sql.table(table)} where ${where}`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

export const KEPT_DOOR: KeptData = {
  name: 'attendance.door',
  of: 'event',
  summary: 'Which tickets were read at the door, when and by which phone; the phones themselves.',
  purge: async (trx, eventId) => {
    const removed: Record<string, number> = {};
    for (const table of TABLES) removed[table] = await remove(trx, table, sql`event_id = ${eventId}`);
    return removed;
  },
  exportOne: async (db, registrationId) => {
    const scans = await db
      .selectFrom('door_scans')
      .select(['at', 'way', 'outcome'])
      .where('registration_id', '=', registrationId)
      .orderBy('at')
      .orderBy('id')
      .execute();
    if (scans.length === 0) return undefined;
    return { scans: scans.map(({ at, ...scan }) => ({ at: at.toString(), ...scan })) };
  },
  eraseOne: async (trx, registrationId) => {
    for (const table of ['door_scans', 'door_tickets'] as const)
      await remove(trx, table, sql`registration_id = ${registrationId}`);
  },
};
