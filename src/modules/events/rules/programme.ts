/**
 * What must be true of an edition and its programme, for the back office and for files alike.
 * Pure: takes plain values, gives faults as codes; the words are `events.fault.{code}`.
 */
import type { QuestionOption, QuestionType } from '../tables.ts';

export const PROGRAMME_FAULTS = [
  'bad_slug',
  'duplicate_slug',
  'missing_title',
  'unknown_zone',
  'end_before_start',
  'half_times',
  'session_outside',
  'room_overlap',
  'room_unknown',
  'track_unknown',
  'speaker_unknown',
  'speaker_twice',
  'bad_capacity',
  'closes_before_opens',
  'duplicate_name',
  'bad_color',
  'bad_url',
  'bad_key',
  'duplicate_key',
  'options_missing',
  'duplicate_option',
  'bad_condition',
  'series_unknown',
] as const;
export type ProgrammeFaultCode = (typeof PROGRAMME_FAULTS)[number];

export interface ProgrammeFault {
  code: ProgrammeFaultCode;
  /** The field of the checked value. */
  field: string;
  /** For the words: titles, names, slugs. */
  detail: Record<string, string>;
}

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const KEY = /^[A-Za-z0-9]+([_-][A-Za-z0-9]+)*$/;
const MAX_SLUG = 80;
const MAX_KEY = 40;
const MAX_CAPACITY = 1_000_000;

const fault = (
  code: ProgrammeFaultCode,
  field: string,
  detail: Record<string, string> = {},
): ProgrammeFault => ({ code, field, detail });

/** Small letters without accents, figures, single hyphens; at most 80 characters. */
export function isSlug(text: string): boolean {
  return text.length <= MAX_SLUG && SLUG.test(text);
}

const badCapacity = (value: number | null, least: number): boolean =>
  value !== null && (!Number.isInteger(value) || value < least || value > MAX_CAPACITY);

export interface EditionFacts {
  slug: string;
  title: string;
  timezone: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  registration: {
    opensAt: Temporal.Instant | null;
    closesAt: Temporal.Instant | null;
    closesOn: Temporal.PlainDate | null;
    capacity: { total: number | null; online: number | null; inPerson: number | null };
  };
}

/** Faults of an edition by itself; its fields are named as in `EditionInput`. */
export function editionFaults(edition: EditionFacts): ProgrammeFault[] {
  const faults: ProgrammeFault[] = [];
  const { slug, title, timezone, startsAt, endsAt, registration } = edition;
  if (!isSlug(slug)) faults.push(fault('bad_slug', 'slug', { slug }));
  if (title === '') faults.push(fault('missing_title', 'title'));
  const zone = isZone(timezone);
  if (!zone) faults.push(fault('unknown_zone', 'timezone', { zone: timezone }));
  if (Temporal.Instant.compare(endsAt, startsAt) <= 0)
    faults.push(fault('end_before_start', 'endsAt', { title }));
  if (zone && closesTooEarly(registration, timezone))
    faults.push(
      fault(
        'closes_before_opens',
        registration.closesAt === null ? 'registration.closesOn' : 'registration.closesAt',
      ),
    );
  for (const key of ['total', 'online', 'inPerson'] as const)
    if (badCapacity(registration.capacity[key], 0))
      faults.push(fault('bad_capacity', `registration.capacity.${key}`));
  return faults;
}

