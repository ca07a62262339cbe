import { createSecretKey, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../../../platform/access/access.ts';
import { withTransaction } from '../../../../platform/db/transaction.ts';
import { createVault } from '../../../../platform/vault/vault.ts';
import { testDeps } from '../../../../../test/harness/app.ts';
import { useDatabase } from '../../../../../test/harness/database.ts';
import { checkPlaces } from '../../queries/check-places.ts';
import { countPlaces, insertEdition, registering } from '../../fixtures.ts';
import { acceptOffer, cancelRegistration, confirmAddress } from './own.ts';
import { registerPerson } from './register.ts';

const database = useDatabase({ max: 20 });
const vault = createVault(createSecretKey(randomBytes(32)));
const now = Temporal.Instant.from('2027-01-10T15:00:00Z');
const ctx = { actor: ANONYMOUS, vault, now };
const people = (count: number) => Array.from({ length: count }, (_, n) => n);

describe('many people at once', () => {
  it('would give out more places than there are, if everybody only looked before taking (the race is real)', async () => {
    const event = await insertEdition(database.db, 'carrera', { places: { capacity_total: 5 } });
    await Promise.all(
      people(20).map(() =>
        withTransaction(database.db, async (trx) => {
          const { taken_online } = await trx
            .selectFrom('event_places')
            .select('taken_online')
            .where('event_id', '=', event.id)
            .executeTakeFirstOrThrow();
          // What a program does between looking and taking.
          await sql`select pg_sleep(0.02)`.execute(trx);
          if (taken_online < 5)
            await trx
              .updateTable('event_places')
              .set((eb) => ({ taken_online: eb('taken_online', '+', 1) }))
              .where('event_id', '=', event.id)
              .execute();
        }),
      ),
    );
    expect((await countPlaces(database.db, event.id)).counted).toBeGreaterThan(5);
  });

  it('500 for 50 places: exactly 50 hold one, the rest stand in line in the order they came', async () => {
    const event = await insertEdition(database.db, 'quinientos', {
      places: { capacity_total: 50 },
      workshops: { taller: 10 },
    });
    const workshop = event.workshops[0]?.id ?? '';
    const results = await Promise.all(
      people(500).map((n) =>
        withTransaction(database.db, (trx) =>
          registerPerson(trx, ctx, event, registering(n, { workshops: [workshop] })),
        ),
      ),
    );
    expect(results.every((r) => r.ok && !r.repeated)).toBe(true);
    const rows = await database.db
      .selectFrom('event_registrations')
      .select(['holds_place', 'position'])
      .where('event_id', '=', event.id)
      .orderBy('position')
      .execute();
    expect(new Set(rows.map((r) => r.position)).size).toBe(500);
    expect(rows.map((r) => r.holds_place)).toEqual(people(500).map((n) => n < 50));
    expect(await countPlaces(database.db, event.id)).toEqual({
      counted: 50,
      held: 50,
      workshops: [{ counted: 10, held: 10 }],
    });
  });

  it('one address twenty times at once is one registration', async () => {
    const event = await insertEdition(database.db, 'veinte');
    const results = await Promise.all(
      people(20).map(() =>
        withTransaction(database.db, (trx) => registerPerson(trx, ctx, event, registering('misma'))),
      ),
    );
    expect(results.filter((r) => r.ok && !r.repeated)).toHaveLength(1);
    expect((await countPlaces(database.db, event.id)).counted).toBe(1);
  });

  it('cancellations, confirmations and acceptances at once end with as many places as rows that hold one', async () => {
    const event = await insertEdition(database.db, 'revuelto', {
      places: { capacity_total: 20 },
      workshops: { a: 7, b: 3 },
    });
    const workshops = event.workshops.map((w) => w.id);
    const ids = await Promise.all(
      people(60).map(async (n) => {
        const r = await withTransaction(database.db, (trx) =>
          registerPerson(trx, ctx, event, registering(n, { workshops })),
        );
        if (!r.ok) throw new Error(r.refused);
        return r.id;
      }),
    );
    await Promise.all(
      ids.map((id) => withTransaction(database.db, (trx) => confirmAddress(trx, ctx, event, id))),
    );
    const holders = await database.db
      .selectFrom('event_registrations')
      .select('id')
      .where('event_id', '=', event.id)
      .where('holds_place', '=', true)
      .execute();
    const leaving = holders.slice(0, 12).map((h) => h.id);
    // Each cancels twice, as an impatient finger does; others try to accept what they may not have.
    await Promise.all([
      ...leaving
        .flatMap((id) => [id, id])
        .map((id) => withTransaction(database.db, (trx) => cancelRegistration(trx, ctx, event, id))),
      ...ids.map((id) => withTransaction(database.db, (trx) => acceptOffer(trx, ctx, event, id))),
    ]);
    const states = await database.db
      .selectFrom('event_registrations')
      .select(['state', (eb) => eb.fn.countAll<number>().as('n')])
      .where('event_id', '=', event.id)
      .groupBy('state')
      .execute();
    const count = Object.fromEntries(states.map((s) => [s.state, s.n]));
    expect((count['confirmed'] ?? 0) + (count['offered'] ?? 0)).toBe(20);
    expect(count['cancelled']).toBe(12);
    const offers = await database.db
      .selectFrom('mails')
      .select('subject_id')
      .where('kind', '=', 'events.offer')
      .where('subject_id', 'in', ids)
      .execute();
    expect(new Set(offers.map((o) => o.subject_id)).size).toBe(offers.length);
    const places = await countPlaces(database.db, event.id);
    expect(places.counted).toBe(places.held);
    for (const w of places.workshops) expect(w.counted).toBe(w.held);
  });
});

describe('the doctor', () => {
  it('finds a counter that differs from the rows', async () => {
    const event = await insertEdition(database.db, 'revisar', {
      places: { capacity_total: 5 },
      workshops: { taller: 2 },
    });
    await withTransaction(database.db, (trx) =>
      registerPerson(trx, ctx, event, registering(1, { workshops: event.workshops.map((w) => w.id) })),
    );
    // The first test of this file left one on purpose.
    await database.db
      .updateTable('event_places')
      .set({ taken_online: 0 })
      .where('event_id', 'in', (eb) => eb.selectFrom('events').select('id').where('slug', '=', 'carrera'))
      .execute();
    const deps = testDeps(database.db);
    expect((await checkPlaces.run(deps)).level).toBe('ok');
    await database.db
      .updateTable('event_sessions')
      .set({ taken: 2 })
      .where('event_id', '=', event.id)
      .execute();
    expect(await checkPlaces.run(deps)).toEqual({
      level: 'fail',
      detail: '1 counters of places differ from the rows that hold one',
    });
  });
});
