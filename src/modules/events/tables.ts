/** The tables of the module, as TypeScript sees them. Only this module's commands write them. */
import type { Generated } from 'kysely';

type Instant = Temporal.Instant;

export const EVENT_MODES = ['online', 'in_person', 'hybrid'] as const;
export type EventMode = (typeof EVENT_MODES)[number];
export const ATTENDANCES = ['online', 'in_person'] as const;
export type Attendance = (typeof ATTENDANCES)[number];
export const SESSION_TYPES = ['conference', 'panel', 'workshop', 'networking', 'informal'] as const;
export type SessionType = (typeof SESSION_TYPES)[number];
export const STATUSES = ['scheduled', 'postponed', 'cancelled'] as const;
export type Status = (typeof STATUSES)[number];
export const QUESTION_TYPES = [
  'text',
  'long_text',
  'one_of',
  'several_of',
  'number',
  'date',
  'yes_no',
] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];
export const MATERIAL_KINDS = ['recording', 'slides', 'document', 'link'] as const;
export type MaterialKind = (typeof MATERIAL_KINDS)[number];
export const REGISTRATION_STATES = [
  'pending',
  'awaiting_approval',
  'confirmed',
  'waitlisted',
  'offered',
  'lapsed',
  'declined',
  'cancelled',
] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];
/** Base fields of the registration form that the organiser may ask for, or leave out. */
export const OPTIONAL_FIELDS = [
  'organization',
  'sector',
  'country',
  'department',
  'languages',
  'accessibility',
  'consent_directory',
  'consent_photo',
  'consent_recording',
] as const;
/** Those that the organiser may insist on: what somebody allows is theirs to give. */
export const REQUIRABLE_FIELDS: readonly OptionalField[] = OPTIONAL_FIELDS.filter(
  (field) => !field.startsWith('consent_'),
);
export type OptionalField = (typeof OPTIONAL_FIELDS)[number];
/** When people are reminded: a week, a day, an hour before. */
export const REMINDERS = ['week', 'day', 'hour'] as const;
export type Reminder = (typeof REMINDERS)[number];
export type WorkshopPlaceState = 'wanted' | 'held' | 'waitlisted' | 'offered' | 'lapsed';

/** Where a stated fact comes from, as shown under an edition. */
export interface EventSource {
  title: string;
  publisher: string;
  /** Absent when the source has no public address ("sin enlace"). */
  url?: string;
  /** ISO date of the source. */
  date?: string;
}

export interface QuestionOption {
  value: string;
  label: string;
}

export interface EventSeriesTable {
  id: Generated<string>;
  slug: string;
  title: string;
  summary: Generated<string>;
  created_at: Generated<Instant>;
  updated_at: Generated<Instant>;
}

export interface EventsTable {
  id: Generated<string>;
  series_id: string | null;
  slug: string;
  title: string;
  summary: Generated<string>;
  description: Generated<string>;
  mode: EventMode;
  timezone: string;
  language: Generated<string>;
  starts_at: Instant;
  ends_at: Instant;
  venue: Generated<string>;
  venue_address: Generated<string>;
  organizer: Generated<string>;
  contact_email: Generated<string>;
  visibility: Generated<'draft' | 'published'>;
  status: Generated<Status>;
  status_note: Generated<string>;
  is_example: Generated<boolean>;
  sources: Generated<EventSource[]>;
  registration_opens_at: Instant | null;
  registration_closes_at: Instant | null;
  /** A deadline known only as a date, shown as a date; it ends with that day in the event's zone. */
  registration_closes_on: Temporal.PlainDate | null;
  confirm_email: Generated<boolean>;
  approval: Generated<boolean>;
  /** Base fields beyond the always asked ones (name, e-mail) that the form asks: see OPTIONAL_FIELDS. */
  asked_fields: Generated<string[]>;
  /** Those of them that must be answered. */
  required_fields: Generated<string[]>;
  hold_minutes: Generated<number>;
  offer_hours: Generated<number>;
  reminders: Generated<Reminder[]>;
  /** Days after the end at which personal data is removed. */
  retention_days: Generated<number>;
  /** From then on nothing more is written to or about those who registered. */
  purge_started_at: Instant | null;
  purged_at: Instant | null;
  /** SEQUENCE of the calendar entry: raised by every change of time, place or status. */
  sequence: Generated<number>;
  /** Raised by every edit; an edit of an older version is refused. */
  version: Generated<number>;
  created_at: Generated<Instant>;
  updated_at: Generated<Instant>;
}

export interface EventPlacesTable {
  event_id: string;
  /** null: unlimited. */
  capacity_total: number | null;
  capacity_online: number | null;
  capacity_in_person: number | null;
  taken_online: Generated<number>;
  taken_in_person: Generated<number>;
  last_position: Generated<number>;
}

export interface EventRoomsTable {
  id: Generated<string>;
  event_id: string;
  name: string;
  capacity: number | null;
  position: Generated<number>;
}

export interface EventTracksTable {
  id: Generated<string>;
  event_id: string;
  slug: string;
  name: string;
  color: Generated<string>;
  position: Generated<number>;
}

