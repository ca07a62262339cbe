/** What is easily forgotten: editions that are called off or over, workshops that somebody wants again. */
import { createSecretKey, randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../../../platform/access/access.ts';
import type { Trx } from '../../../../platform/db/handles.ts';
import { withTransaction } from '../../../../platform/db/transaction.ts';
import { createVault } from '../../../../platform/vault/vault.ts';
import { useDatabase } from '../../../../../test/harness/database.ts';
import { countPlaces, examplePerson, insertEdition, registering } from '../../fixtures.ts';
import { findRegistration, listWorkshopPlaces, type RegistrationEvent } from '../../queries/registrations.ts';
import { type Change, changeRegistration } from './change.ts';
import { acceptOffer, cancelRegistration, confirmAddress, type OwnContext, rejoin } from './own.ts';
import { type Registering, registerPerson } from './register.ts';
import { tendPlaces } from './tend.ts';

const database = useDatabase({ max: 4 });
const vault = createVault(createSecretKey(randomBytes(32)));
const NOW = Temporal.Instant.from('2027-01-10T15:00:00Z');
const AFTER = Temporal.Instant.from('2027-03-09T15:00:00Z');
let now = NOW;
let slug = 0;

beforeEach(() => {
  now = NOW;
  slug += 1;
});

const ctx = () => ({ actor: ANONYMOUS, vault, now });
const edition = (fixture: Parameters<typeof insertEdition>[2] = {}) =>
  insertEdition(database.db, `borde-${slug}`, fixture);

type Command = (trx: Trx, c: OwnContext, event: RegistrationEvent, id: string) => Promise<unknown>;
const act = (command: Command, event: RegistrationEvent, id: string) =>
  withTransaction(database.db, (trx) => command(trx, ctx(), event, id));

async function register(
  event: RegistrationEvent,
  n: number,
  more: Partial<Registering> = {},
): Promise<string> {
  const result = await withTransaction(database.db, (trx) =>
    registerPerson(trx, ctx(), event, registering(n, more)),
  );
  if (!result.ok) throw new Error(result.refused);
  return result.id;
}

async function come(event: RegistrationEvent, n: number, more: Partial<Registering> = {}): Promise<string> {
  const id = await register(event, n, more);
  await act(confirmAddress, event, id);
  return id;
}

function change(event: RegistrationEvent, id: string, more: Partial<Change> = {}) {
  const { email: _, ...person } = examplePerson(1);
  const consents = { directory: false, photo: false, recording: false };
  return withTransaction(database.db, (trx) =>
    changeRegistration(trx, ctx(), event, id, {
      person,
      attendance: 'online',
      workshops: [],
      consents,
      ...more,
    }),
  );
}

const stateOf = async (id: string) => (await findRegistration(database.db, id))?.state;
const workshopsOf = async (id: string) =>
  Object.fromEntries((await listWorkshopPlaces(database.db, id)).map((w) => [w.slug, w.state]));
const callOff = (event: RegistrationEvent) =>
  database.db.updateTable('events').set({ status: 'cancelled' }).where('id', '=', event.id).execute();

/** One who comes, one whose offer went by. */
async function lapsedOne(event: RegistrationEvent): Promise<{ gone: string; lapsed: string }> {
  const gone = await come(event, 1);
  const lapsed = await come(event, 2);
  await act(cancelRegistration, event, gone);
  now = now.add({ hours: 49 });
  await tendPlaces(database.db, now);
  return { gone, lapsed };
}

describe('an edition that is called off, though the page was read before', () => {
  it('takes nobody back into the line', async () => {
    const event = await edition({ places: { capacity_total: 1 } });
    const { lapsed } = await lapsedOne(event);
    expect(await stateOf(lapsed)).toBe('lapsed');
    await callOff(event);
    expect(await act(rejoin, event, lapsed)).toEqual({ ok: false, refused: 'closed', state: 'lapsed' });
    expect(await stateOf(lapsed)).toBe('lapsed');
  });

  it('gives no offered place, confirms no address and changes nothing', async () => {
    const event = await edition({ places: { capacity_total: 2 } });
    const first = await come(event, 1);
    const pending = await register(event, 2);
    const waiting = await come(event, 3);
    await act(cancelRegistration, event, first);
    expect(await stateOf(waiting)).toBe('offered');
    await callOff(event);
    expect(await act(acceptOffer, event, waiting)).toMatchObject({ ok: false, refused: 'closed' });
    expect(await act(confirmAddress, event, pending)).toMatchObject({ ok: false, refused: 'closed' });
    expect(await change(event, waiting)).toEqual({ ok: false, refused: 'wrong_state' });
    expect([await stateOf(waiting), await stateOf(pending)]).toEqual(['offered', 'pending']);
  });
});

describe('an edition that is over', () => {
  it('takes nobody back into the line and changes nothing', async () => {
    const event = await edition({ places: { capacity_total: 1 } });
    const { lapsed } = await lapsedOne(event);
    const other = await come(event, 3);
    now = AFTER;
    expect(await act(rejoin, event, lapsed)).toMatchObject({ ok: false, refused: 'closed' });
    expect(await change(event, other)).toEqual({ ok: false, refused: 'wrong_state' });
  });
});

describe('a workshop', () => {
  it('whose place became free while the first waiting had not confirmed yet is offered to them later', async () => {
    const event = await edition({ workshops: { datos: 1 } });
    const workshop = event.workshops.map((w) => w.id);
    const first = await come(event, 1, { workshops: workshop });
    const slow = await register(event, 2, { workshops: workshop });
    expect(await workshopsOf(slow)).toEqual({ datos: 'waitlisted' });
    await act(cancelRegistration, event, first);
    await act(confirmAddress, event, slow);
    await tendPlaces(database.db, now);
    expect(await workshopsOf(slow)).toEqual({ datos: 'offered' });
    expect((await countPlaces(database.db, event.id)).workshops).toEqual([{ counted: 1, held: 1 }]);
  });

  it('that takes place after all is offered to those who wait', async () => {
    const event = await edition({ workshops: { datos: 1 } });
    const workshop = event.workshops.map((w) => w.id);
    const first = await come(event, 1, { workshops: workshop });
    const second = await come(event, 2, { workshops: workshop });
    const sessions = (status: 'cancelled' | 'scheduled') =>
      database.db.updateTable('event_sessions').set({ status }).where('event_id', '=', event.id).execute();
    await sessions('cancelled');
    await act(cancelRegistration, event, first);
    await tendPlaces(database.db, now);
    expect(await workshopsOf(second)).toEqual({ datos: 'waitlisted' });
    await sessions('scheduled');
    await tendPlaces(database.db, now);
    expect(await workshopsOf(second)).toEqual({ datos: 'offered' });
  });

  it('that was called off when somebody got a place in the edition takes them in when it is on again', async () => {
    const event = await edition({ places: { capacity_total: 1 }, workshops: { datos: 1 } });
    const first = await come(event, 1);
    const second = await come(event, 2, { workshops: event.workshops.map((w) => w.id) });
    const sessions = (status: 'cancelled' | 'scheduled') =>
      database.db.updateTable('event_sessions').set({ status }).where('event_id', '=', event.id).execute();
    await sessions('cancelled');
    await act(cancelRegistration, event, first);
    await act(acceptOffer, event, second);
    expect(await workshopsOf(second)).toEqual({ datos: 'wanted' });
    await sessions('scheduled');
    await tendPlaces(database.db, now);
    expect(await workshopsOf(second)).toEqual({ datos: 'held' });
    expect((await countPlaces(database.db, event.id)).workshops).toEqual([{ counted: 1, held: 1 }]);
  });

  it('whose offer went by can be wanted again', async () => {
    const event = await edition({ workshops: { datos: 1 } });
    const workshops = event.workshops.map((w) => w.id);
    const first = await come(event, 1, { workshops });
    const second = await come(event, 2, { workshops });
    await change(event, first, { workshops: [] });
    now = now.add({ hours: 49 });
    await tendPlaces(database.db, now);
    expect(await workshopsOf(second)).toEqual({ datos: 'lapsed' });
    expect(await change(event, second, { workshops })).toEqual({ ok: true });
    expect(await workshopsOf(second)).toEqual({ datos: 'held' });
    expect((await countPlaces(database.db, event.id)).workshops).toEqual([{ counted: 1, held: 1 }]);
  });

  it('that is called off keeps its people: a change of something else drops nobody', async () => {
    const event = await edition({ workshops: { datos: 1, mapas: 1 } });
    const id = await come(event, 1, { workshops: event.workshops.map((w) => w.id) });
    await database.db
      .updateTable('event_sessions')
      .set({ status: 'cancelled' })
      .where('event_id', '=', event.id)
      .where('slug', '=', 'datos')
      .execute();
    const shown = { ...event, workshops: event.workshops.filter((w) => w.slug !== 'datos') };
    expect(await change(shown, id, { workshops: [] })).toEqual({ ok: true });
    expect(await workshopsOf(id)).toEqual({ datos: 'held' });
    expect((await countPlaces(database.db, event.id)).workshops).toEqual([
      { counted: 1, held: 1 },
      { counted: 0, held: 0 },
    ]);
  });
});

describe('an edition in which something fails', () => {
  it('keeps the clock from no other edition', async () => {
    const broken = await edition({ places: { capacity_total: 1 } });
    await register(broken, 1);
    const fine = await insertEdition(database.db, `sana-${slug}`, { places: { capacity_total: 1 } });
    await come(fine, 2);
    const waiting = await come(fine, 3);
    const places = (event: RegistrationEvent, set: object) =>
      database.db.updateTable('event_places').set(set).where('event_id', '=', event.id).execute();
    await places(fine, { capacity_total: 2 });
    // What lapses there cannot be counted back.
    await places(broken, { taken_online: 0 });
    now = now.add({ hours: 3 });
    await expect(tendPlaces(database.db, now)).rejects.toThrow('event_places');
    expect(await stateOf(waiting)).toBe('offered');
  });
});
