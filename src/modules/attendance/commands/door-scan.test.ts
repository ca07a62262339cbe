import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { doorNotes, makeDoor, openPhone, scanId } from '../../../../test/harness/door.ts';
import { START, testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { holdScans, judgeHeld, type KeptScan, mergeScans } from './door-merge.ts';
import { type Scan, takeScan } from './door-scan.ts';
import { undoArrival } from './door-undo.ts';

const database = useDatabase({ max: 20 });
let made: ReturnType<typeof testDeps> | undefined;
const deps = () => (made ??= testDeps(database.db));
const at = (minutes: number) => START.add({ minutes });
const iso = (minutes: number) => at(minutes).toString();
const scan = (registrationId: string, minutes: number, more: Partial<Scan> = {}): Scan => ({
  id: scanId(),
  registrationId,
  way: 'scan',
  at: at(minutes),
  clamped: false,
  anyway: false,
  ...more,
});
const kept = (
  registrationId: string | undefined,
  minutes: number,
  more: Partial<KeptScan> = {},
): KeptScan => ({
  id: scanId(),
  registrationId,
  at: at(minutes),
  clamped: false,
  anyway: false,
  ...more,
});
type Phone = Parameters<typeof takeScan>[1]['phone'];
const take = (phone: Phone, one: Scan) =>
  withTransaction(database.db, (trx) => takeScan(trx, { phone, now: at(600) }, one));
const merge = (phone: Phone, scans: readonly KeptScan[]) =>
  withTransaction(database.db, (trx) => mergeScans(trx, { phone, now: at(600) }, scans));

async function door(slug: string, people: Parameters<typeof makeDoor>[2] = [{}]) {
  const { event, people: made_ } = await makeDoor(deps(), slug, people);
  return {
    event,
    ids: made_.map(({ id }) => id),
    north: await openPhone(deps(), event),
    south: await openPhone(deps(), event, { label: 'Puerta sur', byStaff: false }),
  };
}

describe('two phones at one ticket', () => {
  it('would mark it twice if each only looked before marking (the race is real)', async () => {
    const { ids, north } = await door('carrera');
    await sql`drop index door_scans_arrival`.execute(database.db);
    await Promise.all(
      [1, 2].map((n) =>
        withTransaction(database.db, async (trx) => {
          const before = await trx
            .selectFrom('door_scans')
            .select('id')
            .where('registration_id', '=', ids[0] ?? '')
            .execute();
          await sql`select pg_sleep(0.05)`.execute(trx);
          const outcome = before.length === 0 ? ('arrived' as const) : ('double' as const);
          const { id, registrationId, way, clamped } = scan(ids[0] ?? '', n);
          const row = {
            id,
            way,
            clamped,
            event_id: north.event_id,
            phone_id: north.id,
            registration_id: registrationId,
          };
          await trx
            .insertInto('door_scans')
            .values({ ...row, outcome, at: at(n), received_at: at(n), undone_at: null })
            .execute();
        }),
      ),
    );
    expect((await doorNotes(database.db, ids))[0]?.outcomes).toEqual(['arrived', 'arrived']);
    await sql`delete from door_scans`.execute(database.db);
    await sql`create unique index door_scans_arrival on door_scans (registration_id) where outcome = 'arrived'`.execute(
      database.db,
    );
  });

  it('twenty at once: one is welcome, the others hear since when', async () => {
    const { ids, north, south } = await door('veinte');
    const id = ids[0] ?? '';
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, n) => take(n % 2 ? north : south, scan(id, 20 - n))),
    );
    const answers = taken.map((one) => one?.answer);
    expect(answers.toSorted()).toEqual([...Array(19).fill('already'), 'welcome']);
    const notes = await doorNotes(database.db, ids);
    expect(notes[0]?.outcomes).toEqual(['arrived', ...Array(19).fill('double')]);
  });

  it('the second hears when and where the first was', async () => {
    const { ids, north, south } = await door('segundo');
    const id = ids[0] ?? '';
    expect(await take(north, scan(id, 1))).toMatchObject({ answer: 'welcome' });
    const second = await take(south, scan(id, 2));
    expect(second).toMatchObject({ answer: 'already', arrival: { phone_id: north.id } });
    expect(second?.arrival?.at.toString()).toBe(iso(1));
  });

  it('the same scan told again is the same arrival', async () => {
    const { ids, north } = await door('repetida');
    const one = scan(ids[0] ?? '', 1);
    expect(await take(north, one)).toMatchObject({ answer: 'welcome', outcome: 'arrived' });
    expect(await take(north, one)).toMatchObject({ answer: 'welcome', outcome: 'arrived' });
    expect(await merge(north, [{ ...kept(one.registrationId, 1), id: one.id }])).toMatchObject([
      { answer: 'welcome' },
    ]);
    expect(await doorNotes(database.db, ids)).toEqual([{ outcomes: ['arrived'], at: iso(1) }]);
  });

  it('who registered for online is let in on purpose, who waits or cancelled is not', async () => {
    const { ids, north } = await door('estados', [{ attendance: 'online' }, {}, {}]);
    const [online = '', waiting = '', cancelled = ''] = ids;
    for (const [id, state] of [
      [waiting, 'waitlisted'],
      [cancelled, 'cancelled'],
    ] as const)
      await database.db.updateTable('event_registrations').set({ state }).where('id', '=', id).execute();
    expect((await take(north, scan(online, 1)))?.answer).toBe('online');
    expect((await take(north, scan(online, 2, { anyway: true })))?.answer).toBe('welcome');
    expect((await take(north, scan(waiting, 1, { anyway: true })))?.answer).toBe('waiting');
    expect((await take(north, scan(cancelled, 1, { anyway: true })))?.answer).toBe('cancelled');
    expect((await doorNotes(database.db, ids)).map((n) => n.at)).toEqual([iso(2), null, null]);
  });

  it('knows nothing of a ticket of another edition', async () => {
    const { north } = await door('una');
    const other = await door('otra');
    expect(await take(north, scan(other.ids[0] ?? '', 1))).toBe(undefined);
  });
});

