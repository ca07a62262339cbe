/** Who comes, for the organiser: sealed rows page by page, and what can be counted without opening them. */
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Database, Read } from '../../../platform/db/handles.ts';
import type { Attendance, RegistrationState } from '../tables.ts';

export interface RegistrationFilter {
  state?: RegistrationState | undefined;
  attendance?: Attendance | undefined;
  /** Id of a workshop chosen. */
  workshop?: string | undefined;
  /** Keyed hash of an address. */
  addressHash?: Buffer | undefined;
}

const COLUMNS = [
  'r.id',
  'r.state',
  'r.attendance',
  'r.sealed',
  'r.position',
  'r.held_until',
  'r.address_confirmed_at',
  'r.approved_at',
  'r.lang',
  'r.origin',
  'r.privacy_version',
  'r.accepted_at',
  'r.consent_directory',
  'r.consent_photo',
  'r.consent_recording',
  'r.mail_refused_at',
  'r.created_at',
  'r.updated_at',
] as const;

export type OfficeRegistrationRow = Awaited<ReturnType<typeof listOfficeRegistrations>>[number];

/**
 * Sealed registrations, the latest first.
 * @param before id of the last row seen
 */
export function listOfficeRegistrations(
  db: Read,
  eventId: string,
  filter: RegistrationFilter,
  page: { before?: string | undefined; limit: number },
) {
  let query = narrowed(db.selectFrom('event_registrations as r').select(COLUMNS), eventId, filter)
    .orderBy('r.id', 'desc')
    .limit(page.limit);
  if (page.before !== undefined) query = query.where('r.id', '<', page.before);
  return query.execute();
}

type Rows<O> = SelectQueryBuilder<Database & { r: Database['event_registrations'] }, 'r', O>;

function narrowed<O>(query: Rows<O>, eventId: string, filter: RegistrationFilter): Rows<O> {
  const { state, attendance, workshop, addressHash } = filter;
  let result = query.where('r.event_id', '=', eventId);
  if (state) result = result.where('r.state', '=', state);
  if (attendance) result = result.where('r.attendance', '=', attendance);
  if (addressHash) result = result.where('r.address_hash', '=', addressHash);
  if (workshop)
    result = result.where(
      sql<boolean>`exists (select from event_workshop_places w where w.registration_id = r.id and w.session_id = ${workshop})`,
    );
  return result;
}

/** One registration of this edition, still sealed. */
export function findOfficeRegistration(db: Read, eventId: string, id: string) {
  return db
    .selectFrom('event_registrations as r')
    .select([...COLUMNS, 'r.event_id', 'r.link_version', 'r.last_notice_at', 'r.sequence', 'r.holds_place'])
    .where('r.event_id', '=', eventId)
    .where('r.id', '=', id)
    .executeTakeFirst();
}

export type OfficeRegistration = NonNullable<Awaited<ReturnType<typeof findOfficeRegistration>>>;

/** Registrations by the day they came, in the edition's zone; the latest days. */
export function countByDay(db: Read, eventId: string, timezone: string, days: number) {
  const day = sql<Temporal.PlainDate>`(created_at at time zone ${timezone})::date`;
  return db
    .selectFrom('event_registrations')
    .select([day.as('day'), (eb) => eb.fn.countAll<number>().as('count')])
    .where('event_id', '=', eventId)
    .groupBy(sql`1`)
    .orderBy(sql`1`, 'desc')
    .limit(days)
    .execute();
}

/** Titles of the workshops that these registrations chose, with what became of it. */
export async function listWorkshopTitles(db: Read, registrationIds: readonly string[]) {
  const rows = await db
    .selectFrom('event_workshop_places as w')
    .innerJoin('event_sessions as s', 's.id', 'w.session_id')
    .select(['w.registration_id', 's.title', 'w.state'])
    .where(sql<boolean>`w.registration_id = any(${[...registrationIds]}::uuid[])`)
    .orderBy('s.starts_at')
    .orderBy('s.id')
    .execute();
  return Map.groupBy(rows, (row) => row.registration_id);
}

/** Ids of the workshops that these registrations chose and did not let go. */
export async function listChosenWorkshops(
  db: Read,
  registrationIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('event_workshop_places')
    .select(['registration_id', 'session_id'])
    .where(sql<boolean>`registration_id = any(${[...registrationIds]}::uuid[])`)
    .where('state', '!=', 'lapsed')
    .execute();
  const byPerson = Map.groupBy(rows, (row) => row.registration_id);
  return new Map([...byPerson].map(([id, own]) => [id, own.map((row) => row.session_id)]));
}
