/** The edition as it is beside the edition as the file wants it: what is created, changed, left. */
import { isDeepStrictEqual } from 'node:util';
import type { QuestionInput, RoomInput, SpeakerInput, TrackInput } from '../commands/inputs.ts';
import { type Programme, sessionInputOf } from '../commands/programme-state.ts';
import type { EditionRow } from '../commands/rows.ts';
import { editionInputOf } from '../commands/rows.ts';
import type { ItemKind, PlanItem } from './report.ts';
import { materialKey, type WantedMaterial } from './materials.ts';
import type { Current, NamedSession, Wanted } from './wanted.ts';

/** One thing that the file wants, and the row that it changes. */
export interface Step<T> {
  wanted: T;
  /** Id of the row; undefined: it is new. */
  id: string | undefined;
  fields: readonly string[];
}

export interface Plan {
  edition: readonly string[] | undefined;
  rooms: Step<RoomInput>[];
  tracks: Step<TrackInput>[];
  speakers: Step<SpeakerInput>[];
  sessions: Step<NamedSession>[];
  questions: Step<QuestionInput>[];
  materials: Step<WantedMaterial>[];
  items: PlanItem[];
}

/** The edition with its sessions named as files name them. */
export function currentOf(row: EditionRow, programme: Programme): Current {
  const rooms = new Map(programme.rooms.map((room) => [room.id, room.name]));
  const tracks = new Map(programme.tracks.map((track) => [track.id, track.slug]));
  const speakers = new Map(programme.speakers.map((speaker) => [speaker.id, speaker.slug]));
  return {
    edition: editionInputOf(row, programme.places),
    status: row.status,
    programme,
    sessions: new Map(
      programme.sessions.map((session) => {
        const { roomId, trackId, speakers: linked, ...rest } = sessionInputOf(session, programme);
        const named: NamedSession = {
          ...rest,
          room: roomId === null ? null : (rooms.get(roomId) ?? null),
          track: trackId === null ? null : (tracks.get(trackId) ?? null),
          speakers: linked.map(({ speakerId, role }) => ({ slug: speakers.get(speakerId) ?? '', role })),
        };
        return [session.slug, named];
      }),
    ),
  };
}

export function planOf(wanted: Wanted, current: Current | undefined): Plan {
  const { rooms = [], tracks = [], speakers = [], sessions = [], questions = [] } = current?.programme ?? {};
  const plan = {
    edition: current && differences(current.edition, wanted.edition),
    rooms: steps(wanted.rooms, rooms, (room) => room.name),
    tracks: steps(wanted.tracks, tracks, (track) => track.slug),
    speakers: steps(wanted.speakers, speakers, (speaker) => speaker.slug),
    sessions: steps(
      wanted.sessions,
      sessions.map((row) => ({ id: row.id, slug: row.slug, ...current?.sessions.get(row.slug) })),
      (session) => session.slug,
    ),
    questions: steps(
      wanted.questions,
      questions.map((row) => ({ ...row, shownWhen: row.shown_when })),
      (question) => question.key,
    ),
    materials: materialSteps(wanted, current),
  };
  return { ...plan, items: itemsOf(wanted, plan) };
}

function steps<T extends object, R extends { id: string }>(
  wanted: readonly T[],
  known: readonly R[],
  key: (one: T | R) => string,
): Step<T>[];
function steps<T extends object>(
  wanted: readonly T[],
  known: readonly (T & { id: string })[],
  key: (one: T) => string,
): Step<T>[] {
  const rows = new Map(known.map((row) => [key(row), row]));
  return wanted.map((one) => {
    const row = rows.get(key(one));
    return { wanted: one, id: row?.id, fields: row ? differences(row, one) : [] };
  });
}

function materialSteps(wanted: Wanted, current: Current | undefined): Step<WantedMaterial>[] {
  const slugs = new Map((current?.programme.sessions ?? []).map((row) => [row.id, row.slug]));
  const known = (current?.programme.materials ?? []).map((row) => ({
    ...row,
    session: row.session_id === null ? null : (slugs.get(row.session_id) ?? null),
  }));
  // One address named twice for one session is one material; the later words count.
  const once = new Map(wanted.materials.map((material) => [materialKey(material), material]));
  // Once a recording, always one: under another name it would be shown whatever those who speak in it say.
  const recordings = new Set(known.filter(({ kind }) => kind === 'recording').map(materialKey));
  const kept = [...once].map(([key, one]) =>
    recordings.has(key) ? { ...one, kind: 'recording' as const } : one,
  );
  return steps(kept, known, materialKey);
}

/** Names of the fields of `wanted` that read otherwise in `known`; compared as they are written down. */
function differences(known: object, wanted: object): string[] {
  const plain = (value: object): Record<string, unknown> =>
    JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
  const [before, after] = [plain(known), plain(wanted)];
  return Object.keys(after).filter((name) => !isDeepStrictEqual(after[name], before[name]));
}

function itemsOf(wanted: Wanted, plan: Omit<Plan, 'items'>): PlanItem[] {
  const list = <T>(kind: ItemKind, all: readonly Step<T>[], name: (one: T) => string): PlanItem[] =>
    all.map(({ wanted: one, id, fields }) => ({
      kind,
      name: name(one),
      action: id === undefined ? 'created' : fields.length > 0 ? 'changed' : 'left',
      fields,
    }));
  const fields = plan.edition;
  return [
    {
      kind: 'edition',
      name: wanted.edition.slug,
      action: fields === undefined ? 'created' : fields.length > 0 ? 'changed' : 'left',
      fields: fields ?? [],
    },
    ...list('room', plan.rooms, (room) => room.name),
    ...list('track', plan.tracks, (track) => track.slug),
    ...list('speaker', plan.speakers, (speaker) => speaker.slug),
    ...list('session', plan.sessions, (session) => session.slug),
    ...list('question', plan.questions, (question) => question.key),
    ...list('material', plan.materials, (material) => material.url),
  ];
}
