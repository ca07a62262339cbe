/**
 * Putting back what an earlier version said, through the same commands as every change. Versions are kept for
 * ever: what one doesn't speak of, or says in a shape that is no longer known, stays as it is now.
 */
import type { Trx } from '../../../platform/db/handles.ts';
import { isLatestVersion } from '../../../platform/history/versions.ts';
import { EVENT_MODES, SESSION_TYPES } from '../tables.ts';
import type { Act, EditionInput, Outcome, Refusal, RegistrationInput, SessionInput } from './inputs.ts';
import { updateEdition } from './editions.ts';
import { saveSession, saveSpeaker } from './programme.ts';
import { lockEdition, type Programme, readProgramme, sessionInputOf } from './programme-state.ts';
import { editionInputOf } from './rows.ts';

export interface Restoring {
  id: string;
  /** What the version said, as it is stored. */
  content: Record<string, unknown>;
  /** Newest version when the person looked; a newer one is refused as `changed`. */
  basedOn: number;
}

/** With the reason, which is public. */
type Restorer = Act & { reason: string };

/** An edition: texts, dates, place, registration. Those registered are told when they have to know. */
export async function restoreEdition(
  trx: Trx,
  act: Restorer,
  { id, content, basedOn }: Restoring,
): Promise<Outcome> {
  const before = await lockEdition(trx, id);
  if (!before) return { ok: false, refused: 'not_found' };
  if (!(await isLatestVersion(trx, { kind: 'event', id }, basedOn))) return { ok: false, refused: 'changed' };
  const { places } = await readProgramme(trx, id);
  const input = editionOf(content, editionInputOf(before, places));
  return updateEdition(trx, { ...act, restoring: true }, id, {
    ...input,
    version: before.version,
    tell: true,
  });
}

/** A session of the programme; refused as `missing_part` when its room, track or one of its speakers is no more. */
export async function restoreSession(
  trx: Trx,
  act: Restorer,
  { id, content, basedOn }: Restoring,
): Promise<Outcome> {
  const eventId = await eventOf(trx, 'event_sessions', id);
  if (eventId === undefined || !(await lockEdition(trx, eventId))) return { ok: false, refused: 'not_found' };
  if (!(await isLatestVersion(trx, { kind: 'event_session', id }, basedOn)))
    return { ok: false, refused: 'changed' };
  const programme = await readProgramme(trx, eventId);
  const row = programme.sessions.find((session) => session.id === id);
  if (!row) return { ok: false, refused: 'not_found' };
  const input = sessionOf(content, sessionInputOf(row, programme), programme);
  if ('refused' in input) return input;
  return saveSession(trx, { ...act, restoring: true }, eventId, { ...input, id });
}