export interface EventSessionsTable {
  id: Generated<string>;
  /** Its own for ever: programme files of others know sessions by whole numbers. */
  number: Generated<number>;
  event_id: string;
  slug: string;
  type: SessionType;
  title: string;
  abstract: Generated<string>;
  /** null: "horario no publicado". */
  starts_at: Instant | null;
  ends_at: Instant | null;
  room_id: string | null;
  track_id: string | null;
  language: Generated<string>;
  /** Languages offered besides the spoken one, BCP 47 or words such as "lengua de señas". */
  interpretation: Generated<string[]>;
  /** Of a workshop: places to sign up for. null: no sign-up limit. */
  capacity: number | null;
  taken: Generated<number>;
  status: Generated<Status>;
  status_note: Generated<string>;
  sequence: Generated<number>;
  version: Generated<number>;
  created_at: Generated<Instant>;
  updated_at: Generated<Instant>;
}

export interface EventSpeakersTable {
  id: Generated<string>;
  event_id: string;
  slug: string;
  name: string;
  organization: Generated<string>;
  bio: Generated<string>;
  created_at: Generated<Instant>;
  updated_at: Generated<Instant>;
}

export interface EventSessionSpeakersTable {
  session_id: string;
  speaker_id: string;
  role: Generated<'speaker' | 'moderator'>;
  position: Generated<number>;
}

export interface EventMaterialsTable {
  id: Generated<string>;
  event_id: string;
  session_id: string | null;
  kind: MaterialKind;
  title: string;
  url: string;
  position: Generated<number>;
  /** Of a recording: when the organiser confirmed that those who speak in it agree. */
  consent_at: Instant | null;
  /** Who confirmed it: `staff:{id}` or `system:{what}`. */
  consent_by: string | null;
  consent_withdrawn_at: Instant | null;
}

export interface EventQuestionsTable {
  id: Generated<string>;
  event_id: string;
  key: string;
  label: string;
  hint: Generated<string>;
  type: QuestionType;
  required: Generated<boolean>;
  options: Generated<QuestionOption[]>;
  shown_when: { key: string; values: string[] } | null;
  position: Generated<number>;
}

export interface EventRegistrationsTable {
  id: Generated<string>;
  event_id: string;
  state: RegistrationState;
  attendance: Attendance;
  /** Keyed hash of the address, to find it again. */
  address_hash: Buffer;
  /** Name, address, answers: only the vault opens it. */
  sealed: Buffer;
  holds_place: Generated<boolean>;
  /** A place kept until then: for an unconfirmed address, or an offer. */
  held_until: Instant | null;
  /** Order of arrival in the edition. */
  position: Generated<number>;
  address_confirmed_at: Instant | null;
  approved_at: Instant | null;
  lang: Generated<'es' | 'en'>;
  privacy_version: number | null;
  accepted_at: Instant;
  consent_directory: Generated<boolean>;
  consent_photo: Generated<boolean>;
  consent_recording: Generated<boolean>;
  origin: 'form' | 'api' | 'staff';
  mail_refused_at: Instant | null;
  /** Last mail asked for from outside (a repeated registration, "send me my link"), against flooding a mailbox. */
  last_notice_at: Instant | null;
  link_version: Generated<number>;
  sequence: Generated<number>;
  created_at: Generated<Instant>;
  updated_at: Generated<Instant>;
}

export interface EventWorkshopPlacesTable {
  registration_id: string;
  session_id: string;
  /** `wanted`: chosen by somebody who has no place in the edition yet. */
  state: WorkshopPlaceState;
  held_until: Instant | null;
  position: Generated<number>;
}

export interface EventRemindersTable {
  event_id: string;
  kind: Reminder;
  /** The beginning it reminded of: a moved edition reminds again. */
  starts_at: Instant;
  done_at: Instant;
}

/** What people know, or are told, of a session. */
export interface SessionFacts {
  title: string;
  type: SessionType;
  /** Instants as text. */
  starts: string | null;
  ends: string | null;
  room: string | null;
  language: string;
  interpretation: string[];
}

export interface EventSessionToldTable {
  session_id: string;
  event_id: string;
  told: SessionFacts;
  noted_at: Instant;
}

export interface SessionChange {
  sessionId: string;
  before: SessionFacts;
  /** null: taken out of the programme. */
  after: SessionFacts | null;
}

export interface EventSessionNewsTable {
  id: string;
  event_id: string;
  changes: SessionChange[];
  created_at: Instant;
}

export interface EventPurgesTable {
  id: string;
  event_id: string;
  started_at: Instant;
  /** `staff:{id}` or `system:{what}`. */
  started_by: string;
  program_version: string;
  /** Counts that stay: registrations by state, way of attending, day. */
  numbers: Generated<PurgeNumbers>;
  /** What each finished step removed: plain name → how many. */
  steps: Generated<Record<string, Record<string, number>>>;
  completed_at: Instant | null;
}

export interface PurgeNumbers {
  states?: Record<string, number>;
  ways?: Record<string, number>;
  days?: Record<string, number>;
}

export interface EventErasuresTable {
  event_id: string;
  state: RegistrationState;
  attendance: Attendance;
  count: number;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    event_series: EventSeriesTable;
    events: EventsTable;
    event_places: EventPlacesTable;
    event_rooms: EventRoomsTable;
    event_tracks: EventTracksTable;
    event_sessions: EventSessionsTable;
    event_speakers: EventSpeakersTable;
    event_session_speakers: EventSessionSpeakersTable;
    event_materials: EventMaterialsTable;
    event_questions: EventQuestionsTable;
    event_registrations: EventRegistrationsTable;
    event_workshop_places: EventWorkshopPlacesTable;
    event_reminders: EventRemindersTable;
    event_session_told: EventSessionToldTable;
    event_session_news: EventSessionNewsTable;
    event_purges: EventPurgesTable;
    event_erasures: EventErasuresTable;
  }
}
