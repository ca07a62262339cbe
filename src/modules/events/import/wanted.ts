/**
 * What a file wants the edition to be: the file's words, on top of what is there already. What a file does
 * not mention stays as it is, but for capacities: a missing one is unlimited.
 */
import { slugOf } from '../../../platform/slug.ts';
import {
  type EditionInput,
  NEW_REGISTRATION,
  type QuestionInput,
  type RoomInput,
  type SeriesInput,
  type SessionInput,
  type SpeakerInput,
  type TrackInput,
} from '../commands/inputs.ts';
import type { Programme } from '../commands/programme-state.ts';
import { isZone } from '../rules/programme.ts';
import type { QuestionOption, Status } from '../tables.ts';
import { materialsOf, type WantedMaterial } from './materials.ts';
import type { Findings } from './report.ts';
import type { EventFile, FileQuestion, FileSession } from './schema.ts';
import { type TimeReader, timeReader } from './times.ts';

/** A session that names room, track and speakers as a file does: by name and slug. */
export type NamedSession = Omit<SessionInput, 'roomId' | 'trackId' | 'speakers'> & {
  room: string | null;
  track: string | null;
  speakers: readonly { slug: string; role: 'speaker' | 'moderator' }[];
};

/** Of something new: what became of it. */
export interface WantedStatus {
  status: Status;
  note: string;
}

export interface Wanted {
  edition: EditionInput;
  status: WantedStatus;
  /** Of sessions, by slug. */
  sessionStatus: ReadonlyMap<string, WantedStatus>;
  series: SeriesInput | undefined;
  rooms: RoomInput[];
  tracks: TrackInput[];
  speakers: SpeakerInput[];
  /** In the order of the file: the n-th stands at `/sessions/n`. */
  sessions: NamedSession[];
  questions: QuestionInput[];
  materials: WantedMaterial[];
}

/** The edition as it is now. */
export interface Current {
  edition: EditionInput;
  status: Status;
  programme: Programme;
  sessions: ReadonlyMap<string, NamedSession>;
}

/** @returns undefined when the times can't be read; the faults say why */
export function wantedEdition(
  file: EventFile,
  current: Current | undefined,
  findings: Findings,
): Wanted | undefined {
  if (!isZone(file.timezone)) {
    findings.fault('/timezone', 'events.fault.unknown_zone', { zone: file.timezone });
    return undefined;
  }
  const times = timeReader(file.timezone, findings);
  const before = findings.faults.length;
  const edition = editionOf(file, current?.edition, times);
  const tracks = tracksOf(file, current?.programme);
  const sessions = (file.sessions ?? []).map((session, index) =>
    sessionOf(session, current?.sessions.get(session.slug), tracks, {
      times,
      findings,
      pointer: `/sessions/${index}`,
    }),
  );
  if (!edition || findings.faults.length > before) return undefined;
  return {
    edition,
    status: statusOf(file),
    sessionStatus: new Map((file.sessions ?? []).map((session) => [session.slug, statusOf(session)])),
    series: file.series && { ...file.series, summary: file.series.summary ?? '' },
    rooms: roomsOf(file, current?.programme),
    tracks,
    speakers: (file.speakers ?? []).map((speaker) => {
      const known = current?.programme.speakers.find((row) => row.slug === speaker.slug);
      return {
        slug: speaker.slug,
        name: speaker.name,
        organization: speaker.organization ?? known?.organization ?? '',
        bio: speaker.bio ?? known?.bio ?? '',
      };
    }),
    sessions,
    questions: (file.registration?.questions ?? []).map((question) =>
      questionOf(question, current?.programme),
    ),
    materials: materialsOf(file),
  };
}

function statusOf({ status, status_note: note }: EventFile | FileSession): WantedStatus {
  return { status: status ?? 'scheduled', note: note ?? '' };
}

function editionOf(
  file: EventFile,
  known: EditionInput | undefined,
  times: TimeReader,
): EditionInput | undefined {
  const startsAt = times.time(file.starts, '/starts');
  const endsAt = times.time(file.ends, '/ends');
  const registration = registrationOf(file.registration, known?.registration, times);
  const venue = typeof file.venue === 'string' ? { name: file.venue } : file.venue;
  if (!startsAt || !endsAt) return undefined;
  return {
    seriesId: known?.seriesId ?? null,
    slug: file.slug,
    title: file.title,
    summary: file.summary ?? known?.summary ?? '',
    description: file.description ?? known?.description ?? '',
    mode: file.mode,
    timezone: file.timezone,
    language: file.language ?? known?.language ?? 'es',
    startsAt,
    endsAt,
    venue: venue?.name ?? known?.venue ?? '',
    venueAddress: venue?.address ?? known?.venueAddress ?? '',
    organizer: file.organizer ?? known?.organizer ?? '',
    contactEmail: file.contact_email ?? known?.contactEmail ?? '',
    isExample: file.example ?? known?.isExample ?? false,
    sources: file.sources ?? known?.sources ?? [],
    registration,
  };
}

type Window = EditionInput['registration'];

