/** Rows for tests: one edition and people who are plainly invented. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/handles.ts';
import type { Person } from './person.ts';
import { findRegistrationEvent, type RegistrationEvent } from './queries/registrations.ts';
import type { EventPlacesTable, EventsTable } from './tables.ts';
import type { Insertable } from 'kysely';
import type { Registering } from './commands/registration/register.ts';

export interface EditionFixture {
  event?: Partial<Insertable<EventsTable>>;
  places?: Partial<Insertable<EventPlacesTable>>;
  /** Capacity of each workshop, by slug. */
  workshops?: Record<string, number | null>;
}

/** A published edition next March, open for registration since last year. */
export async function insertEdition(
  db: Db,
  slug: string,
  fixture: EditionFixture = {},
): Promise<RegistrationEvent> {
  const { id } = await db
    .insertInto('events')
    .values({
      slug,
      title: 'Encuentro de prueba',
      mode: 'online',
      timezone: 'America/Guatemala',
      starts_at: Temporal.Instant.from('2027-03-07T14:00:00Z'),
      ends_at: Temporal.Instant.from('2027-03-08T19:00:00Z'),
      visibility: 'published',
      registration_opens_at: Temporal.Instant.from('2026-01-01T06:00:00Z'),
      registration_closes_at: null,
      registration_closes_on: null,
      ...fixture.event,
    } as Insertable<EventsTable>)
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('event_places')
    .values({
      capacity_total: null,
      capacity_online: null,
      capacity_in_person: null,
      ...fixture.places,
      event_id: id,
    })
    .execute();
  for (const [workshop, capacity] of Object.entries(fixture.workshops ?? {})) {
    await db
      .insertInto('event_sessions')
      .values({
        event_id: id,
        slug: workshop,
        type: 'workshop',
        title: `Taller ${workshop}`,
        capacity,
        starts_at: Temporal.Instant.from('2027-03-07T15:00:00Z'),
        ends_at: Temporal.Instant.from('2027-03-07T16:00:00Z'),
        room_id: null,
        track_id: null,
      })
      .execute();
  }
  const event = await findRegistrationEvent(db, { id });
  if (!event) throw new Error('the edition just inserted is not there');
  return event;
}

/** Person number n of nobody real. */
export function examplePerson(n: number | string): Person {
  return {
    name: `Persona Ejemplo ${n}`,
    email: `persona${n}@ejemplo.test`,
    organization: `Organización ${n}`,
    answers: {},
  };
}

export function registering(n: number | string, more: Partial<Registering> = {}): Registering {
  return {
    person: examplePerson(n),
    attendance: 'online',
    workshops: [],
    lang: 'es',
    privacyVersion: 1,
    consents: { directory: false, photo: false, recording: false },
    origin: 'form',
    ...more,
  };
}

/** How the counters of an edition and its workshops compare with the rows: equal, or something leaked. */
export async function countPlaces(
  db: Db,
  eventId: string,
): Promise<{ counted: number; held: number; workshops: { counted: number; held: number }[] }> {
  const { rows } = await sql<{ counted: number; held: number }>`
    select p.taken_online + p.taken_in_person as counted,
      (select count(*) from event_registrations r where r.event_id = p.event_id and r.holds_place) as held
    from event_places p where p.event_id = ${eventId}`.execute(db);
  const workshops = await sql<{ counted: number; held: number }>`
    select s.taken as counted,
      (select count(*) from event_workshop_places w where w.session_id = s.id and w.state in ('held', 'offered')) as held
    from event_sessions s where s.event_id = ${eventId} order by s.slug`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('no places row');
  return { ...row, workshops: workshops.rows };
}

/** What nobody should be able to make a page, a feed or a mail do. */
export const HOSTILE = `"><img src=x onerror=alert(1)></script><script>alert(2)</script>`;

/** An edition that is over, its deadline known as a date without an hour. */
export const MARCH_2023 = {
  title: 'Encuentro de Justicia Abierta 2023',
  starts_at: Temporal.Instant.from('2023-03-07T14:00:00Z'),
  ends_at: Temporal.Instant.from('2023-03-08T19:00:00Z'),
  organizer: 'Red Ciudadana',
  registration_opens_at: null,
  registration_closes_on: Temporal.PlainDate.from('2023-03-05'),
} as const;
