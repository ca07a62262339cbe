/** The edition under its lock, and its programme, as the commands check and change it. */
import type { Selectable } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Frame, ProgrammeFault, SessionFacts } from '../rules/programme.ts';
import type { EventMaterialsTable, EventPlacesTable, EventRoomsTable, EventTracksTable } from '../tables.ts';
import type { Refusal, SessionInput } from './inputs.ts';
import type { EditionRow, QuestionRow, SessionRow, SpeakerRow } from './rows.ts';

/**
 * Locks the edition against other edits of it and of its programme: two sessions that are saved at the
 * same time would else not see that they overlap. Registrations are not held up by it.
 */
export async function lockEdition(trx: Trx, eventId: string): Promise<EditionRow | undefined> {
  return trx.selectFrom('events').selectAll().where('id', '=', eventId).forNoKeyUpdate().executeTakeFirst();
}

export interface LinkedSpeaker {
  session_id: string;
  speaker_id: string;
  role: 'speaker' | 'moderator';
}

export interface Programme {
  places: Selectable<EventPlacesTable> | undefined;
  rooms: Selectable<EventRoomsTable>[];
  tracks: Selectable<EventTracksTable>[];
  speakers: SpeakerRow[];
  sessions: SessionRow[];
  /** By session, in the order shown. */
  speakersOf: Map<string, LinkedSpeaker[]>;
  materials: Selectable<EventMaterialsTable>[];
  questions: QuestionRow[];
  /** Sessions for which somebody has signed up. */
  signedUp: ReadonlySet<string>;
}

/** Everything of one edition; nine queries whatever its size. */
export async function readProgramme(trx: Trx, eventId: string): Promise<Programme> {
  const links = await trx
    .selectFrom('event_session_speakers as l')
    .innerJoin('event_sessions as s', 's.id', 'l.session_id')
    .select(['l.session_id', 'l.speaker_id', 'l.role'])
    .where('s.event_id', '=', eventId)
    .orderBy('l.position')
    .execute();
  return {
    signedUp: await chosenWorkshops(trx, eventId),
    places: await trx
      .selectFrom('event_places')
      .selectAll()
      .where('event_id', '=', eventId)
      .executeTakeFirst(),
    rooms: await trx
      .selectFrom('event_rooms')
      .selectAll()
      .where('event_id', '=', eventId)
      .orderBy('position')
      .orderBy('id')
      .execute(),
    tracks: await trx
      .selectFrom('event_tracks')
      .selectAll()
      .where('event_id', '=', eventId)
      .orderBy('position')
      .orderBy('id')
      .execute(),
    speakers: await trx
      .selectFrom('event_speakers')
      .selectAll()
      .where('event_id', '=', eventId)
      .orderBy('id')
      .execute(),
    sessions: await trx
      .selectFrom('event_sessions')
      .selectAll()
      .where('event_id', '=', eventId)
      .orderBy('id')
      .execute(),
    speakersOf: Map.groupBy(links, (link) => link.session_id),
    materials: await trx
      .selectFrom('event_materials')
      .selectAll()
      .where('event_id', '=', eventId)
      .orderBy('position')
      .orderBy('id')
      .execute(),
    questions: await trx
      .selectFrom('event_questions')
      .selectAll()
      .where('event_id', '=', eventId)
      .orderBy('position')
      .orderBy('id')
      .execute(),
  };
}

async function chosenWorkshops(trx: Trx, eventId: string): Promise<ReadonlySet<string>> {
  const rows = await trx
    .selectFrom('event_workshop_places as w')
    .innerJoin('event_sessions as s', 's.id', 'w.session_id')
    .select('w.session_id as id')
    .distinct()
    .where('s.event_id', '=', eventId)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export function frameOf(edition: Pick<EditionRow, 'starts_at' | 'ends_at'>, programme: Programme): Frame {
  return {
    startsAt: edition.starts_at,
    endsAt: edition.ends_at,
    rooms: new Map(programme.rooms.map((room) => [room.id, room.name])),
    tracks: new Set(programme.tracks.map((track) => track.id)),
    speakers: new Set(programme.speakers.map((speaker) => speaker.id)),
  };
}

export function sessionInputOf(row: SessionRow, programme: Pick<Programme, 'speakersOf'>): SessionInput {
  return {
    slug: row.slug,
    type: row.type,
    title: row.title,
    abstract: row.abstract,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    roomId: row.room_id,
    trackId: row.track_id,
    language: row.language,
    interpretation: row.interpretation,
    capacity: row.capacity,
    speakers: (programme.speakersOf.get(row.id) ?? []).map((link) => ({
      speakerId: link.speaker_id,
      role: link.role,
    })),
  };
}

export function sessionFactsOf(input: SessionInput, status: SessionFacts['status']): SessionFacts {
  return {
    slug: input.slug,
    title: input.title,
    startsAt: input.startsAt,
    endsAt: input.endsAt,
    room: input.roomId,
    track: input.trackId,
    speakers: input.speakers.map((speaker) => speaker.speakerId),
    capacity: input.capacity,
    status,
  };
}

/** Names for the history of sessions. */
export function namesOf(programme: Programme) {
  return {
    rooms: new Map(programme.rooms.map((room) => [room.id, room.name])),
    tracks: new Map(programme.tracks.map((track) => [track.id, track.name])),
    speakers: new Map(programme.speakers.map((speaker) => [speaker.id, speaker.name])),
  };
}

/** The first fault as a refusal. */
export function refusalOf(faults: readonly ProgrammeFault[]): Refusal | undefined {
  const [first] = faults;
  return first && { ok: false, refused: first.code, detail: first.detail, field: first.field };
}
