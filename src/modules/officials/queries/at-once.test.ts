import { expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import { countingDb } from '../../../../test/harness/statements.ts';
import type { Db } from '../../../platform/db/handles.ts';
import { insertBody, insertPerson } from '../fixtures-people.ts';
import { AT_ONCE_CURSOR, listAtOnce } from './at-once.ts';

const database = useDatabase();

const ALL = { after: undefined, limit: 50 };

async function post(db: Db, name: string, seats: number) {
  const court = await insertBody(db, name, 'Jefatura');
  await db.updateTable('posts').set({ seats }).where('id', '=', court.post).execute();
  const hold = (who: string, starts: string, ends: string) =>
    insertPerson(db, who, { tenures: [{ institution: court.id, post: court.post, starts, ends }] });
  return { hold };
}

it('costs the same number of queries with 1 and with 100 posts, and pages by key', async () => {
  const { db, count } = countingDb(database.pool);
  const fill = async (from: number, to: number) => {
    for (let at = from; at < to; at++) {
      const one = await post(database.db, `Juzgado Inventado ${String(at).padStart(3, '0')}`, 1);
      await one.hold('Hada Inventada', '2010', '2014');
      await one.hold('Inés Inventada', '2011', '2013');
    }
  };
  await fill(0, 1);
  const few = await count(() => listAtOnce(db, ALL));
  await fill(1, 100);
  expect([few, await count(() => listAtOnce(db, ALL))]).toEqual([2, 2]);
  const seen: string[] = [];
  let after: Parameters<typeof listAtOnce>[1]['after'];
  do {
    const { items, next } = await listAtOnce(db, { after, limit: 30 });
    expect(items.every(({ held }) => held.length === 2)).toBe(true);
    seen.push(...items.map(({ id }) => id));
    after = next === undefined ? undefined : AT_ONCE_CURSOR.read(next);
  } while (after);
  expect([seen.length, new Set(seen).size]).toEqual([100, 100]);
});
