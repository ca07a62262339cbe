/** Sessions and speakers of an edition. */
import type { Trx } from '../../../platform/db/handles.ts';
import { sessionPath, speakerPath } from '../addresses.ts';
import { isSlug, type ProgrammeFault, roomClashes, sessionFaults } from '../rules/programme.ts';
import { linkSpeakers } from './bulk.ts';
import type { Act, Outcome, Refusal, SessionInput, SpeakerInput } from './inputs.ts';
import { keepOldAddress } from './old-address.ts';
import {
  frameOf,
  lockEdition,
  namesOf,
  type Programme,
  readProgramme,
  refusalOf,
  sessionFactsOf,
  sessionInputOf,
} from './programme-state.ts';
import { record } from './record.ts';
import { offerWorkshopPlaces } from './registration/offers.ts';
import { lockPlaces } from './registration/places.ts';
import { noteSessionChange } from './session-news.ts';
import { type EditionRow, type SessionRow, sessionContent, sessionValues, speakerValues } from './rows.ts';

/**
 * A session: new without `id`, else changed; `version` as it was when the form was drawn.
 * Refused when it would overlap another one in its room, lie outside the edition, or name what is not there.
 */
export async function saveSession(
  trx: Trx,
  act: Act,
  eventId: string,
  input: SessionInput & { id?: string; version?: number },
): Promise<Outcome<{ id: string }>> {
  const edition = await lockEdition(trx, eventId);
  if (!edition) return { ok: false, refused: 'not_found' };
  // Nobody signs up while we look whether somebody has.
  if (input.id !== undefined) await lockPlaces(trx, eventId);
  const programme = await readProgramme(trx, eventId);
  const before = programme.sessions.find((session) => session.id === input.id);
  if (input.id !== undefined && !before) return { ok: false, refused: 'not_found' };
  if (before && input.version !== undefined && before.version !== input.version)
    return { ok: false, refused: 'changed' };
  const refusal = refuseSession(input, before, edition, programme);
  if (refusal) return refusal;
  const id = before
    ? await changeSession(trx, act, before, input)
    : await addSession(trx, act, eventId, input);
  await record(trx, act, {
    kind: 'event_session',
    id,
    eventId,
    action: before ? 'changed' : 'created',
    content: sessionContent(input, namesOf(programme)),
  });
  return { ok: true, id };
}

/** Takes a session out of the programme. Refused as `in_use` when people signed up for it: cancel it instead. */
export async function removeSession(
  trx: Trx,
  act: Act,
  eventId: string,
  sessionId: string,
): Promise<Outcome> {
  if (!(await lockEdition(trx, eventId))) return { ok: false, refused: 'not_found' };
  const programme = await readProgramme(trx, eventId);
  const session = programme.sessions.find((row) => row.id === sessionId);
  if (!session) return { ok: false, refused: 'not_found' };
  // Nobody signs up while we look: a place points to the session's row.
  await lockPlaces(trx, eventId);
  await trx.selectFrom('event_sessions').select('id').where('id', '=', sessionId).forUpdate().execute();
  const wanted = await trx
    .selectFrom('event_workshop_places')
    .select('session_id')
    .where('session_id', '=', sessionId)
    .limit(1)
    .executeTakeFirst();
  if (wanted) return { ok: false, refused: 'in_use', detail: { title: session.title } };
  await keepSessionAddress(trx, act, session);
  await noteSessionChange(trx, act.now, session, null);
  await trx.deleteFrom('event_sessions').where('id', '=', sessionId).execute();
  await record(trx, act, {
    kind: 'event_session',
    id: sessionId,
    eventId,
    action: 'removed',
    content: sessionContent(sessionInputOf(session, programme), namesOf(programme)),
  });
  return { ok: true };
}

/** A speaker: new without `id`, else changed. */
export async function saveSpeaker(
  trx: Trx,
  act: Act,
  eventId: string,
  input: SpeakerInput,
): Promise<Outcome<{ id: string }>> {
  if (!(await lockEdition(trx, eventId))) return { ok: false, refused: 'not_found' };
  if (!isSlug(input.slug))
    return { ok: false, refused: 'bad_slug', field: 'slug', detail: { slug: input.slug } };
  if (input.name === '') return { ok: false, refused: 'missing_title', field: 'name' };
  const near = await trx
    .selectFrom('event_speakers')
    .select(['id', 'slug'])
    .where('event_id', '=', eventId)
    .where((eb) => eb.or([eb('slug', '=', input.slug), eb('id', '=', input.id ?? null)]))
    .execute();
  if (near.some(({ id, slug }) => slug === input.slug && id !== input.id)) return duplicateSlug(input.slug);
  const before = near.find(({ id }) => id === input.id);
  if (before && before.slug !== input.slug) {
    const speaker = { kind: 'event_speaker', id: before.id } as const;
    await keepOldAddress(trx, act.now, eventId, speaker, (edition) => speakerPath(edition, before.slug));
  }
  const values = { ...speakerValues(input), updated_at: act.now };
  const row =
    input.id === undefined
      ? await trx
          .insertInto('event_speakers')
          .values({ ...values, event_id: eventId, created_at: act.now })
          .returning('id')
          .executeTakeFirst()
      : await trx
          .updateTable('event_speakers')
          .set(values)
          .where('id', '=', input.id)
          .where('event_id', '=', eventId)
          .returning('id')
          .executeTakeFirst();
  if (!row) return { ok: false, refused: 'not_found' };
  await record(trx, act, {
    kind: 'event_speaker',
    id: row.id,
    eventId,
    action: input.id === undefined ? 'created' : 'changed',
    content: speakerValues(input),
  });
  return { ok: true, id: row.id };
}

