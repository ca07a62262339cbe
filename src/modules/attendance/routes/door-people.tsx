/** At the door: finding somebody by name, adding somebody on the spot, a place beyond the capacity. */
import { randomUUID } from 'node:crypto';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import type { RawValues } from '../../../platform/forms/read.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { clockTime } from '../../../platform/i18n/dates.ts';
import { isUuid } from '../../../platform/uuid.ts';
import {
  acceptOffer,
  findPeople,
  findRegistration,
  findRegistrationEvent,
  offerPlace,
  type OpenRegistration,
  readRegistration,
  registerPerson,
  type RegistrationEvent,
  registrationFormOf,
} from '../../events/index.ts';
import { DoorAddPage, DoorSearchPage, type FoundPerson } from '../pages/door-people.tsx';
import { arrivalsOf } from '../queries/door.ts';
import { type AtDoor, atDoor, doorFacts, doorOver, doorPage } from './door-desk.tsx';
import { doorGet, doorPost, enterOne, fieldOf, tell } from './door-phone.tsx';

const MOST_FOUND = 10;
const SHORTEST = 2;

export function doorPeopleRoutes(deps: Deps): RouteSpec[] {
  return [
    doorGet('/agregar', 'Form to add a person on the spot.', (ctx) => addForm(deps, ctx)),
    doorPost('/agregar', 'Add a person on the spot, who comes in at once.', (ctx) => add(deps, ctx)),
    // A POST although it changes nothing: names stay out of addresses, and so out of the phone's history.
    doorPost('/buscar', 'Find people by name.', (ctx) => search(deps, ctx)),
    doorPost('/dar-lugar', 'Let somebody in who had no place; on phones of the staff.', (ctx) =>
      givePlace(deps, ctx),
    ),
  ];
}

/** @throws not_found for a phone that may not see names */
async function atSearch(deps: Deps, ctx: Ctx): Promise<AtDoor> {
  const at = await atDoor(deps, ctx);
  if (!at.phone.may_search) throw notFound();
  return at;
}

async function search(deps: Deps, ctx: Ctx): Promise<Answer> {
  const at = await atSearch(deps, ctx);
  if (at.state !== 'open') return doorOver(ctx, at);
  const q = fieldOf(ctx, 'q').replaceAll('\0', '').slice(0, 200);
  const tooShort = q.length < SHORTEST;
  const { event_id: eventId } = at.phone;
  const found = tooShort ? undefined : await findPeople(deps, eventId, {}, q, { limit: MOST_FOUND });
  const people = found?.people ?? [];
  const arrivals = await arrivalsOf(
    deps.db,
    people.map(({ id }) => id),
  );
  const body = (
    <DoorSearchPage
      door={await doorFacts(deps, ctx, at)}
      q={q}
      people={people.map((one) => foundPerson(ctx, at, one, arrivals.get(one.id)))}
      more={found?.next !== undefined}
      tooShort={tooShort}
    />
  );
  return doorPage(ctx.t('attendance.door.search'), body);
}

function foundPerson(
  { t, lang }: Ctx,
  { phone }: AtDoor,
  { id, person, state, attendance }: OpenRegistration,
  arrived: Temporal.Instant | undefined,
): FoundPerson {
  const facts = [
    ...(person?.organization ? [person.organization] : []),
    t(`events.attendance.${attendance}`),
    ...(state === 'confirmed' ? [] : [t(`events.state.${state}`)]),
  ];
  const time = arrived && clockTime(arrived, phone.timezone, lang);
  return {
    id,
    name: person?.name ?? t('events.office.person.unreadable'),
    facts,
    arrived: time && t('attendance.door.came_at', { time }),
  };
}

/** @throws not_found */
async function eventOf(deps: Deps, { phone }: AtDoor): Promise<RegistrationEvent> {
  const event = await findRegistrationEvent(deps.db, { id: phone.event_id });
  if (!event) throw notFound();
  return event;
}

async function addForm(
  deps: Deps,
  ctx: Ctx,
  typed?: { values: RawValues; faults: readonly FieldFault[] },
): Promise<Answer> {
  const at = await atSearch(deps, ctx);
  if (at.state !== 'open') return doorOver(ctx, at);
  const fields = fieldsOf(registrationFormOf(await eventOf(deps, at), 'staff'));
  const blank = new Map([['attendance', ['in_person']]]);
  const body = (
    <DoorAddPage
      door={await doorFacts(deps, ctx, at)}
      state={{ fields, values: blank, faults: [], ...typed }}
    />
  );
  return doorPage(ctx.t('attendance.door.add'), body, { status: typed ? 422 : 200 });
}

async function add(deps: Deps, ctx: Ctx): Promise<Answer> {
  const at = await atSearch(deps, ctx);
  if (at.state !== 'open') return doorOver(ctx, at);
  const event = await eventOf(deps, at);
  const reading = readRegistration(event, 'staff', ctx.body, ctx.t);
  if (!reading.ok) return addForm(deps, ctx, { values: reading.raw, faults: reading.faults });
  const { email = '', ...rest } = reading.value.person;
  // Its own transaction, short: the next one at the registration waits for it. Cut off here, somebody is
  // registered and has not come in yet.
  const done = await withTransaction(deps.db, (trx) =>
    registerPerson(trx, { actor: at.actor, vault: deps.vault, now: ctx.now }, event, {
      ...reading.value,
      person: { ...rest, email },
      lang: ctx.lang,
      privacyVersion: null,
      origin: 'staff',
      addressKnown: true,
    }),
  );
  if (!done.ok || done.id === '') return tell(deps, ctx, at, { answer: 'unknown' });
  return comeIn(deps, ctx, at, done.id, 'added');
}

async function comeIn(
  deps: Deps,
  ctx: Ctx,
  at: AtDoor,
  registrationId: string,
  way: 'added' | 'search',
): Promise<Answer> {
  const scanId = randomUUID();
  const answer = await enterOne(deps, ctx, at, registrationId, { scanId, way, anyway: true });
  return tell(deps, ctx, at, answer === undefined ? { scanId } : { answer });
}

/** Beyond the capacity if need be: the organiser sees the room. Counted like every other place. */
async function givePlace(deps: Deps, ctx: Ctx): Promise<Answer> {
  const at = await atDoor(deps, ctx);
  if (at.state !== 'open') return doorOver(ctx, at);
  const registration = fieldOf(ctx, 'registration');
  if (!at.phone.by_staff || !isUuid(registration)) return seeOther(at.path);
  const event = await eventOf(deps, at);
  const c = { actor: at.actor, now: ctx.now };
  const known = await findRegistration(deps.db, registration);
  if (known?.event_id !== event.id) return tell(deps, ctx, at, { answer: 'unknown' });
  await withTransaction(deps.db, async (trx) => {
    const offered = await offerPlace(trx, c, event, registration);
    if (offered.ok) await acceptOffer(trx, c, event, registration);
  });
  return comeIn(deps, ctx, at, registration, 'search');
}
