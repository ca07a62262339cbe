/** Series and editions: made, changed, published. Every change leaves history and audit behind. */
import type { Trx } from '../../../platform/db/handles.ts';
import { editionPath } from '../addresses.ts';
import { citeStated } from '../../../platform/sources/stated.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { editionFaults, isSlug, isWebAddress, sessionFaults } from '../rules/programme.ts';
import type { Act, EditionInput, Outcome, Refusal, SeriesInput } from './inputs.ts';
import { keepOldAddress } from './old-address.ts';
import {
  frameOf,
  lockEdition,
  readProgramme,
  refusalOf,
  sessionFactsOf,
  sessionInputOf,
} from './programme-state.ts';
import { record } from './record.ts';
import { offerFreedPlaces } from './registration/offers.ts';
import { type EditionRow, editionContent, editionInputOf, editionValues, placesValues } from './rows.ts';
import { tell } from './tell.ts';
import type { EventMode } from '../tables.ts';

/** A new edition, not published. */
export async function createEdition(
  trx: Trx,
  act: Act,
  input: EditionInput,
): Promise<Outcome<{ id: string }>> {
  const refusal = refuseEdition(input) ?? (await refuseSeries(trx, input.seriesId));
  if (refusal) return refusal;
  const row = await trx
    .insertInto('events')
    .values({ ...editionValues(input), created_at: act.now, updated_at: act.now })
    .onConflict((c) => c.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return duplicateSlug(input.slug);
  await trx
    .insertInto('event_places')
    .values({ event_id: row.id, ...placesValues(input.registration.capacity) })
    .execute();
  await citeStated(trx, act, { kind: 'event', id: row.id }, input.sources);
  await record(trx, act, { kind: 'event', id: row.id, action: 'created', content: editionContent(input) });
  return { ok: true, id: row.id };
}

/**
 * Changes an edition.
 * @param input.version as it was when the form was drawn: when somebody saved since, refused as `changed`
 * @param input.tell those registered are told when time, place or way of attending change
 */
export async function updateEdition(
  trx: Trx,
  act: Act,
  eventId: string,
  input: EditionInput & { version: number; tell?: boolean },
): Promise<Outcome<{ version: number }>> {
  const before = await lockEdition(trx, eventId);
  if (!before) return { ok: false, refused: 'not_found' };
  if (before.version !== input.version) return { ok: false, refused: 'changed' };
  const refusal =
    refuseEdition(input) ??
    (await refuseSeries(trx, input.seriesId)) ??
    (await refuseTakenSlug(trx, before, input.slug)) ??
    (await refuseSessionsOutside(trx, before, input)) ??
    (await refuseWayInUse(trx, before, input.mode));
  if (refusal) return refusal;
  return { ok: true, version: await writeEdition(trx, act, before, input, input) };
}

/**
 * Writes what was checked over the locked row.
 * @param options.tell those registered are told of a change of time, place or way of attending
 * @returns the new version
 */
export async function writeEdition(
  trx: Trx,
  act: Act,
  before: EditionRow,
  input: EditionInput,
  { tell: tells = false }: { tell?: boolean } = {},
): Promise<number> {
  const version = before.version + 1;
  const sequence = before.sequence + (changesCalendar(before, input) ? 1 : 0);
  if (before.slug !== input.slug)
    await keepOldAddress(trx, act.now, before.id, { kind: 'event', id: before.id }, editionPath);
  await trx
    .updateTable('events')
    .set({
      ...editionValues(input),
      sequence,
      version,
      updated_at: act.now,
    })
    .where('id', '=', before.id)
    .execute();
  await citeStated(trx, act, { kind: 'event', id: before.id }, input.sources);
  await record(trx, act, { kind: 'event', id: before.id, action: 'changed', content: editionContent(input) });
  if (tells && isToTell(before, input, act.now))
    await tell(trx, { eventId: before.id, what: 'events.edition_changed', sequence });
  // The contended row comes last. Places that became free are offered to those who wait.
  await trx
    .updateTable('event_places')
    .set(placesValues(input.registration.capacity))
    .where('event_id', '=', before.id)
    .execute();
  await offerFreedPlaces(trx, before.id, act.now);
  return version;
}

/** Makes an edition public. Refused as `not_now` when it is already. */
export async function publishEdition(trx: Trx, act: Act, eventId: string): Promise<Outcome> {
  return setVisibility(trx, act, eventId, 'published');
}

/** Takes an edition from the public; refused as `in_use` once people have registered: cancel or postpone it instead. */
export async function unpublishEdition(trx: Trx, act: Act, eventId: string): Promise<Outcome> {
  const registered = await trx
    .selectFrom('event_registrations')
    .select('id')
    .where('event_id', '=', eventId)
    .where('state', 'not in', ['cancelled', 'declined', 'lapsed'])
    .limit(1)
    .executeTakeFirst();
  if (registered) return { ok: false, refused: 'in_use' };
  return setVisibility(trx, act, eventId, 'draft');
}

/** A series: new without `id`, else changed. */
export async function saveSeries(trx: Trx, act: Act, input: SeriesInput): Promise<Outcome<{ id: string }>> {
  const { id, slug, title, summary } = input;
  if (!isSlug(slug)) return { ok: false, refused: 'bad_slug', field: 'slug', detail: { slug } };
  if (title === '') return { ok: false, refused: 'missing_title', field: 'title' };
  const taken = await trx.selectFrom('event_series').select('id').where('slug', '=', slug).executeTakeFirst();
  if (taken && taken.id !== id) return duplicateSlug(slug);
  const values = { slug, title, summary, updated_at: act.now };
  const row =
    id === undefined
      ? await trx
          .insertInto('event_series')
          .values({ ...values, created_at: act.now })
          .returning('id')
          .executeTakeFirst()
      : await trx
          .updateTable('event_series')
          .set(values)
          .where('id', '=', id)
          .returning('id')
          .executeTakeFirst();
  if (!row) return { ok: false, refused: 'not_found' };
  await record(trx, act, {
    kind: 'event_series',
    id: row.id,
    action: id === undefined ? 'created' : 'changed',
    content: { slug, title, summary },
  });
  return { ok: true, id: row.id };
}

function refuseEdition(input: EditionInput): Refusal | undefined {
  const bad = input.sources.findIndex((source) => source.url !== undefined && !isWebAddress(source.url));
  return (
    refusalOf(editionFaults(input)) ??
    (bad === -1 ? undefined : { ok: false, refused: 'bad_url', field: `sources.${bad}` })
  );
}

async function refuseSeries(trx: Trx, seriesId: string | null): Promise<Refusal | undefined> {
  if (seriesId === null) return undefined;
  const unknown: Refusal = { ok: false, refused: 'series_unknown', field: 'seriesId' };
  // The database would take what is no id for a fault of ours.
  if (!isUuid(seriesId)) return unknown;
  const found = await trx
    .selectFrom('event_series')
    .select('id')
    .where('id', '=', seriesId)
    .executeTakeFirst();
  return found ? undefined : unknown;
}

const duplicateSlug = (slug: string): Refusal => ({
  ok: false,
  refused: 'duplicate_slug',
  field: 'slug',
  detail: { slug },
});

async function refuseTakenSlug(trx: Trx, before: EditionRow, slug: string): Promise<Refusal | undefined> {
  if (slug === before.slug) return undefined;
  const taken = await trx.selectFrom('events').select('id').where('slug', '=', slug).executeTakeFirst();
  return taken && duplicateSlug(slug);
}

/** A way of attending can't be taken from those who registered for it: their places would be nowhere. */
async function refuseWayInUse(trx: Trx, before: EditionRow, mode: EventMode): Promise<Refusal | undefined> {
  if (mode === 'hybrid' || mode === before.mode) return undefined;
  const somebody = await trx
    .selectFrom('event_registrations')
    .select('id')
    .where('event_id', '=', before.id)
    .where('attendance', '!=', mode)
    .where('state', 'not in', ['cancelled', 'declined'])
    .executeTakeFirst();
  return somebody && { ok: false, refused: 'way_in_use', field: 'mode' };
}

/** An edition can't be made shorter than its programme. */
async function refuseSessionsOutside(
  trx: Trx,
  before: EditionRow,
  input: EditionInput,
): Promise<Refusal | undefined> {
  const programme = await readProgramme(trx, before.id);
  const frame = frameOf({ starts_at: input.startsAt, ends_at: input.endsAt }, programme);
  const faults = programme.sessions
    .filter((session) => session.status === 'scheduled')
    .flatMap((session) =>
      sessionFaults(sessionFactsOf(sessionInputOf(session, programme), session.status), frame),
    )
    .filter((fault) => fault.code === 'session_outside');
  return refusalOf(faults);
}

/** Of a draft, of what is put off or called off, and of what is over, nobody is told. */
function isToTell(before: EditionRow, after: EditionInput, now: Temporal.Instant): boolean {
  const isOver = [before.ends_at, after.endsAt].every((end) => Temporal.Instant.compare(end, now) <= 0);
  const isPublic = before.visibility === 'published' && before.status === 'scheduled';
  return isPublic && !isOver && changesPlan(before, after);
}

/** What somebody who comes must know. */
function changesPlan(before: EditionRow, after: EditionInput): boolean {
  return (
    !before.starts_at.equals(after.startsAt) ||
    !before.ends_at.equals(after.endsAt) ||
    before.venue !== after.venue ||
    before.venue_address !== after.venueAddress ||
    before.mode !== after.mode
  );
}

/** What a calendar shows of it: a change raises SEQUENCE, so that calendars take it over. */
function changesCalendar(before: EditionRow, after: EditionInput): boolean {
  return before.title !== after.title || changesPlan(before, after);
}

async function setVisibility(
  trx: Trx,
  act: Act,
  eventId: string,
  visibility: 'draft' | 'published',
): Promise<Outcome> {
  const edition = await lockEdition(trx, eventId);
  if (!edition) return { ok: false, refused: 'not_found' };
  if (edition.visibility === visibility) return { ok: false, refused: 'not_now' };
  await trx
    .updateTable('events')
    .set({ visibility, version: edition.version + 1, updated_at: act.now })
    .where('id', '=', eventId)
    .execute();
  const { places } = await readProgramme(trx, eventId);
  await record(trx, act, {
    kind: 'event',
    id: eventId,
    action: visibility === 'published' ? 'published' : 'unpublished',
    content: editionContent(editionInputOf(edition, places)),
  });
  return { ok: true };
}
