import { createSecretKey, randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../../../platform/access/access.ts';
import { withTransaction } from '../../../../platform/db/transaction.ts';
import { createVault } from '../../../../platform/vault/vault.ts';
import { testDeps } from '../../../../../test/harness/app.ts';
import { useDatabase } from '../../../../../test/harness/database.ts';
import { countPlaces, examplePerson, insertEdition, registering } from '../../fixtures.ts';
import { eventMails } from '../../mails.ts';
import { openPerson } from '../../person.ts';
import { findRegistration, listWorkshopPlaces, type RegistrationEvent } from '../../queries/registrations.ts';
import { changeRegistration } from './change.ts';
import { sendLinkAgain } from './links.ts';
import { acceptOffer, cancelRegistration, confirmAddress, rejoin } from './own.ts';
import { type Registering, registerPerson } from './register.ts';
import { approve, decline, moveToWaitingList, offerPlace } from './staff.ts';
import { tendPlaces } from './tend.ts';
import { acceptWorkshop } from './workshop-offers.ts';

const database = useDatabase({ max: 8 });
const vault = createVault(createSecretKey(randomBytes(32)));
const NOW = Temporal.Instant.from('2027-01-10T15:00:00Z');
let now = NOW;
let slug = 0;

beforeEach(() => {
  now = NOW;
  slug += 1;
});

const ctx = () => ({ actor: ANONYMOUS, vault, now });
const edition = (fixture: Parameters<typeof insertEdition>[2] = {}) =>
  insertEdition(database.db, `prueba-${slug}`, fixture);

async function register(event: RegistrationEvent, who: Registering): Promise<string> {
  const result = await withTransaction(database.db, (trx) => registerPerson(trx, ctx(), event, who));
  if (!result.ok) throw new Error(result.refused);
  return result.id;
}

const confirm = (event: RegistrationEvent, id: string) =>
  withTransaction(database.db, (trx) => confirmAddress(trx, ctx(), event, id));
const cancel = (event: RegistrationEvent, id: string) =>
  withTransaction(database.db, (trx) => cancelRegistration(trx, ctx(), event, id));
const stateOf = async (id: string) => (await findRegistration(database.db, id))?.state;

async function mailsTo(id: string): Promise<string[]> {
  const rows = await database.db
    .selectFrom('mails')
    .select('kind')
    .where('subject_id', '=', id)
    .orderBy('id')
    .execute();
  return rows.map((r) => r.kind);
}

/** Registered and confirmed. */
async function come(
  event: RegistrationEvent,
  n: number | string,
  more: Partial<Registering> = {},
): Promise<string> {
  const id = await register(event, registering(n, more));
  await confirm(event, id);
  return id;
}

describe('registering', () => {
  it('holds a place until the address is confirmed, then gives it', async () => {
    const event = await edition({ places: { capacity_total: 1 } });
    const id = await register(event, registering(1));
    expect(await findRegistration(database.db, id)).toMatchObject({
      state: 'pending',
      holds_place: true,
      held_until: NOW.add({ minutes: 120 }),
    });
    expect(await confirm(event, id)).toEqual({ ok: true, state: 'confirmed' });
    expect(await findRegistration(database.db, id)).toMatchObject({
      state: 'confirmed',
      holds_place: true,
      held_until: null,
    });
    expect(await mailsTo(id)).toEqual(['events.confirm_address', 'events.registration_state']);
  });

  it('answers a second click on the confirmation without doing anything again', async () => {
    const event = await edition();
    const id = await come(event, 1);
    expect(await confirm(event, id)).toEqual({ ok: true, state: 'confirmed', unchanged: true });
    expect(await mailsTo(id)).toEqual(['events.confirm_address', 'events.registration_state']);
  });

  it('seals name, address and answers', async () => {
    const event = await edition();
    const person = { ...examplePerson(1), answers: { dieta: 'vegetariana' } };
    const id = await register(event, registering(1, { person }));
    const row = await findRegistration(database.db, id);
    expect(openPerson(vault, id, row?.sealed ?? Buffer.alloc(0))).toEqual(person);
    expect(
      JSON.stringify(
        await database.db.selectFrom('event_registrations').selectAll().where('id', '=', id).execute(),
      ),
    ).not.toContain('Ejemplo');
  });

  it('tells the mailbox of a second registration and leaves the first as it was', async () => {
    const event = await edition();
    const id = await come(event, 1);
    const again = await withTransaction(database.db, (trx) =>
      registerPerson(
        trx,
        ctx(),
        event,
        registering(1, { person: { ...examplePerson(1), email: ' PERSONA1@ejemplo.TEST', name: 'Otra' } }),
      ),
    );
    expect(again).toMatchObject({ ok: true, id, repeated: true });
    expect(await mailsTo(id)).toEqual([
      'events.confirm_address',
      'events.registration_state',
      'events.registered_already',
    ]);
    expect(
      openPerson(vault, id, (await findRegistration(database.db, id))?.sealed ?? Buffer.alloc(0)).name,
    ).toBe('Persona Ejemplo 1');
  });

  it('does not flood a mailbox, however often somebody types its address', async () => {
    const event = await edition();
    const id = await come(event, 1);
    for (let i = 0; i < 5; i++) await register(event, registering(1));
    for (let i = 0; i < 5; i++)
      await withTransaction(database.db, (trx) =>
        sendLinkAgain(trx, ctx(), event.id, 'persona1@ejemplo.test'),
      );
    expect(
      (await mailsTo(id)).filter(
        (k) => k === 'events.registered_already' || k === 'events.registration_link',
      ),
    ).toHaveLength(1);
    now = NOW.add({ minutes: 11 });
    expect(
      await withTransaction(database.db, (trx) =>
        sendLinkAgain(trx, ctx(), event.id, 'persona1@ejemplo.test'),
      ),
    ).toBe(true);
  });

  it('refuses before the opening and from the deadline on', async () => {
    const opens = NOW.add({ minutes: 1 });
    const early = await edition({ event: { registration_opens_at: opens } });
    expect(
      await withTransaction(database.db, (trx) => registerPerson(trx, ctx(), early, registering(1))),
    ).toEqual({ ok: false, refused: 'not_open' });
    slug += 1;
    const late = await edition({ event: { registration_closes_at: NOW } });
    expect(
      await withTransaction(database.db, (trx) => registerPerson(trx, ctx(), late, registering(1))),
    ).toEqual({ ok: false, refused: 'closed' });
    expect(
      await database.db
        .selectFrom('event_registrations')
        .select('id')
        .where('event_id', 'in', [early.id, late.id])
        .execute(),
    ).toEqual([]);
  });

  it('lets an address register again after it cancelled', async () => {
    const event = await edition();
    const first = await come(event, 1);
    await cancel(event, first);
    const second = await come(event, 1);
    expect(second).not.toBe(first);
    expect(await stateOf(second)).toBe('confirmed');
  });
});

describe('the waiting list', () => {
  it('offers a freed place once, to the first who came, and goes on when nobody takes it', async () => {
    const event = await edition({ places: { capacity_total: 1 }, event: { offer_hours: 48 } });
    const holder = await come(event, 'a');
    const first = await come(event, 'b');
    const second = await come(event, 'c');
    expect([await stateOf(first), await stateOf(second)]).toEqual(['waitlisted', 'waitlisted']);
    await cancel(event, holder);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['offered', 'waitlisted']);
    await cancel(event, holder);
    expect(await stateOf(second)).toBe('waitlisted');
    now = NOW.add({ hours: 49 });
    await tendPlaces(database.db, now);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['lapsed', 'offered']);
    expect((await mailsTo(first)).at(-1)).toBe('events.offer_lapsed');
    const accepted = await withTransaction(database.db, (trx) => acceptOffer(trx, ctx(), event, second));
    expect(accepted).toEqual({ ok: true, state: 'confirmed' });
    expect(await withTransaction(database.db, (trx) => acceptOffer(trx, ctx(), event, first))).toMatchObject({
      ok: false,
      refused: 'wrong_state',
    });
    expect(await withTransaction(database.db, (trx) => rejoin(trx, ctx(), event, first))).toEqual({
      ok: true,
      state: 'waitlisted',
    });
    expect(await countPlaces(database.db, event.id)).toMatchObject({ counted: 1, held: 1 });
  });

  it('gives a place that an unconfirmed address held to the first waiting; who confirms late stands at the end', async () => {
    const event = await edition({ places: { capacity_total: 1 } });
    const slow = await register(event, registering('lento'));
    const waiting = await come(event, 'espera');
    now = NOW.add({ hours: 3 });
    await tendPlaces(database.db, now);
    expect([await stateOf(slow), await stateOf(waiting)]).toEqual(['pending', 'offered']);
    expect(await confirm(event, slow)).toEqual({ ok: true, state: 'waitlisted' });
    const rows = await database.db
      .selectFrom('event_registrations')
      .select('id')
      .where('event_id', '=', event.id)
      .orderBy('position')
      .execute();
    expect(rows.map((r) => r.id)).toEqual([waiting, slow]);
  });

  it('keeps the ways of attending apart, and the edition above both', async () => {
    const event = await edition({
      event: { mode: 'hybrid' },
      places: { capacity_total: 2, capacity_in_person: 1 },
    });
    const room = await come(event, 1, { attendance: 'in_person' });
    const waitsForRoom = await come(event, 2, { attendance: 'in_person' });
    const online = await come(event, 3);
    const waitsOnline = await come(event, 4);
    expect([await stateOf(waitsForRoom), await stateOf(online), await stateOf(waitsOnline)]).toEqual([
      'waitlisted',
      'confirmed',
      'waitlisted',
    ]);
    await cancel(event, online);
    expect([await stateOf(waitsForRoom), await stateOf(waitsOnline)]).toEqual(['waitlisted', 'offered']);
    await cancel(event, room);
    expect(await stateOf(waitsForRoom)).toBe('offered');
  });

  it('lets the organiser offer out of turn and beyond the capacity, and counts it', async () => {
    const event = await edition({ places: { capacity_total: 0 } });
    await come(event, 1);
    const second = await come(event, 2);
    expect(await withTransaction(database.db, (trx) => offerPlace(trx, ctx(), event, second))).toEqual({
      ok: true,
      state: 'offered',
    });
    expect(await countPlaces(database.db, event.id)).toMatchObject({ counted: 1, held: 1 });
  });
});

