import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import { run } from '../../../platform/db/outcome.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { insertBody, insertPair, insertPerson, PROGRAM } from '../fixtures-people.ts';

import { decidePair, queuePairs, reopenPair } from './pairs.ts';

const database = useDatabase({ max: 12 });
const because = (reason: string) => ({ ...PROGRAM, reason });

const same = (id: string, shown?: 'one' | 'other') =>
  run(database.db, (trx) =>
    decidePair(trx, because('Es la misma persona.'), id, { decision: 'same', shown }),
  );
const apart = (id: string) =>
  run(database.db, (trx) => decidePair(trx, because('Son dos personas.'), id, { decision: 'not_same' }));
const reopen = (id: string) => run(database.db, (trx) => reopenPair(trx, because('Fue un error.'), id));

async function canonical(): Promise<Record<string, string>> {
  const rows = await database.db
    .selectFrom('people as p')
    .innerJoin('people as r', 'r.id', 'p.canonical_id')
    .select(['p.name', 'r.name as under'])
    .execute();
  return Object.fromEntries(rows.map(({ name, under }) => [name, under]));
}

/** Everything that pages, lists and exports are made of; the past tells that something was done and undone. */
async function everythingPublic(): Promise<string> {
  const read = async (query: ReturnType<typeof sql>) => (await query.execute(database.db)).rows;
  return JSON.stringify([
    await read(sql`select to_jsonb(p) from people p order by id`),
    await read(sql`select to_jsonb(s) from statements s order by id`),
    await read(sql`select to_jsonb(t) from tenures t order by id`),
    await read(sql`select to_jsonb(l) from person_listings l order by person_id`),
    await read(sql`select to_jsonb(i) from institutions i order by id`),
    await read(sql`select to_jsonb(q) from person_pairs q order by id`),
    await read(sql`select to_jsonb(r) from redirects r order by path`),
  ]);
}

beforeEach(async () => {
  for (const table of [
    'person_merges',
    'person_pairs',
    'person_listings',
    'tenures',
    'statements',
    'people',
  ] as const)
    await database.db.deleteFrom(table).execute();
  await database.db.deleteFrom('history').execute();
});

async function four(): Promise<Record<'a' | 'b' | 'c' | 'd', string>> {
  const at = (n: number) => ({ at: PROGRAM.now.add({ hours: n }) });
  const make = async (name: string, n: number) => (await insertPerson(database.db, name, at(n))).id;
  return { a: await make('A', 1), b: await make('B', 2), c: await make('C', 3), d: await make('D', 4) };
}

