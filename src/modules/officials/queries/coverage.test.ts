import { expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import { countingDb } from '../../../../test/harness/statements.ts';
import { insertBody, insertPerson, type MadePerson, type MadeTenure } from '../fixtures-people.ts';
import { coverageIn } from '../rules/coverage.ts';
import { coverageOf } from './coverage.ts';

const database = useDatabase();
const TODAY = Temporal.PlainDate.from('2026-11-22');

async function court(seats: number | null) {
  const { db } = database;
  const one = await insertBody(db, 'Corte de Ejemplo');
  await db.updateTable('posts').set({ seats }).where('id', '=', one.post).execute();
  const hold = (name: string, tenure: MadeTenure, more: MadePerson = {}) =>
    insertPerson(db, name, { ...more, tenures: [{ institution: one.id, post: one.post, ...tenure }] });
  const coverage = async () =>
    (await coverageOf(db, [one.id], TODAY)).map(({ now, year, then, seats: all }) => [now, all, year, then]);
  return { ...one, hold, coverage };
}

it('counts people who hold a post now, each once, as everybody may see them', async () => {
  const { db } = database;
  const one = await court(13);
  expect(await one.coverage()).toEqual([[0, 13, null, 0]]);
  const first = await one.hold('Ana Ejemplo', { starts: '2024-10-13', ends: '2029-10-13' });
  await one.hold('Bea Ejemplo', { starts: '2024-10' });
  await one.hold('Cira Ejemplo', { ends: '2026' });
  await one.hold('Dina Ejemplo', {});
  expect(await one.coverage()).toEqual([[4, 13, 2029, 1]]);
  // Those of before, drafts, what is kept back, candidacies, and the same person once more count nothing.
  await one.hold('Eva Ejemplo', { starts: '2019', ends: '2026-11-21' });
  await one.hold('Flor Ejemplo', { starts: '2024' }, { status: 'draft' });
  await one.hold('Gala Ejemplo', { starts: '2024', evidence: 'kept' });
  await one.hold('Hada Ejemplo', { kind: 'candidacy', starts: '2024' });
  const twin = await one.hold('Ana Ejemplo', { starts: '2024-10' });
  await db.updateTable('people').set({ canonical_id: first.id }).where('id', '=', twin.id).execute();
  expect(await one.coverage()).toEqual([[4, 13, 2029, 1]]);
});

it('says of what year the latest is that is known where nobody is known to hold it now', async () => {
  const one = await court(5);
  await one.hold('Ana Ejemplo', { starts: '2011', ends: '2016' });
  await one.hold('Bea Ejemplo', { starts: '2011', ends: '2016-04' });
  await one.hold('Cira Ejemplo', { starts: '2006', ends: '2011' });
  expect(await one.coverage()).toEqual([[0, 5, 2016, 2]]);
});

it('says nothing of posts of which nobody said how many seats they have', async () => {
  const one = await court(null);
  await one.hold('Ana Ejemplo', { starts: '2024' });
  expect(await one.coverage()).toEqual([]);
});

it('adds up posts, never more than the seats, and names what is missing', () => {
  const post = (label: string, seats: number, now: number) => ({ label, seats, now });
  expect(
    coverageIn([post('Presidencia', 1, 1), post('Magistratura', 13, 12), post('Suplencia', 2, 5)]),
  ).toEqual({
    known: 15,
    seats: 16,
    missing: [{ label: 'Magistratura', count: 1 }],
  });
});

it('is one query, of 1 institution and of 100', async () => {
  const { db, count } = countingDb(database.pool);
  const ids: string[] = [];
  for (let at = 0; at < 100; at++) {
    const { id } = await insertBody(db, `Juzgado ${at}`);
    ids.push(id);
  }
  expect([
    await count(() => coverageOf(db, ids.slice(0, 1), TODAY)),
    await count(() => coverageOf(db, ids, TODAY)),
    await count(() => coverageOf(db, [], TODAY)),
  ]).toEqual([1, 1, 0]);
});