describe('approval', () => {
  it('keeps the place while the organiser decides, and hands it on after a no', async () => {
    const event = await edition({ event: { approval: true }, places: { capacity_total: 1 } });
    const asked = await come(event, 1);
    const next = await come(event, 2);
    expect([await stateOf(asked), await stateOf(next)]).toEqual(['awaiting_approval', 'awaiting_approval']);
    expect(await withTransaction(database.db, (trx) => approve(trx, ctx(), event, next))).toEqual({
      ok: true,
      state: 'waitlisted',
    });
    expect(await withTransaction(database.db, (trx) => decline(trx, ctx(), event, asked))).toEqual({
      ok: true,
      state: 'declined',
    });
    expect(await stateOf(next)).toBe('offered');
    expect((await mailsTo(asked)).at(-1)).toBe('events.registration_declined');
  });
});

describe('what the organiser does', () => {
  it('gives no place in an edition that is called off', async () => {
    const event = await edition({ event: { approval: true }, places: { capacity_total: 1 } });
    const asked = await come(event, 1);
    const second = await come(event, 2);
    await withTransaction(database.db, (trx) => approve(trx, ctx(), event, second));
    await database.db.updateTable('events').set({ status: 'cancelled' }).where('id', '=', event.id).execute();
    expect(await withTransaction(database.db, (trx) => approve(trx, ctx(), event, asked))).toMatchObject({
      ok: false,
      refused: 'closed',
    });
    expect(await withTransaction(database.db, (trx) => offerPlace(trx, ctx(), event, second))).toMatchObject({
      ok: false,
      refused: 'closed',
    });
  });

  it('moves somebody back into the line and takes the calendar entry back', async () => {
    const event = await edition({ places: { capacity_total: 1 } });
    const holder = await come(event, 1);
    const waiting = await come(event, 2);
    expect(await withTransaction(database.db, (trx) => moveToWaitingList(trx, ctx(), event, holder))).toEqual(
      { ok: true, state: 'waitlisted' },
    );
    expect([await stateOf(holder), await stateOf(waiting)]).toEqual(['waitlisted', 'offered']);
    const deps = { ...testDeps(database.db, () => now), vault };
    const spec = eventMails(deps).find((m) => m.kind === 'events.registration_state');
    const mail = await spec?.compose(holder, { from: 'confirmed' }, database.db);
    expect([mail?.subject, mail?.calendar?.method]).toEqual([
      'En lista de espera: Encuentro de prueba',
      'CANCEL',
    ]);
    expect(mail?.calendar?.ics).toContain('SEQUENCE:1');
  });
});