describe('two records as one person', () => {
  it('touches no statement and no tenure, and taken back leaves everything as it was', async () => {
    const court = await insertBody(database.db, 'Corte de Ejemplo');
    const one = await insertPerson(database.db, 'Ana Ficticia Pérez', {
      tenures: [
        { institution: court.id, post: court.post, starts: '2019', ends: '2021', territory: 'Petén' },
      ],
      statements: [{ property: 'gender', value: { text: 'femenino' } }],
    });
    const other = await insertPerson(database.db, 'Ana Ficticia', {
      kind: 'candidate',
      at: PROGRAM.now.add({ hours: 1 }),
      tenures: [{ kind: 'candidacy', process: 'Proceso de Ejemplo 2022', starts: '2022' }],
    });
    const pair = await insertPair(database.db, one.id, other.id);
    const before = await everythingPublic();
    expect(await same(pair)).toEqual({ ok: true, shown: one.id });
    expect(await everythingPublic()).not.toBe(before);
    const listed = await database.db.selectFrom('person_listings').select(['person_id', 'facets']).execute();
    expect(listed).toEqual([
      {
        person_id: one.id,
        facets: [
          'e:proceso-de-ejemplo-2022',
          'g:f',
          'h:1',
          `i:${court.id}`,
          'k:candidate',
          'k:office_holder',
          `p:${court.post}`,
          't:peten',
          'y:2019',
          'y:2020',
          'y:2021',
          'y:2022',
        ],
      },
    ]);
    expect(await reopen(pair)).toEqual({ ok: true });
    expect(await everythingPublic()).toBe(before);
    const told = await database.db
      .selectFrom('history')
      .select(['record_id', 'action', 'reason'])
      .where('record_kind', '=', 'person')
      .orderBy('id')
      .execute();
    expect(told.map(({ action, reason }) => [action, reason])).toEqual([
      ['merged', 'Es la misma persona.'],
      ['merged', 'Es la misma persona.'],
      ['unmerged', 'Fue un error.'],
      ['unmerged', 'Fue un error.'],
    ]);
    expect(new Set(told.map(({ record_id: id }) => id))).toEqual(new Set([one.id, other.id]));
  });

  it('keeps a whole chain under one, and parts only what nobody else holds together', async () => {
    const { a, b, c, d } = await four();
    const ab = await insertPair(database.db, a, b);
    const bc = await insertPair(database.db, b, c);
    const cd = await insertPair(database.db, c, d);
    await same(ab);
    await same(cd);
    await same(bc);
    expect(await canonical()).toEqual({ A: 'A', B: 'A', C: 'A', D: 'A' });
    // C was called the same as B, not as A: it goes with B.
    await reopen(ab);
    expect(await canonical()).toEqual({ A: 'A', B: 'B', C: 'B', D: 'B' });
    await same(ab);
    expect(await canonical()).toEqual({ A: 'A', B: 'A', C: 'A', D: 'A' });
    await reopen(bc);
    expect(await canonical()).toEqual({ A: 'A', B: 'A', C: 'C', D: 'C' });
    await reopen(cd);
    await reopen(ab);
    expect(await canonical()).toEqual({ A: 'A', B: 'B', C: 'C', D: 'D' });
    const listed = await database.db.selectFrom('person_listings').select('person_id').execute();
    expect(listed).toHaveLength(4);
  });

  it('shows the one that is public, else the one that was first, unless somebody chose', async () => {
    const draft = await insertPerson(database.db, 'Primera', { status: 'draft' });
    const shown = await insertPerson(database.db, 'Segunda', { at: PROGRAM.now.add({ hours: 1 }) });
    const third = await insertPerson(database.db, 'Tercera', { at: PROGRAM.now.add({ hours: 2 }) });
    expect(await same(await insertPair(database.db, draft.id, shown.id))).toEqual({
      ok: true,
      shown: shown.id,
    });
    const pair = await insertPair(database.db, shown.id, third.id);
    const { one_id: one } = await database.db
      .selectFrom('person_pairs')
      .select('one_id')
      .where('id', '=', pair)
      .executeTakeFirstOrThrow();
    expect(await same(pair, one === third.id ? 'one' : 'other')).toEqual({ ok: true, shown: third.id });
    expect(await canonical()).toEqual({ Primera: 'Tercera', Segunda: 'Tercera', Tercera: 'Tercera' });
    // Of a draft nothing is said in public.
    const told = await database.db.selectFrom('history').select('record_id').execute();
    expect(told.map(({ record_id: id }) => id)).not.toContain(draft.id);
  });

  it('refuses what is decided, one already, told apart, or says no reason', async () => {
    const { a, b, c } = await four();
    const [ab, bc, ac] = [
      await insertPair(database.db, a, b),
      await insertPair(database.db, b, c),
      await insertPair(database.db, a, c),
    ];
    expect(await run(database.db, (trx) => decidePair(trx, because(' '), ab, { decision: 'same' }))).toEqual({
      ok: false,
      refused: 'no_reason',
    });
    expect(await apart(ac)).toEqual({ ok: true });
    expect(await same(ac)).toEqual({ ok: false, refused: 'decided' });
    await same(ab);
    expect(await same(bc)).toEqual({ ok: false, refused: 'told_apart' });
    expect(await apart(ab)).toEqual({ ok: false, refused: 'decided' });
    await reopen(ac);
    expect(await same(bc)).toMatchObject({ ok: true });
    expect(await same(ac)).toEqual({ ok: false, refused: 'one_already' });
    expect(await apart(ac)).toEqual({ ok: false, refused: 'one_already' });
    expect(await reopen(ac)).toEqual({ ok: false, refused: 'decided' });
    expect(await same(crypto.randomUUID())).toEqual({ ok: false, refused: 'not_found' });
  });

  it('never asks again what somebody decided, however often it is suggested', async () => {
    const { a, b } = await four();
    const pair = await insertPair(database.db, a, b);
    await apart(pair);
    const match = { band: 'same' as const, score: 100, reasons: [] };
    const added = await withTransaction(database.db, (trx) =>
      queuePairs(trx, PROGRAM, [
        { a: b, b: a, match },
        { a, b, match },
      ]),
    );
    expect(added).toBe(0);
    const rows = await database.db.selectFrom('person_pairs').select(['decision', 'band', 'note']).execute();
    expect(rows).toEqual([{ decision: 'not_same', band: 'equal_name', note: 'Son dos personas.' }]);
  });
});

describe('two people who decide at once', () => {
  it('would make a circle, if each only looked before linking (the race is real)', async () => {
    const { a, b } = await four();
    const link = (from: string, into: string) =>
      withTransaction(database.db, async (trx) => {
        const root = async (id: string) =>
          (
            await trx
              .selectFrom('people')
              .select('canonical_id')
              .where('id', '=', id)
              .executeTakeFirstOrThrow()
          ).canonical_id;
        const [one, other] = [await root(from), await root(into)];
        await sql`select pg_sleep(0.05)`.execute(trx);
        await trx
          .updateTable('people')
          .set({ canonical_id: other })
          .where('canonical_id', '=', one)
          .execute();
        await sql`select pg_sleep(0.1)`.execute(trx);
      });
    await Promise.all([link(a, b), link(b, a)]);
    // Each stands under the other, and neither is shown.
    expect(await canonical()).toEqual({ A: 'B', B: 'A', C: 'C', D: 'D' });
  });

  it('one is told, and nobody stands in a circle', async () => {
    for (let round = 0; round < 5; round++) {
      const { a, b, c } = await four();
      const pairs = [
        await insertPair(database.db, a, b),
        await insertPair(database.db, b, c),
        await insertPair(database.db, a, c),
      ];
      const results = await Promise.all([
        same(pairs[0] ?? '', 'one'),
        same(pairs[0] ?? '', 'other'),
        same(pairs[1] ?? '', 'one'),
        same(pairs[1] ?? '', 'other'),
        same(pairs[2] ?? '', 'one'),
        same(pairs[2] ?? '', 'other'),
      ]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(2);
      const rows = await database.db
        .selectFrom('people')
        .select(['id', 'canonical_id'])
        .where('id', 'in', [a, b, c])
        .execute();
      expect(new Set(rows.map((row) => row.canonical_id)).size).toBe(1);
      const root = rows[0]?.canonical_id;
      expect(rows.find(({ id }) => id === root)?.canonical_id).toBe(root);
    }
  });
});
