/** A programme of any size for tests and measurements: plainly invented people and sessions. */
import type { Db } from '../../platform/db/handles.ts';

export interface ProgrammeSize {
  sessions: number;
  speakers: number;
  /** First hour of the first day. */
  from: Temporal.Instant;
  days?: number;
  /** Sessions without hours, besides. */
  untimed?: number;
}

const TYPES = ['conference', 'panel', 'workshop', 'networking', 'informal'] as const;
const TRACKS = ['Datos abiertos', 'Lenguaje claro', 'Participación', 'Tecnología'];

/** Two speakers a session, four tracks, five rooms; sessions of an hour, eight hours a day, rooms side by side. */
export async function insertProgramme(db: Db, eventId: string, size: ProgrammeSize): Promise<void> {
  const { sessions, speakers, from, days = 3, untimed = 0 } = size;
  const tracks = await db
    .insertInto('event_tracks')
    .values(TRACKS.map((name, i) => ({ event_id: eventId, slug: `eje-${i + 1}`, name, position: i })))
    .returning('id')
    .execute();
  const rooms = await db
    .insertInto('event_rooms')
    .values([1, 2, 3, 4, 5].map((n) => ({ event_id: eventId, name: `Sala ${n}`, capacity: 40, position: n })))
    .returning('id')
    .execute();
  const people = await insertSpeakers(db, eventId, speakers);
  const perDay = Math.ceil(sessions / days);
  const rows = await db
    .insertInto('event_sessions')
    .values(
      Array.from({ length: sessions + untimed }, (_, i) => {
        const day = Math.floor(i / perDay);
        const hour = Math.floor(((i % perDay) * 8) / perDay);
        const starts = i < sessions ? from.add({ hours: day * 24 + hour }) : null;
        return {
          event_id: eventId,
          slug: `sesion-${i + 1}`,
          type: TYPES[i % TYPES.length] ?? 'panel',
          title: `Sesión de ejemplo ${i + 1} sobre transparencia judicial`,
          abstract: `Qué se hace, con quién y para qué.\n\nSegundo párrafo de la sesión ${i + 1}.`,
          starts_at: starts,
          ends_at: starts?.add({ minutes: 50 }) ?? null,
          room_id: rooms[i % rooms.length]?.id ?? null,
          track_id: tracks[i % tracks.length]?.id ?? null,
          language: i % 10 === 9 ? 'en' : 'es',
          interpretation: i % 10 === 9 ? ['es', 'quc'] : [],
          capacity: i % TYPES.length === 2 ? 30 : null,
        };
      }),
    )
    .returning('id')
    .execute();
  if (people.length === 0) return;
  const links = rows.flatMap((row, i) =>
    [0, 1].map((k) => ({
      session_id: row.id,
      speaker_id: people[(i * 2 + k) % people.length]?.id ?? '',
      role: k === 0 ? ('speaker' as const) : ('moderator' as const),
      position: k,
    })),
  );
  const unique = [...new Map(links.map((l) => [`${l.session_id} ${l.speaker_id}`, l])).values()];
  await db.insertInto('event_session_speakers').values(unique).execute();
}

async function insertSpeakers(db: Db, eventId: string, count: number): Promise<{ id: string }[]> {
  if (count === 0) return [];
  return await db
    .insertInto('event_speakers')
    .values(
      Array.from({ length: count }, (_, i) => ({
        event_id: eventId,
        slug: `persona-${i + 1}`,
        name: `Persona Ejemplo ${String(i + 1).padStart(3, '0')}`,
        organization: `Organización Ficticia ${(i % 20) + 1}`,
        bio: 'Persona inventada para pruebas.',
      })),
    )
    .returning('id')
    .execute();
}