/** Takes a speaker from the edition and from all its sessions. */
export async function removeSpeaker(
  trx: Trx,
  act: Act,
  eventId: string,
  speakerId: string,
): Promise<Outcome> {
  if (!(await lockEdition(trx, eventId))) return { ok: false, refused: 'not_found' };
  const row = await trx
    .deleteFrom('event_speakers')
    .where('id', '=', speakerId)
    .where('event_id', '=', eventId)
    .returningAll()
    .executeTakeFirst();
  if (!row) return { ok: false, refused: 'not_found' };
  await record(trx, act, {
    kind: 'event_speaker',
    id: speakerId,
    eventId,
    action: 'removed',
    content: speakerValues(row),
  });
  return { ok: true };
}

const duplicateSlug = (slug: string): Refusal => ({
  ok: false,
  refused: 'duplicate_slug',
  field: 'slug',
  detail: { slug },
});

/** Why a session can't stand in the programme like this. @param before the row it replaces, with the status it will have */
export function refuseSession(
  input: SessionInput,
  before: SessionRow | undefined,
  edition: EditionRow,
  programme: Programme,
): Refusal | undefined {
  const others = programme.sessions.filter((session) => session.id !== before?.id);
  if (others.some((other) => other.slug === input.slug)) return duplicateSlug(input.slug);
  if (before && losesWorkshop(before, input, programme))
    return { ok: false, refused: 'workshop_in_use', field: 'type', detail: { title: before.title } };
  const facts = sessionFactsOf(input, before?.status ?? 'scheduled');
  const own = sessionFaults(facts, frameOf(edition, programme));
  return refusalOf([...own, ...clashesWith(facts, others, programme)]);
}

/** Whoever has signed up would keep a place in something that has none. */
export function losesWorkshop(
  before: Pick<SessionRow, 'id' | 'type'>,
  after: Pick<SessionInput, 'type'>,
  { signedUp }: Pick<Programme, 'signedUp'>,
): boolean {
  return before.type === 'workshop' && after.type !== 'workshop' && signedUp.has(before.id);
}

function clashesWith(
  facts: ReturnType<typeof sessionFactsOf>,
  others: readonly SessionRow[],
  programme: Programme,
): ProgrammeFault[] {
  const rooms = namesOf(programme).rooms;
  return others.flatMap((other) =>
    roomClashes([facts, sessionFactsOf(sessionInputOf(other, programme), other.status)]).map(({ room }) => ({
      code: 'room_overlap' as const,
      field: 'roomId',
      detail: { first: facts.title, second: other.title, room: rooms.get(room) ?? '' },
    })),
  );
}

async function keepSessionAddress(trx: Trx, { now }: Act, { id, event_id, slug }: SessionRow): Promise<void> {
  const record = { kind: 'event_session', id } as const;
  await keepOldAddress(trx, now, event_id, record, (edition) => sessionPath(edition, slug));
}

async function addSession(trx: Trx, act: Act, eventId: string, input: SessionInput): Promise<string> {
  const { id } = await trx
    .insertInto('event_sessions')
    .values({ ...sessionValues(input), event_id: eventId, created_at: act.now, updated_at: act.now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await linkSpeakers(trx, [{ sessionId: id, speakers: input.speakers }]);
  return id;
}

/** Writes what was checked over the row, and offers workshop places that a larger capacity gives free. */
export async function changeSession(
  trx: Trx,
  act: Act,
  before: SessionRow,
  input: SessionInput,
): Promise<string> {
  if (before.slug !== input.slug) await keepSessionAddress(trx, act, before);
  await trx.deleteFrom('event_session_speakers').where('session_id', '=', before.id).execute();
  await linkSpeakers(trx, [{ sessionId: before.id, speakers: input.speakers }]);
  await noteSessionChange(trx, act.now, before, input);
  // Registrations lock the places first and then the session: the same order here.
  await lockPlaces(trx, before.event_id);
  await trx
    .updateTable('event_sessions')
    .set({
      ...sessionValues(input),
      sequence: before.sequence + (changesCalendar(before, input) ? 1 : 0),
      version: before.version + 1,
      updated_at: act.now,
    })
    .where('id', '=', before.id)
    .execute();
  if (before.capacity !== input.capacity)
    await offerWorkshopPlaces(trx, before.event_id, [before.id], act.now);
  return before.id;
}

const sameMoment = (a: Temporal.Instant | null, b: Temporal.Instant | null): boolean =>
  a === null || b === null ? a === b : a.equals(b);

/** A change that calendars must take over raises SEQUENCE. */
function changesCalendar(before: SessionRow, after: SessionInput): boolean {
  return (
    !sameMoment(before.starts_at, after.startsAt) ||
    !sameMoment(before.ends_at, after.endsAt) ||
    before.room_id !== after.roomId ||
    before.title !== after.title
  );
}
