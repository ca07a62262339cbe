/** Many parts of an edition in one statement each: what copies and imports have in common. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { QuestionInput, RoomInput, SessionInput, SpeakerInput, TrackInput } from './inputs.ts';
import { questionValues, sessionValues, speakerValues } from './rows.ts';

// A statement has at most 65,535 parameters; a session takes 14.
const PER_STATEMENT = 2000;

/** Slices that fit one statement each. */
export function slices<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / PER_STATEMENT);
  return Array.from({ length: count }, (_, i) => rows.slice(i * PER_STATEMENT, (i + 1) * PER_STATEMENT));
}

/** Inserts slice by slice. @returns the ids of the new rows by what `insert` calls their name */
async function idsOf<T>(
  rows: readonly T[],
  insert: (slice: readonly T[]) => Promise<readonly { id: string; name: string }[]>,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const slice of slices(rows)) for (const { id, name } of await insert(slice)) ids.set(name, id);
  return ids;
}

/** @returns id by name */
export function addRooms(
  trx: Trx,
  eventId: string,
  rooms: readonly RoomInput[],
  from = 0,
): Promise<Map<string, string>> {
  const values = rooms.map(({ name, capacity, position }, index) => ({
    event_id: eventId,
    name,
    capacity,
    position: position ?? from + index,
  }));
  return idsOf(values, (slice) =>
    trx.insertInto('event_rooms').values(slice).returning(['id', 'name']).execute(),
  );
}

/** @returns id by slug */
export function addTracks(
  trx: Trx,
  eventId: string,
  tracks: readonly TrackInput[],
  from = 0,
): Promise<Map<string, string>> {
  const values = tracks.map(({ slug, name, color, position }, index) => ({
    event_id: eventId,
    slug,
    name,
    color,
    position: position ?? from + index,
  }));
  return idsOf(values, (slice) =>
    trx.insertInto('event_tracks').values(slice).returning(['id', 'slug as name']).execute(),
  );
}

/** @returns id by slug */
export function addSpeakers(
  trx: Trx,
  eventId: string,
  speakers: readonly SpeakerInput[],
  now: Temporal.Instant,
): Promise<Map<string, string>> {
  const stamp = { event_id: eventId, created_at: now, updated_at: now };
  const values = speakers.map((speaker) => ({ ...speakerValues(speaker), ...stamp }));
  return idsOf(values, (slice) =>
    trx.insertInto('event_speakers').values(slice).returning(['id', 'slug as name']).execute(),
  );
}

/** Sessions with their speakers. @returns id by slug */
export async function addSessions(
  trx: Trx,
  eventId: string,
  sessions: readonly SessionInput[],
  now: Temporal.Instant,
): Promise<Map<string, string>> {
  const stamp = { event_id: eventId, created_at: now, updated_at: now };
  const values = sessions.map((session) => ({ ...sessionValues(session), ...stamp }));
  const ids = await idsOf(values, (slice) =>
    trx.insertInto('event_sessions').values(slice).returning(['id', 'slug as name']).execute(),
  );
  await linkSpeakers(
    trx,
    sessions.map(({ slug, speakers }) => ({ sessionId: ids.get(slug) ?? '', speakers })),
  );
  return ids;
}

/** Writes who speaks where; earlier links of these sessions must be gone. */
export async function linkSpeakers(
  trx: Trx,
  sessions: readonly { sessionId: string; speakers: SessionInput['speakers'] }[],
): Promise<void> {
  const links = sessions.flatMap(({ sessionId, speakers }) =>
    speakers.map(({ speakerId, role }, position) => ({
      session_id: sessionId,
      speaker_id: speakerId,
      role,
      position,
    })),
  );
  for (const slice of slices(links)) await trx.insertInto('event_session_speakers').values(slice).execute();
}

/** @returns id by key */
export async function addQuestions(
  trx: Trx,
  eventId: string,
  questions: readonly QuestionInput[],
  from = 0,
): Promise<Map<string, string>> {
  if (questions.length === 0) return new Map();
  const added = await trx
    .insertInto('event_questions')
    .values(
      questions.map((question, index) => ({ ...questionValues(question, from + index), event_id: eventId })),
    )
    .returning(['id', 'key'])
    .execute();
  return new Map(added.map((row) => [row.key, row.id]));
}
