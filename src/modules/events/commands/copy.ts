/** A new edition from a copy of another one, moved to its own dates. */
import type { Trx } from '../../../platform/db/handles.ts';
import { type Move, moveBetween } from '../rules/move.ts';
import { addQuestions, addRooms, addSessions, addSpeakers, addTracks } from './bulk.ts';
import { createEdition } from './editions.ts';
import type { Act, EditionInput, Outcome, SessionInput } from './inputs.ts';
import { lockEdition, namesOf, type Programme, readProgramme, sessionInputOf } from './programme-state.ts';
import { record } from './record.ts';
import { type EditionRow, editionInputOf, sessionContent, speakerValues } from './rows.ts';

export interface CopyInput {
  slug: string;
  title: string;
  /** When the new edition begins; everything else moves along, at the same hours on the clock of its zone. */
  startsAt: Temporal.Instant;
}

/**
 * A draft with the same rooms, tracks, sessions, speakers and questions; without people, recordings,
 * sources, cancelled sessions and notes. A postponed session comes along without its hours.
 */
export async function copyEdition(
  trx: Trx,
  act: Act,
  eventId: string,
  input: CopyInput,
): Promise<Outcome<{ id: string }>> {
  const edition = await lockEdition(trx, eventId);
  if (!edition) return { ok: false, refused: 'not_found' };
  const programme = await readProgramme(trx, eventId);
  const move = moveBetween(edition.starts_at, input.startsAt, edition.timezone);
  const created = await createEdition(trx, act, movedEdition(edition, programme, input, move));
  if (!created.ok) return created;
  await copyProgramme(trx, act, created.id, programme, move);
  return created;
}

function movedEdition(edition: EditionRow, programme: Programme, input: CopyInput, move: Move): EditionInput {
  const before = editionInputOf(edition, programme.places);
  const { opensAt, closesAt, closesOn } = before.registration;
  return {
    ...before,
    slug: input.slug,
    title: input.title,
    startsAt: input.startsAt,
    endsAt: move.time(before.endsAt),
    isExample: false,
    sources: [],
    registration: {
      ...before.registration,
      opensAt: opensAt && move.deadline(opensAt),
      closesAt: closesAt && move.deadline(closesAt),
      closesOn: closesOn && move.date(closesOn),
    },
  };
}

async function copyProgramme(
  trx: Trx,
  act: Act,
  eventId: string,
  from: Programme,
  move: Move,
): Promise<void> {
  const rooms = await addRooms(
    trx,
    eventId,
    from.rooms.map(({ name, capacity, position }) => ({ name, capacity, position })),
  );
  const tracks = await addTracks(
    trx,
    eventId,
    from.tracks.map(({ slug, name, color, position }) => ({ slug, name, color, position })),
  );
  const speakers = await addSpeakers(trx, eventId, from.speakers.map(speakerValues), act.now);
  await addQuestions(
    trx,
    eventId,
    from.questions.map(({ shown_when, id: _, ...rest }) => ({ ...rest, shownWhen: shown_when })),
  );
  const sessions = movedSessions(from, move, {
    rooms: new Map(from.rooms.map((room) => [room.id, rooms.get(room.name) ?? ''])),
    tracks: new Map(from.tracks.map((track) => [track.id, tracks.get(track.slug) ?? ''])),
    speakers: new Map(from.speakers.map((speaker) => [speaker.id, speakers.get(speaker.slug) ?? ''])),
  });
  const ids = await addSessions(trx, eventId, sessions, act.now);
  const names = namesOf(await readProgramme(trx, eventId));
  await record(
    trx,
    act,
    ...from.speakers.map((speaker) => ({
      kind: 'event_speaker' as const,
      id: speakers.get(speaker.slug) ?? '',
      eventId,
      action: 'created',
      content: speakerValues(speaker),
    })),
    ...sessions.map((session) => ({
      kind: 'event_session' as const,
      id: ids.get(session.slug) ?? '',
      eventId,
      action: 'created',
      content: sessionContent(session, names),
    })),
  );
}

function movedSessions(
  from: Programme,
  move: Move,
  ids: Record<'rooms' | 'tracks' | 'speakers', ReadonlyMap<string, string>>,
): SessionInput[] {
  return from.sessions
    .filter((session) => session.status !== 'cancelled')
    .map((row) => {
      const session = sessionInputOf(row, from);
      const timed = row.status === 'scheduled';
      return {
        ...session,
        startsAt: timed && session.startsAt ? move.time(session.startsAt) : null,
        endsAt: timed && session.endsAt ? move.time(session.endsAt) : null,
        roomId: session.roomId === null ? null : (ids.rooms.get(session.roomId) ?? null),
        trackId: session.trackId === null ? null : (ids.tracks.get(session.trackId) ?? null),
        speakers: session.speakers.map(({ speakerId, role }) => ({
          speakerId: ids.speakers.get(speakerId) ?? '',
          role,
        })),
      };
    });
}