describe('scans kept without network', () => {
  it('give one arrival, whatever the order in which phones send them, however often', async () => {
    // Each of the six orders of three batches, each batch sent twice, on tickets of their own.
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const { ids, north, south } = await door(
      'orden',
      orders.map(() => ({})),
    );
    for (const [index, order] of orders.entries()) {
      const id = ids[index] ?? '';
      const batches = [
        { phone: north, scans: [kept(id, 30), kept(id, 31)] },
        { phone: south, scans: [kept(id, 20), kept(id, 45)] },
        // The clock of this one was set back while it was offline.
        { phone: south, scans: [kept(id, 10, { clamped: true })] },
      ];
      for (const which of [...order, ...order.toReversed()]) {
        const batch = batches[which];
        if (batch) await merge(batch.phone, batch.scans);
      }
    }
    expect(await doorNotes(database.db, ids)).toEqual(
      orders.map(() => ({ outcomes: ['arrived', 'double', 'double', 'double', 'double'], at: iso(20) })),
    );
  });

  it('go before a mark made with network when they were earlier', async () => {
    const { ids, north, south } = await door('antes');
    const id = ids[0] ?? '';
    await take(north, scan(id, 60));
    expect(await merge(south, [kept(id, 30)])).toMatchObject([{ answer: 'welcome' }]);
    expect(await doorNotes(database.db, ids)).toEqual([{ outcomes: ['arrived', 'double'], at: iso(30) }]);
    expect(await merge(south, [kept(id, 90)])).toMatchObject([{ answer: 'already' }]);
  });

  it('two phones sending the same people at once, in opposite order, both come through', async () => {
    const { ids, north, south } = await door(
      'anillo',
      Array.from({ length: 30 }, () => ({})),
    );
    await Promise.all([
      merge(
        north,
        ids.map((id, n) => kept(id, n)),
      ),
      merge(
        south,
        ids.toReversed().map((id, n) => kept(id, 100 + n)),
      ),
    ]);
    const notes = await doorNotes(database.db, ids);
    expect(notes.map((n) => n.outcomes.join())).toEqual(ids.map(() => 'arrived,double'));
    expect(notes.map((n) => n.at)).toEqual(ids.map((_, n) => iso(n)));
  });

  it('killed in the middle, nothing has happened; sent again, everything has, once', async () => {
    const { ids, north } = await door(
      'corte',
      Array.from({ length: 10 }, () => ({})),
    );
    const batch = [...ids.map((id) => kept(id, 3)), kept(undefined, 4)];
    const cut = withTransaction(database.db, async (trx) => {
      await mergeScans(trx, { phone: north, now: at(600) }, batch);
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(trx);
    });
    await expect(cut).rejects.toThrow(/terminat/);
    expect((await doorNotes(database.db, ids)).every((n) => n.outcomes.length === 0 && n.at === null)).toBe(
      true,
    );
    await merge(north, batch);
    await merge(north, batch);
    expect(await doorNotes(database.db, ids)).toEqual(ids.map(() => ({ outcomes: ['arrived'], at: iso(3) })));
  });

  it('of a lost phone wait until somebody judges them', async () => {
    const { ids, north, south } = await door('perdido', [{}, {}]);
    const [first = '', second = ''] = ids;
    const scans = [kept(first, 5), kept(second, 6)];
    for (let twice = 0; twice < 2; twice++)
      await withTransaction(database.db, (trx) => holdScans(trx, { phone: north, now: at(600) }, scans));
    expect((await doorNotes(database.db, ids)).map((n) => n.outcomes)).toEqual([['held'], ['held']]);
    await take(south, scan(first, 20));
    const act = { actor: { kind: 'system', what: 'test' } as const, now: at(601) };
    expect(await withTransaction(database.db, (trx) => judgeHeld(trx, act, north, 'accept'))).toBe(2);
    expect(await doorNotes(database.db, ids)).toEqual([
      { outcomes: ['arrived', 'double'], at: iso(5) },
      { outcomes: ['arrived'], at: iso(6) },
    ]);
    await withTransaction(database.db, (trx) =>
      holdScans(trx, { phone: north, now: at(602) }, [kept(second, 1)]),
    );
    expect(await withTransaction(database.db, (trx) => judgeHeld(trx, act, north, 'drop'))).toBe(1);
    expect((await doorNotes(database.db, ids))[1]).toEqual({ outcomes: ['arrived', 'dropped'], at: iso(6) });
  });
});

describe('a mark made by mistake', () => {
  const act = (minutes: number) => ({ actor: { kind: 'system', what: 'test' } as const, now: at(minutes) });

  it('is taken back, stays so for what was scanned before, and may be made again', async () => {
    const { ids, event, north, south } = await door('error');
    const id = ids[0] ?? '';
    await take(north, scan(id, 10));
    const undo = (minutes: number) =>
      withTransaction(database.db, (trx) => undoArrival(trx, act(minutes), event.id, id));
    expect(await undo(20)).toBe(true);
    expect(await undo(21)).toBe(false);
    expect((await doorNotes(database.db, ids))[0]?.at).toBe(null);
    await merge(south, [kept(id, 15)]);
    expect((await doorNotes(database.db, ids))[0]).toEqual({ outcomes: ['undone', 'undone'], at: null });
    expect((await take(south, scan(id, 30)))?.answer).toBe('welcome');
    expect((await doorNotes(database.db, ids))[0]?.at).toBe(iso(30));
  });
});