export async function restoreSpeaker(
  trx: Trx,
  act: Restorer,
  { id, content, basedOn }: Restoring,
): Promise<Outcome> {
  const eventId = await eventOf(trx, 'event_speakers', id);
  if (eventId === undefined || !(await lockEdition(trx, eventId))) return { ok: false, refused: 'not_found' };
  if (!(await isLatestVersion(trx, { kind: 'event_speaker', id }, basedOn)))
    return { ok: false, refused: 'changed' };
  const now = await trx
    .selectFrom('event_speakers')
    .select(['id', 'slug', 'name', 'organization', 'bio'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!now) return { ok: false, refused: 'not_found' };
  const said = new Said(content);
  const { slug, name, organization, bio } = now;
  return saveSpeaker(trx, { ...act, restoring: true }, eventId, {
    id,
    slug: said.text('slug', slug),
    name: said.text('name', name),
    organization: said.text('organization', organization),
    bio: said.text('bio', bio),
  });
}

async function eventOf(
  trx: Trx,
  table: 'event_sessions' | 'event_speakers',
  id: string,
): Promise<string | undefined> {
  const row = await trx.selectFrom(table).select('event_id').where('id', '=', id).executeTakeFirst();
  return row?.event_id;
}

/** Reads a stored version; each value that is not there, or of another kind, is the one of now. */
class Said {
  readonly #content: Record<string, unknown>;
  constructor(content: unknown) {
    this.#content =
      typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {};
  }
  text(name: string, now: string): string {
    const value = this.#content[name];
    return typeof value === 'string' ? value : now;
  }
  flag(name: string, now: boolean): boolean {
    const value = this.#content[name];
    return typeof value === 'boolean' ? value : now;
  }
  /** A number, or said to have none. */
  limit(name: string, now: number | null): number | null {
    const value = this.#content[name];
    return typeof value === 'number' || value === null ? value : now;
  }
  one<T extends string>(name: string, all: readonly T[], now: T): T {
    return all.find((known) => known === this.#content[name]) ?? now;
  }
  texts(name: string, now: readonly string[]): readonly string[] {
    const value = this.#content[name];
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : now;
  }
  instant<T extends Temporal.Instant | null>(name: string, now: T): Temporal.Instant | T {
    return this.#temporal(name, now, Temporal.Instant.from);
  }
  date(name: string, now: Temporal.PlainDate | null): Temporal.PlainDate | null {
    return this.#temporal(name, now, Temporal.PlainDate.from);
  }
  within(name: string): Said {
    return new Said(this.#content[name]);
  }
  list(name: string): readonly unknown[] | undefined {
    const value = this.#content[name];
    return Array.isArray(value) ? value : undefined;
  }
  #temporal<T, N extends T | null>(name: string, now: N, from: (text: string) => T): T | N {
    const value = this.#content[name];
    // Where something may be missing today, an earlier version may have been without it.
    if (value === null) return null as N;
    try {
      return typeof value === 'string' ? from(value) : now;
    } catch {
      return now;
    }
  }
}

function editionOf(content: Record<string, unknown>, now: EditionInput): EditionInput {
  const said = new Said(content);
  const startsAt = said.instant<Temporal.Instant | null>('startsAt', now.startsAt) ?? now.startsAt;
  const endsAt = said.instant<Temporal.Instant | null>('endsAt', now.endsAt) ?? now.endsAt;
  return {
    seriesId: now.seriesId,
    slug: said.text('slug', now.slug),
    title: said.text('title', now.title),
    summary: said.text('summary', now.summary),
    description: said.text('description', now.description),
    mode: said.one('mode', EVENT_MODES, now.mode),
    timezone: said.text('timezone', now.timezone),
    language: said.text('language', now.language),
    startsAt,
    endsAt,
    venue: said.text('venue', now.venue),
    venueAddress: said.text('venueAddress', now.venueAddress),
    organizer: said.text('organizer', now.organizer),
    contactEmail: said.text('contactEmail', now.contactEmail),
    isExample: said.flag('isExample', now.isExample),
    sources: sourcesOf(said, now.sources),
    registration: registrationOf(said.within('registration'), now.registration),
  };
}

function sourcesOf(said: Said, now: EditionInput['sources']): EditionInput['sources'] {
  const sources = said.list('sources');
  if (!sources) return now;
  return sources.map((one) => {
    const source = new Said(one);
    const [url, date] = [source.text('url', ''), source.text('date', '')];
    return {
      title: source.text('title', ''),
      publisher: source.text('publisher', ''),
      ...(url && { url }),
      ...(date && { date }),
    };
  });
}

/** What is public of it; how long places are held and data is kept is decided today. */
function registrationOf(said: Said, now: RegistrationInput): RegistrationInput {
  const capacity = said.within('capacity');
  return {
    ...now,
    opensAt: said.instant('opensAt', now.opensAt),
    closesAt: said.instant('closesAt', now.closesAt),
    closesOn: said.date('closesOn', now.closesOn),
    confirmEmail: said.flag('confirmEmail', now.confirmEmail),
    approval: said.flag('approval', now.approval),
    capacity: {
      total: capacity.limit('total', now.capacity.total),
      online: capacity.limit('online', now.capacity.online),
      inPerson: capacity.limit('inPerson', now.capacity.inPerson),
    },
  };
}

function sessionOf(
  content: Record<string, unknown>,
  now: SessionInput,
  programme: Programme,
): SessionInput | Refusal {
  const said = new Said(content);
  const missing = (name: string): Refusal => ({ ok: false, refused: 'missing_part', detail: { name } });
  const named = (
    field: 'room' | 'track',
    parts: readonly { id: string; name: string }[],
    id: string | null,
  ) => {
    if (!(field in content)) return id;
    const name = said.text(field, '');
    return name === '' ? null : (parts.find((part) => part.name === name)?.id ?? missing(name));
  };
  const roomId = named('room', programme.rooms, now.roomId);
  if (isMissing(roomId)) return roomId;
  const trackId = named('track', programme.tracks, now.trackId);
  if (isMissing(trackId)) return trackId;
  const speakers: SessionInput['speakers'][number][] = [];
  for (const one of said.list('speakers') ?? []) {
    const listed = new Said(one);
    const name = listed.text('speaker', '');
    const speaker = programme.speakers.find((known) => known.name === name);
    if (!speaker) return missing(name);
    speakers.push({
      speakerId: speaker.id,
      role: listed.one('role', ['speaker', 'moderator'] as const, 'speaker'),
    });
  }
  return {
    slug: said.text('slug', now.slug),
    type: said.one('type', SESSION_TYPES, now.type),
    title: said.text('title', now.title),
    abstract: said.text('abstract', now.abstract),
    startsAt: said.instant('startsAt', now.startsAt),
    endsAt: said.instant('endsAt', now.endsAt),
    roomId,
    trackId,
    language: said.text('language', now.language),
    interpretation: said.texts('interpretation', now.interpretation),
    capacity: said.limit('capacity', now.capacity),
    speakers: said.list('speakers') ? speakers : now.speakers,
  };
}

function isMissing(value: string | null | Refusal): value is Refusal {
  return typeof value === 'object' && value !== null;
}