describe('workshops', () => {
  it('fills in the order people came and offers a freed place to the first waiting, once', async () => {
    const event = await edition({ workshops: { taller: 1 } });
    const workshop = event.workshops[0]?.id ?? '';
    const ids: string[] = [];
    for (const n of [1, 2, 3]) ids.push(await come(event, n, { workshops: [workshop] }));
    const states = async () =>
      (await Promise.all(ids.map((id) => listWorkshopPlaces(database.db, id)))).map((w) => w[0]?.state);
    expect(await states()).toEqual(['held', 'waitlisted', 'waitlisted']);
    await cancel(event, ids[0] ?? '');
    expect(await states()).toEqual([undefined, 'offered', 'waitlisted']);
    expect(
      await withTransaction(database.db, (trx) =>
        acceptWorkshop(trx, ctx(), event.id, ids[1] ?? '', workshop),
      ),
    ).toMatchObject({ ok: true });
    now = NOW.add({ hours: 72 });
    await tendPlaces(database.db, now);
    expect(await states()).toEqual([undefined, 'held', 'waitlisted']);
    expect((await countPlaces(database.db, event.id)).workshops).toEqual([{ counted: 1, held: 1 }]);
  });

  it('takes no workshop place for somebody who waits for the edition, until there is one', async () => {
    const event = await edition({ places: { capacity_total: 1 }, workshops: { taller: 1 } });
    const workshop = event.workshops[0]?.id ?? '';
    const holder = await come(event, 1);
    const waiting = await come(event, 2, { workshops: [workshop] });
    expect((await listWorkshopPlaces(database.db, waiting))[0]?.state).toBe('wanted');
    await cancel(event, holder);
    await withTransaction(database.db, (trx) => acceptOffer(trx, ctx(), event, waiting));
    expect((await listWorkshopPlaces(database.db, waiting))[0]?.state).toBe('held');
  });
});