function registrationOf(
  file: EventFile['registration'],
  known: Window | undefined,
  times: TimeReader,
): Window {
  const base = known ?? NEW_REGISTRATION;
  if (!file) return base;
  const time = (text: string | undefined, name: string) =>
    text === undefined ? null : (times.time(text, `/registration/${name}`) ?? null);
  const capacity = typeof file.capacity === 'number' ? { total: file.capacity } : file.capacity;
  const asked = file.fields ?? base.askedFields;
  return {
    opensAt: time(file.opens, 'opens'),
    closesAt: time(file.closes, 'closes'),
    closesOn:
      file.closes_on === undefined ? null : (times.date(file.closes_on, '/registration/closes_on') ?? null),
    confirmEmail: file.confirm_email ?? base.confirmEmail,
    approval: file.approval ?? base.approval,
    ...(asked && { askedFields: asked }),
    requiredFields: file.required ?? base.requiredFields,
    holdMinutes: file.hold_minutes ?? base.holdMinutes,
    offerHours: file.offer_hours ?? base.offerHours,
    reminders: file.reminders ?? base.reminders,
    retentionDays: file.retention_days ?? base.retentionDays,
    capacity: {
      total: capacity?.total ?? null,
      online: capacity && 'online' in capacity ? (capacity.online ?? null) : null,
      inPerson: capacity && 'in_person' in capacity ? (capacity.in_person ?? null) : null,
    },
  };
}

interface SessionContext {
  times: TimeReader;
  findings: Findings;
  pointer: string;
}

function sessionOf(
  file: FileSession,
  known: NamedSession | undefined,
  tracks: readonly TrackInput[],
  context: SessionContext,
): NamedSession {
  const interpretation =
    typeof file.interpretation === 'string' ? [file.interpretation] : file.interpretation;
  return {
    slug: file.slug,
    type: file.type,
    title: file.title,
    abstract: file.abstract ?? known?.abstract ?? '',
    ...sessionTimes(file, context),
    room: file.room ?? known?.room ?? null,
    track: file.track === undefined ? (known?.track ?? null) : trackSlug(file.track, tracks),
    language: file.language ?? known?.language ?? 'es',
    interpretation: interpretation ?? known?.interpretation ?? [],
    capacity: file.capacity ?? null,
    speakers:
      file.speakers?.map((speaker) =>
        typeof speaker === 'string'
          ? { slug: speaker, role: 'speaker' as const }
          : { slug: speaker.slug, role: speaker.role ?? 'speaker' },
      ) ??
      known?.speakers ??
      [],
  };
}

function sessionTimes(file: FileSession, { times, findings, pointer }: SessionContext) {
  const { starts, ends, title } = file;
  if (file.schedule === 'unpublished') {
    if (starts !== undefined || ends !== undefined)
      findings.fault(`${pointer}/schedule`, 'events.import.unpublished_with_times', { title });
    return { startsAt: null, endsAt: null };
  }
  for (const [name, value] of Object.entries({ starts, ends }))
    if (value === undefined) findings.fault(`${pointer}/${name}`, 'events.import.missing', { name });
  return {
    startsAt: starts === undefined ? null : (times.time(starts, `${pointer}/starts`) ?? null),
    endsAt: ends === undefined ? null : (times.time(ends, `${pointer}/ends`) ?? null),
  };
}

/** The rooms that the file lists or, when it lists none, those that its sessions name. */
function roomsOf(file: EventFile, known: Programme | undefined): RoomInput[] {
  if (file.rooms) return file.rooms.map(({ name, capacity }) => ({ name, capacity: capacity ?? null }));
  const names = new Set((file.sessions ?? []).flatMap((session) => session.room ?? []));
  return [...names].map((name) => ({
    name,
    capacity: known?.rooms.find((room) => room.name === name)?.capacity ?? null,
  }));
}

/** The same for tracks; a session may name one by slug or by name. */
function tracksOf(file: EventFile, programme: Programme | undefined): TrackInput[] {
  const known = programme?.tracks ?? [];
  if (file.tracks) {
    return file.tracks.map(({ name, ...track }) => {
      const slug = track.slug ?? known.find((row) => row.name === name)?.slug ?? slugOf(name);
      return { slug, name, color: track.color ?? known.find((row) => row.slug === slug)?.color ?? '' };
    });
  }
  const written = new Set((file.sessions ?? []).flatMap((session) => session.track ?? []));
  const tracks = [...written].map((text) => {
    const row = known.find((track) => track.slug === text || track.name === text);
    return row
      ? { slug: row.slug, name: row.name, color: row.color }
      : { slug: slugOf(text), name: text, color: '' };
  });
  // "eje-1" and "Eje 1" in one file are one track.
  return tracks.filter((track, index) => tracks.findIndex((other) => other.slug === track.slug) === index);
}

function trackSlug(text: string, tracks: readonly TrackInput[]): string {
  const found = tracks.find((track) => track.slug === text) ?? tracks.find((track) => track.name === text);
  return found?.slug ?? tracks.find((track) => track.slug === slugOf(text))?.slug ?? text;
}

function questionOf(file: FileQuestion, programme: Programme | undefined): QuestionInput {
  const known = programme?.questions.find((row) => row.key === file.key);
  const choice = file.type === 'one_of' || file.type === 'several_of';
  const options = file.options?.map((option): QuestionOption =>
    typeof option === 'string' ? { value: option, label: option } : option,
  );
  return {
    key: file.key,
    label: file.label,
    hint: file.hint ?? known?.hint ?? '',
    type: file.type,
    required: file.required ?? known?.required ?? false,
    options: choice ? (options ?? known?.options ?? []) : [],
    shownWhen: file.shown_when ?? known?.shown_when ?? null,
  };
}
