/** What the rooms and the door's lists keep about people, and how it goes. */
import { sql } from 'kysely';
import type { KeptData } from '../../platform/additions.ts';
import type { Trx } from '../../platform/db/handles.ts';

const TABLES = [
  'attendance_browsers',
  'attendance_links',
  'attendance_sessions',
  'attendance_people',
] as const;

async function remove(
  trx: Trx,
  table: (typeof TABLES)[number] | 'attendance_rooms',
  where: ReturnType<typeof sql>,
) {
  const { numAffectedRows } = await sql`delete from ${sql.table(table)} where ${where}`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

export const KEPT_PRESENCE: KeptData = {
  name: 'attendance.presence',
  of: 'event',
  tables: ['attendance_browsers', 'attendance_rooms'],
  summary: 'Who was in which session and for how long; links to the rooms and the browsers that used them.',
  purge: async (trx, eventId) => {
    const removed: Record<string, number> = {};
    for (const table of TABLES) {
      const of =
        table === 'attendance_browsers'
          ? sql`registration_id in (select registration_id from attendance_links where event_id = ${eventId})`
          : sql`event_id = ${eventId}`;
      removed[table] = await remove(trx, table, of);
    }
    // Passwords of rooms are nobody's data, and nobody's business either once it is over.
    removed['attendance_rooms'] = await remove(trx, 'attendance_rooms', sql`event_id = ${eventId}`);
    return removed;
  },
  exportOne: async (db, registrationId) => {
    const person = await db
      .selectFrom('attendance_people')
      .select(['via', 'arrived_at'])
      .where('registration_id', '=', registrationId)
      .executeTakeFirst();
    const sessions = await db
      .selectFrom('attendance_sessions as s')
      .innerJoin('event_sessions as x', 'x.id', 's.session_id')
      .select(['x.title', 's.via', 's.first_at', 's.last_at', 's.minutes'])
      .where('s.registration_id', '=', registrationId)
      .orderBy('x.starts_at')
      .orderBy('x.id')
      .execute();
    const browsers = await db
      .selectFrom('attendance_browsers')
      .select('first_at')
      .where('registration_id', '=', registrationId)
      .orderBy('first_at')
      .execute();
    if (!person && browsers.length === 0) return undefined;
    return {
      ...(person && { arrived: { via: person.via, at: person.arrived_at.toString() } }),
      sessions: sessions.map(({ first_at, last_at, ...session }) => ({
        ...session,
        first_at: first_at.toString(),
        last_at: last_at.toString(),
      })),
      browsers: browsers.map(({ first_at }) => ({ first_at: first_at.toString() })),
    };
  },
  eraseOne: async (trx, registrationId) => {
    for (const table of TABLES) await remove(trx, table, sql`registration_id = ${registrationId}`);
  },
};