describe('changing', () => {
  const change = {
    person: { name: 'Nombre Nuevo', answers: {} },
    workshops: [],
    consents: { directory: true, photo: false, recording: false },
  };

  it('moves to the other way of attending only where there is room, and offers the freed place', async () => {
    const event = await edition({
      event: { mode: 'hybrid' },
      places: { capacity_online: 1, capacity_in_person: 1 },
    });
    const room = await come(event, 1, { attendance: 'in_person' });
    const online = await come(event, 2);
    const waits = await come(event, 3, { attendance: 'in_person' });
    const toOnline = { ...change, attendance: 'online' as const };
    expect(
      await withTransaction(database.db, (trx) => changeRegistration(trx, ctx(), event, room, toOnline)),
    ).toEqual({ ok: false, refused: 'full' });
    await cancel(event, online);
    expect(
      await withTransaction(database.db, (trx) => changeRegistration(trx, ctx(), event, room, toOnline)),
    ).toEqual({ ok: true });
    expect(await stateOf(waits)).toBe('offered');
    expect(await findRegistration(database.db, room)).toMatchObject({
      attendance: 'online',
      sequence: 1,
      consent_directory: true,
    });
    expect(
      openPerson(vault, room, (await findRegistration(database.db, room))?.sealed ?? Buffer.alloc(0)),
    ).toEqual({ name: 'Nombre Nuevo', email: 'persona1@ejemplo.test', answers: {} });
    expect(await countPlaces(database.db, event.id)).toMatchObject({ counted: 2, held: 2 });
  });
});
