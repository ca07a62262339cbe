/** Inputs as rows of the tables, and rows as the public content that history keeps. */
import type { Selectable } from 'kysely';
import { json } from '../../../platform/db/values.ts';
import type {
  EventPlacesTable,
  EventQuestionsTable,
  EventSessionsTable,
  EventsTable,
  EventSpeakersTable,
} from '../tables.ts';
import type { Capacities, EditionInput, QuestionInput, SessionInput, SpeakerInput } from './inputs.ts';

export type EditionRow = Selectable<EventsTable>;
export type SessionRow = Selectable<EventSessionsTable>;
export type SpeakerRow = Selectable<EventSpeakersTable>;
export type QuestionRow = Selectable<EventQuestionsTable>;

/** Columns of `events`; `asked_fields` only when the input says them, so that a change of details leaves them. */
export function editionValues(input: EditionInput) {
  const { registration } = input;
  return {
    series_id: input.seriesId,
    slug: input.slug,
    title: input.title,
    summary: input.summary,
    description: input.description,
    mode: input.mode,
    timezone: input.timezone,
    language: input.language,
    starts_at: input.startsAt,
    ends_at: input.endsAt,
    venue: input.venue,
    venue_address: input.venueAddress,
    organizer: input.organizer,
    contact_email: input.contactEmail,
    is_example: input.isExample,
    sources: json([...input.sources]),
    registration_opens_at: registration.opensAt,
    registration_closes_at: registration.closesAt,
    registration_closes_on: registration.closesOn,
    confirm_email: registration.confirmEmail,
    approval: registration.approval,
    ...(registration.askedFields && { asked_fields: [...registration.askedFields] }),
    required_fields: [...registration.requiredFields],
    hold_minutes: registration.holdMinutes,
    offer_hours: registration.offerHours,
    reminders: [...registration.reminders],
    retention_days: registration.retentionDays,
  };
}

export function placesValues(capacity: Capacities) {
  return {
    capacity_total: capacity.total,
    capacity_online: capacity.online,
    capacity_in_person: capacity.inPerson,
  };
}

export function sessionValues(input: Omit<SessionInput, 'speakers'>) {
  return {
    slug: input.slug,
    type: input.type,
    title: input.title,
    abstract: input.abstract,
    starts_at: input.startsAt,
    ends_at: input.endsAt,
    room_id: input.roomId,
    track_id: input.trackId,
    language: input.language,
    interpretation: [...input.interpretation],
    capacity: input.capacity,
  };
}

export function speakerValues({ slug, name, organization, bio }: SpeakerInput) {
  return { slug, name, organization, bio };
}

export function questionValues(input: QuestionInput, position: number) {
  return {
    key: input.key,
    label: input.label,
    hint: input.hint,
    type: input.type,
    required: input.required,
    options: json([...input.options]),
    shown_when: input.shownWhen === null ? null : json(input.shownWhen),
    position: input.position ?? position,
  };
}

/** An edition as it is before an edit, to change single fields of it. */
export function editionInputOf(
  row: EditionRow,
  places: Selectable<EventPlacesTable> | undefined,
): EditionInput {
  return {
    seriesId: row.series_id,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    description: row.description,
    mode: row.mode,
    timezone: row.timezone,
    language: row.language,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    venue: row.venue,
    venueAddress: row.venue_address,
    organizer: row.organizer,
    contactEmail: row.contact_email,
    isExample: row.is_example,
    sources: row.sources,
    registration: {
      opensAt: row.registration_opens_at,
      closesAt: row.registration_closes_at,
      closesOn: row.registration_closes_on,
      confirmEmail: row.confirm_email,
      approval: row.approval,
      askedFields: row.asked_fields,
      requiredFields: row.required_fields,
      holdMinutes: row.hold_minutes,
      offerHours: row.offer_hours,
      reminders: row.reminders,
      retentionDays: row.retention_days,
      capacity: {
        total: places?.capacity_total ?? null,
        online: places?.capacity_online ?? null,
        inPerson: places?.capacity_in_person ?? null,
      },
    },
  };
}

/** What the public can see of an edition; ids of rows say nothing to it. */
export function editionContent(input: EditionInput): Record<string, unknown> {
  const { seriesId: _, ...content } = input;
  return content;
}

/** Facts of a session that history keeps, with names instead of ids. */
export function sessionContent(
  input: SessionInput,
  names: {
    rooms: ReadonlyMap<string, string>;
    tracks: ReadonlyMap<string, string>;
    speakers: ReadonlyMap<string, string>;
  },
): Record<string, unknown> {
  const { roomId, trackId, speakers, ...content } = input;
  return {
    ...content,
    room: roomId === null ? null : (names.rooms.get(roomId) ?? null),
    track: trackId === null ? null : (names.tracks.get(trackId) ?? null),
    speakers: speakers.map(({ speakerId, role }) => ({
      speaker: names.speakers.get(speakerId) ?? null,
      role,
    })),
  };
}
