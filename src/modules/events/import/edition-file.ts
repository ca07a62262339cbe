/**
 * An edition as the file that `ja import event` reads: everything that is published of it, in an order that
 * depends on nothing but its content, so that the file of a copy elsewhere is the same to the byte. Nobody who
 * registered is in it, nor the address of a room; whether it is published is for those who import it to say.
 */
import type { Selectable } from 'kysely';
import type { Programme } from '../commands/programme-state.ts';
import type { EditionRow, SessionRow } from '../commands/rows.ts';
import { type EventMaterialsTable, OPTIONAL_FIELDS } from '../tables.ts';
import { materialKey } from './materials.ts';
import type { EventFile, FileQuestion, FileSession } from './schema.ts';

type Material = Selectable<EventMaterialsTable>;

/** @returns the file's text: JSON with two spaces and a line break at its end */
export function editionFile(row: EditionRow, programme: Programme, series: SeriesFacts | undefined): string {
  return `${JSON.stringify(fileOf(row, programme, series), null, 2)}\n`;
}

interface SeriesFacts {
  slug: string;
  title: string;
  summary: string;
}

function fileOf(row: EditionRow, programme: Programme, series: SeriesFacts | undefined): EventFile {
  const { rooms, tracks, speakers, materials } = programme;
  const moment = momentIn(row.timezone);
  const slugs = new Map(speakers.map(({ id, slug }) => [id, slug]));
  return filled<EventFile>({
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    description: row.description,
    language: row.language,
    timezone: row.timezone,
    mode: row.mode,
    starts: moment(row.starts_at),
    ends: moment(row.ends_at),
    series: series && filled({ slug: series.slug, title: series.title, summary: series.summary }),
    venue:
      row.venue || row.venue_address ? filled({ name: row.venue, address: row.venue_address }) : undefined,
    organizer: row.organizer,
    contact_email: row.contact_email,
    ...statusOf(row),
    example: row.is_example || undefined,
    sources: row.sources.map(({ title, publisher, url, date }) => filled({ title, publisher, url, date })),
    registration: registrationOf(row, programme, moment),
    rooms: rooms.map(({ name, capacity }) => filled({ name, capacity: capacity ?? undefined })),
    tracks: tracks.map(({ slug, name, color }) => filled({ slug, name, color })),
    speakers: bySlug(speakers).map(({ slug, name, organization, bio }) =>
      filled({ slug, name, organization, bio }),
    ),
    sessions: inOrder(programme.sessions).map((session) => sessionOf(session, programme, slugs, moment)),
    materials: materialsOf(materials, null),
  });
}

type Clock = (at: Temporal.Instant) => string;

/** With the offset: an hour that comes twice is told apart. */
function momentIn(zone: string): Clock {
  return (at) => {
    const there = at.toZonedDateTimeISO(zone);
    const isWhole = there.second === 0;
    const text = there.toString({ timeZoneName: 'never', smallestUnit: isWhole ? 'minute' : 'second' });
    return text;
  };
}

function registrationOf(row: EditionRow, { places, questions }: Programme, moment: Clock) {
  const { registration_opens_at: opens, registration_closes_at: closes, registration_closes_on: on } = row;
  const isWhole = on !== null || (opens !== null && closes !== null);
  return filled<NonNullable<EventFile['registration']>>({
    schedule: isWhole ? undefined : 'unpublished',
    opens: opens ? moment(opens) : undefined,
    closes: closes ? moment(closes) : undefined,
    closes_on: on ? String(on) : undefined,
    capacity: limits({
      total: places?.capacity_total,
      online: places?.capacity_online,
      in_person: places?.capacity_in_person,
    }),
    confirm_email: row.confirm_email,
    approval: row.approval,
    fields: OPTIONAL_FIELDS.filter((field) => row.asked_fields.includes(field)),
    required: OPTIONAL_FIELDS.filter((field) => row.required_fields.includes(field)) as never,
    hold_minutes: row.hold_minutes,
    offer_hours: row.offer_hours,
    reminders: row.reminders,
    retention_days: row.retention_days,
    questions: questions.map(questionOf),
  });
}

/** A capacity that is not there is no limit. */
function limits(all: Record<string, number | null | undefined>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, limit]) => (typeof limit === 'number' ? [[name, limit]] : [])),
  );
}

function questionOf(row: Programme['questions'][number]): FileQuestion {
  const { key, label, hint, type, required, options, shown_when: shownWhen } = row;
  const isChoice = type === 'one_of' || type === 'several_of';
  return filled<FileQuestion>({
    key,
    label,
    hint,
    type,
    required,
    options: isChoice ? options.map(({ value, label: words }) => ({ value, label: words })) : undefined,
    shown_when: shownWhen ? { key: shownWhen.key, values: shownWhen.values } : undefined,
  });
}

function sessionOf(
  row: SessionRow,
  programme: Programme,
  slugs: ReadonlyMap<string, string>,
  moment: Clock,
): FileSession {
  const { starts_at: starts, ends_at: ends } = row;
  const linked = programme.speakersOf.get(row.id) ?? [];
  return filled<FileSession>({
    slug: row.slug,
    type: row.type,
    title: row.title,
    abstract: row.abstract,
    starts: starts ? moment(starts) : undefined,
    ends: ends ? moment(ends) : undefined,
    schedule: starts ? undefined : 'unpublished',
    room: programme.rooms.find((room) => room.id === row.room_id)?.name,
    track: programme.tracks.find((track) => track.id === row.track_id)?.slug,
    language: row.language,
    interpretation: row.interpretation,
    capacity: row.capacity ?? undefined,
    speakers: linked.map(({ speaker_id: id, role }) => ({ slug: slugs.get(id) ?? '', role })),
    materials: materialsOf(programme.materials, row.id),
    ...statusOf(row),
  });
}

function statusOf({ status, status_note: note }: Pick<SessionRow, 'status' | 'status_note'>) {
  return { status: status === 'scheduled' ? undefined : status, status_note: note || undefined };
}

/** A recording only while those who speak in it agree: a file goes where no withdrawal reaches. */
function isPublic({ kind, consent_at: given, consent_withdrawn_at: withdrawn }: Material): boolean {
  return kind !== 'recording' || (given !== null && withdrawn === null);
}

/** An address stands once; the later words count, as in an import. */
function materialsOf(materials: readonly Material[], sessionId: string | null) {
  const own = materials.filter((material) => material.session_id === sessionId && isPublic(material));
  const once = new Map(own.map((one) => [materialKey({ session: sessionId, url: one.url }), one]));
  return [...once.values()].map(({ kind, title, url }) => ({ kind, title, url }));
}

const bySlug = <T extends { slug: string }>(rows: readonly T[]): T[] =>
  rows.toSorted((a, b) => (a.slug < b.slug ? -1 : 1));

/** By their hours, those without at the end. */
function inOrder(rows: readonly SessionRow[]): SessionRow[] {
  const at = (row: SessionRow) => row.starts_at?.epochMilliseconds ?? Number.MAX_SAFE_INTEGER;
  return bySlug(rows).toSorted((a, b) => at(a) - at(b));
}

/** Names with something to say; those of the empty ones are left out, as an import reads them. */
function filled<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  const entries = Object.entries(value).filter(([, one]) => one !== undefined && one !== '');
  return Object.fromEntries(entries) as T;
}
