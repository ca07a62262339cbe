/** Facts about registrations that decide who belongs to a group and lie in tables of their own. */
import type { Read } from '../../../platform/db/handles.ts';

/** Those who hold a place in a workshop. */
export async function holdersOf(db: Read, sessionId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('event_workshop_places')
    .select('registration_id')
    .where('session_id', '=', sessionId)
    .where('state', '=', 'held')
    .execute();
  return new Set(rows.map((row) => row.registration_id));
}

/** Names of those who speak or moderate in the edition. */
export async function speakerNames(db: Read, eventId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('event_speakers')
    .select('name')
    .where('event_id', '=', eventId)
    .limit(2000)
    .execute();
  return rows.map(({ name }) => name);
}
