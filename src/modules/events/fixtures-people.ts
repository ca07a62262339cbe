/** People with a place for tests: as registration leaves them, without its waiting. */
import { randomBytes, randomUUIDv7 } from 'node:crypto';
import type { Db } from '../../platform/db/handles.ts';
import type { Deps } from '../../platform/deps.ts';
import { sealPerson } from './person.ts';
import type { RegistrationEvent } from './queries/registrations.ts';

/** @returns ids of confirmed registrations of nobody real, in the order of making */
export async function insertAttendees(
  deps: Pick<Deps, 'db' | 'vault'>,
  event: Pick<RegistrationEvent, 'id'>,
  count: number,
): Promise<string[]> {
  const accepted = Temporal.Instant.from('2026-11-01T00:00:00Z');
  const rows = Array.from({ length: count }, (_, i) => {
    const id = randomUUIDv7();
    const person = { name: `Persona Ejemplo ${i + 1}`, email: `persona${i + 1}@ejemplo.test`, answers: {} };
    return {
      id,
      event_id: event.id,
      state: 'confirmed' as const,
      attendance: 'online' as const,
      address_hash: randomBytes(32),
      sealed: sealPerson(deps.vault, id, person),
      holds_place: true,
      held_until: null,
      address_confirmed_at: accepted,
      approved_at: null,
      privacy_version: 1,
      accepted_at: accepted,
      origin: 'form' as const,
      mail_refused_at: null,
      last_notice_at: null,
    };
  });
  for (let from = 0; from < rows.length; from += 1000)
    await deps.db
      .insertInto('event_registrations')
      .values(rows.slice(from, from + 1000))
      .execute();
  return rows.map((row) => row.id);
}

/** Ids of the sessions of an edition, by slug. */
export async function sessionIds(db: Db, eventId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('event_sessions')
    .select('id')
    .where('event_id', '=', eventId)
    .orderBy('slug')
    .execute();
  return rows.map((row) => row.id);
}
