/** Reading what registration needs: the edition with its form, and one person's registration. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { QuestionFacts } from '../schemas/registration.ts';
import type { Attendance, EventMode, RegistrationState, Status, WorkshopPlaceState } from '../tables.ts';

export interface WorkshopFacts {
  id: string;
  slug: string;
  title: string;
  starts_at: Temporal.Instant | null;
  ends_at: Temporal.Instant | null;
}

/** All that a registration is decided by, in one row. */
export interface RegistrationEvent {
  id: string;
  slug: string;
  title: string;
  summary: string;
  language: string;
  mode: EventMode;
  timezone: string;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  venue: string;
  venue_address: string;
  organizer: string;
  contact_email: string;
  visibility: 'draft' | 'published';
  status: Status;
  status_note: string;
  is_example: boolean;
  registration_opens_at: Temporal.Instant | null;
  registration_closes_at: Temporal.Instant | null;
  registration_closes_on: Temporal.PlainDate | null;
  confirm_email: boolean;
  approval: boolean;
  asked_fields: string[];
  required_fields: string[];
  hold_minutes: number;
  offer_hours: number;
  sequence: number;
  retention_days: number;
  /** What is known of those who registered is being removed, or gone. */
  purge_started_at: Temporal.Instant | null;
  questions: QuestionFacts[];
  workshops: WorkshopFacts[];
}

type EventKey = { slug: string } | { id: string };

/** The edition with its questions and its workshops to sign up for, in one statement. */
export async function findRegistrationEvent(db: Read, key: EventKey): Promise<RegistrationEvent | undefined> {
  const where = 'slug' in key ? sql`e.slug = ${key.slug}` : sql`e.id = ${key.id}`;
  const { rows } = await sql<RegistrationEvent>`
    select e.id, e.slug, e.title, e.summary, e.language, e.mode, e.timezone, e.starts_at, e.ends_at, e.venue, e.venue_address,
      e.organizer, e.contact_email, e.visibility, e.status, e.status_note, e.is_example,
      e.registration_opens_at, e.registration_closes_at, e.registration_closes_on, e.confirm_email, e.approval,
      e.asked_fields, e.required_fields, e.hold_minutes, e.offer_hours, e.sequence, e.retention_days, e.purge_started_at,
      coalesce((
        select jsonb_agg(jsonb_build_object('key', q.key, 'label', q.label, 'hint', q.hint, 'type', q.type,
          'required', q.required, 'options', q.options, 'shown_when', q.shown_when) order by q.position, q.id)
        from event_questions q where q.event_id = e.id), '[]') as questions,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', s.id, 'slug', s.slug, 'title', s.title,
          'starts_at', s.starts_at, 'ends_at', s.ends_at) order by s.starts_at, s.id)
        from event_sessions s where s.event_id = e.id and s.type = 'workshop' and s.status <> 'cancelled'), '[]') as workshops
    from events e where ${where}`.execute(db);
  const event = rows[0];
  return event && { ...event, workshops: event.workshops.map(withInstants) };
}

/** Times inside JSON come as text. */
function withInstants(w: WorkshopFacts): WorkshopFacts {
  const at = (value: unknown) => (value === null ? null : Temporal.Instant.from(String(value)));
  return { ...w, starts_at: at(w.starts_at), ends_at: at(w.ends_at) };
}

export interface WorkshopPlace {
  session_id: string;
  slug: string;
  title: string;
  state: WorkshopPlaceState;
  held_until: Temporal.Instant | null;
  starts_at: Temporal.Instant | null;
  ends_at: Temporal.Instant | null;
  timezone: string;
  status: Status;
  room: string | null;
}

export interface RegistrationRow {
  id: string;
  event_id: string;
  state: RegistrationState;
  attendance: Attendance;
  sealed: Buffer;
  holds_place: boolean;
  held_until: Temporal.Instant | null;
  position: number;
  address_confirmed_at: Temporal.Instant | null;
  approved_at: Temporal.Instant | null;
  lang: 'es' | 'en';
  origin: 'form' | 'api' | 'staff';
  privacy_version: number | null;
  accepted_at: Temporal.Instant;
  link_version: number;
  sequence: number;
  consent_directory: boolean;
  consent_photo: boolean;
  consent_recording: boolean;
  last_notice_at: Temporal.Instant | null;
  mail_refused_at: Temporal.Instant | null;
  created_at: Temporal.Instant;
}

const COLUMNS = [
  'id',
  'event_id',
  'state',
  'attendance',
  'sealed',
  'holds_place',
  'held_until',
  'position',
  'address_confirmed_at',
  'approved_at',
  'lang',
  'origin',
  'privacy_version',
  'accepted_at',
  'link_version',
  'sequence',
  'consent_directory',
  'consent_photo',
  'consent_recording',
  'last_notice_at',
  'mail_refused_at',
  'created_at',
] as const;

export async function findRegistration(db: Read, id: string): Promise<RegistrationRow | undefined> {
  return db.selectFrom('event_registrations').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

/** The registration of an address that still counts, if any. */
export async function findByAddress(
  db: Read,
  eventId: string,
  hash: Buffer,
): Promise<RegistrationRow | undefined> {
  return db
    .selectFrom('event_registrations')
    .select(COLUMNS)
    .where('event_id', '=', eventId)
    .where('address_hash', '=', hash)
    .where('state', 'not in', ['cancelled', 'declined'])
    .executeTakeFirst();
}

/** The workshops of one registration, in the order of the programme. */
export async function listWorkshopPlaces(db: Read, registrationId: string): Promise<WorkshopPlace[]> {
  return db
    .selectFrom('event_workshop_places as w')
    .innerJoin('event_sessions as s', 's.id', 'w.session_id')
    .innerJoin('events as e', 'e.id', 's.event_id')
    .leftJoin('event_rooms as k', 'k.id', 's.room_id')
    .select([
      'w.session_id',
      's.slug',
      's.title',
      'w.state',
      'w.held_until',
      's.starts_at',
      's.ends_at',
      'e.timezone',
      's.status',
      'k.name as room',
    ])
    .where('w.registration_id', '=', registrationId)
    .orderBy('s.starts_at')
    .orderBy('s.id')
    .execute();
}

/** How many stand before this one in the waiting list of their way of attending. */
export async function countAhead(
  db: Read,
  r: Pick<RegistrationRow, 'event_id' | 'attendance' | 'position'>,
): Promise<number> {
  const row = await db
    .selectFrom('event_registrations')
    .select((eb) => eb.fn.countAll<number>().as('ahead'))
    .where('event_id', '=', r.event_id)
    .where('attendance', '=', r.attendance)
    .where('state', '=', 'waitlisted')
    .where('position', '<', r.position)
    .executeTakeFirstOrThrow();
  return row.ahead;
}

export interface SessionInMail {
  title: string;
  status: Status;
  status_note: string;
  starts_at: Temporal.Instant | null;
  room: string | null;
}

export async function findSessionInMail(db: Read, id: string): Promise<SessionInMail | undefined> {
  return db
    .selectFrom('event_sessions as s')
    .leftJoin('event_rooms as k', 'k.id', 's.room_id')
    .select(['s.title', 's.status', 's.status_note', 's.starts_at', 'k.name as room'])
    .where('s.id', '=', id)
    .executeTakeFirst();
}