/** True for a zone of the IANA list that this program knows ("America/Guatemala"), not for "GMT-6". */
export function isZone(zone: string): boolean {
  if (zone !== 'UTC' && !zone.includes('/')) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function closesTooEarly(window: EditionFacts['registration'], zone: string): boolean {
  const { opensAt, closesAt, closesOn } = window;
  if (opensAt === null) return false;
  if (closesAt !== null) return Temporal.Instant.compare(closesAt, opensAt) <= 0;
  return (
    closesOn !== null &&
    Temporal.PlainDate.compare(closesOn, opensAt.toZonedDateTimeISO(zone).toPlainDate()) < 0
  );
}

/** Rooms, tracks and speakers are named by whatever key the caller has: an id, or the name in a file. */
export interface SessionFacts {
  slug: string;
  title: string;
  startsAt: Temporal.Instant | null;
  endsAt: Temporal.Instant | null;
  room: string | null;
  track: string | null;
  speakers: readonly string[];
  capacity: number | null;
  /** Only a scheduled session takes up its room. */
  status: 'scheduled' | 'postponed' | 'cancelled';
}

export interface Frame {
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  /** Key → name shown. */
  rooms: ReadonlyMap<string, string>;
  tracks: ReadonlySet<string>;
  speakers: ReadonlySet<string>;
}

/** Faults of one session against its edition; not against other sessions. */
export function sessionFaults(session: SessionFacts, frame: Frame): ProgrammeFault[] {
  const faults: ProgrammeFault[] = [];
  const { title, slug, startsAt, endsAt, room, track } = session;
  if (!isSlug(slug)) faults.push(fault('bad_slug', 'slug', { slug }));
  if (title === '') faults.push(fault('missing_title', 'title'));
  if (startsAt === null || endsAt === null) {
    if (startsAt !== endsAt)
      faults.push(fault('half_times', startsAt === null ? 'startsAt' : 'endsAt', { title }));
  } else if (Temporal.Instant.compare(endsAt, startsAt) <= 0) {
    faults.push(fault('end_before_start', 'endsAt', { title }));
  } else if (Temporal.Instant.compare(startsAt, frame.startsAt) < 0) {
    faults.push(fault('session_outside', 'startsAt', { title }));
  } else if (Temporal.Instant.compare(endsAt, frame.endsAt) > 0) {
    faults.push(fault('session_outside', 'endsAt', { title }));
  }
  if (room !== null && !frame.rooms.has(room)) faults.push(fault('room_unknown', 'roomId', { title, room }));
  if (track !== null && !frame.tracks.has(track))
    faults.push(fault('track_unknown', 'trackId', { title, track }));
  if (badCapacity(session.capacity, 0)) faults.push(fault('bad_capacity', 'capacity', { title }));
  const seen = new Set<string>();
  session.speakers.forEach((speaker, index) => {
    if (!frame.speakers.has(speaker))
      faults.push(fault('speaker_unknown', `speakers.${index}`, { title, speaker }));
    else if (seen.has(speaker)) faults.push(fault('speaker_twice', `speakers.${index}`, { title, speaker }));
    seen.add(speaker);
  });
  return faults;
}

export interface Clash {
  /** Positions in the given list; `second` starts later (or at the same time, further down the list). */
  first: number;
  second: number;
  room: string;
}

/** Pairs of scheduled sessions in one room at one time. Ending when the next begins is no clash. */
export function roomClashes(sessions: readonly SessionFacts[]): Clash[] {
  const byRoom = Map.groupBy(
    sessions.flatMap((session, index) => {
      const { startsAt, endsAt, room, status } = session;
      return room !== null && startsAt !== null && endsAt !== null && status === 'scheduled'
        ? [{ index, room, startsAt, endsAt }]
        : [];
    }),
    (taken) => taken.room,
  );
  const clashes: Clash[] = [];
  for (const [room, all] of byRoom) {
    const ordered = all.toSorted(
      (a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt) || a.index - b.index,
    );
    let last: (typeof ordered)[number] | undefined;
    for (const next of ordered) {
      if (last && Temporal.Instant.compare(next.startsAt, last.endsAt) < 0)
        clashes.push({ first: last.index, second: next.index, room });
      if (!last || Temporal.Instant.compare(next.endsAt, last.endsAt) > 0) last = next;
    }
  }
  return clashes;
}

/** Positions of values that stand there a second time. */
export function repeated(values: readonly string[]): number[] {
  const seen = new Set<string>();
  return values.flatMap((value, index) => {
    if (seen.has(value)) return [index];
    seen.add(value);
    return [];
  });
}

export interface QuestionFacts {
  key: string;
  label: string;
  type: QuestionType;
  options: readonly QuestionOption[];
  shownWhen: { key: string; values: readonly string[] } | null;
}

/** @param earlier the questions asked before this one; a condition may only look back */
export function questionFaults(question: QuestionFacts, earlier: readonly QuestionFacts[]): ProgrammeFault[] {
  const faults: ProgrammeFault[] = [];
  const { key, label, type, options, shownWhen } = question;
  if (key.length > MAX_KEY || !KEY.test(key)) faults.push(fault('bad_key', 'key', { key }));
  if (label === '') faults.push(fault('missing_title', 'label'));
  const choice = type === 'one_of' || type === 'several_of';
  if (choice && options.length === 0) faults.push(fault('options_missing', 'options', { label }));
  const [twice] = repeated(options.map((option) => option.value));
  if (twice !== undefined)
    faults.push(fault('duplicate_option', 'options', { label, option: options[twice]?.label ?? '' }));
  if (shownWhen) {
    const asked = earlier.find((other) => other.key === shownWhen.key);
    const answers = asked && answersOf(asked);
    if (
      !answers ||
      shownWhen.values.length === 0 ||
      !shownWhen.values.every((value) => answers.includes(value))
    )
      faults.push(fault('bad_condition', 'shownWhen', { label, key: shownWhen.key }));
  }
  return faults;
}

/** The answers that a condition can wait for; undefined for free text. */
function answersOf(question: QuestionFacts): readonly string[] | undefined {
  if (question.type === 'yes_no') return ['yes', 'no'];
  return question.type === 'one_of' || question.type === 'several_of'
    ? question.options.map((option) => option.value)
    : undefined;
}

/** `#rrggbb`, or nothing. */
export function isColor(color: string): boolean {
  return color === '' || /^#[0-9a-f]{6}$/i.test(color);
}

/** An address that a page may link to: http or https, no user name in it. */
export function isWebAddress(url: string): boolean {
  if (url.length > 2000 || !URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  return (
    (protocol === 'https:' || protocol === 'http:') && hostname !== '' && username === '' && password === ''
  );
}

/** A room says how many it holds (at least one), or nothing. */
export function roomFaults(room: { name: string; capacity: number | null }): ProgrammeFault[] {
  return [
    ...(room.name === '' ? [fault('missing_title', 'name')] : []),
    ...(badCapacity(room.capacity, 1) ? [fault('bad_capacity', 'capacity', { title: room.name })] : []),
  ];
}
