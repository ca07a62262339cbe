/** Institutions below institutions: no circle, also where two people hang them at the same moment. */
import { describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { type Outcome, run } from '../../../platform/db/outcome.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { actBy, draftInstitution } from '../institution-fixtures.ts';
import { lockInstitution, placeUnder } from './institution-context.ts';
import { setParent } from './institution-statements.ts';

const database = useDatabase();
let made: ReturnType<typeof testDeps> | undefined;
const deps = new Proxy({} as ReturnType<typeof testDeps>, {
  get: (_none, name) => Reflect.get((made ??= testDeps(database.db)), name) as unknown,
});

const act = () => actBy(deps);
const tryIt = <T extends object>(command: (trx: Trx) => Promise<Outcome<T>>) => run(deps.db, command);
const stored = (id: string) =>
  deps.db.selectFrom('institutions').selectAll().where('id', '=', id).executeTakeFirst();

describe('the hierarchy', () => {
  const pair = async (word: string) => ({
    one: await draftInstitution(deps, `Uno ${word}`),
    other: await draftInstitution(deps, `Otro ${word}`),
  });

  it('refuses a circle and more levels than fit', async () => {
    const chain: { id: string; source: string }[] = [];
    for (let level = 1; level <= 9; level++) {
      const next = await draftInstitution(deps, `Nivel ${level}`);
      const above = chain.at(-1);
      chain.push(next);
      if (!above) continue;
      const place = { sourceId: next.source };
      const result = await tryIt((trx) =>
        setParent(trx, act(), next, { id: above.id, text: 'arriba', place }),
      );
      expect(result).toMatchObject(level <= 8 ? { ok: true } : { refused: 'too_deep' });
    }
    const [top, , third] = chain;
    if (!top || !third) throw new Error('no chain');
    const under = (id: string) =>
      tryIt((trx) => setParent(trx, act(), top, { id, text: 'abajo', place: { sourceId: top.source } }));
    expect(await under(third.id)).toEqual({ ok: false, refused: 'cycle', field: 'parent' });
    expect(await under(top.id)).toMatchObject({ refused: 'cycle' });
  });

  it('becomes a circle when two hang each under the other at once, without the lock', async () => {
    const { one, other } = await pair('sin candado');
    let arrived = 0;
    const both = Promise.withResolvers<undefined>();
    const careless = (id: string, parent: string) =>
      withTransaction(deps.db, async (trx) => {
        await lockInstitution(trx, id);
        if (++arrived === 2) both.resolve(undefined);
        await both.promise;
        const refusal = await placeUnder(trx, id, parent);
        // Neither has committed yet when the other one looks.
        await new Promise((resolve) => setTimeout(resolve, 50));
        return refusal;
      });
    expect(await Promise.all([careless(one.id, other.id), careless(other.id, one.id)])).toEqual([
      undefined,
      undefined,
    ]);
    expect([(await stored(one.id))?.parent_id, (await stored(other.id))?.parent_id]).toEqual([
      other.id,
      one.id,
    ]);
  });

  it('stays a tree with it', async () => {
    for (let round = 0; round < 5; round++) {
      const { one, other } = await pair(`con candado ${round}`);
      const results = await Promise.all(
        [
          [one, other],
          [other, one],
        ].map(([child, parent]) =>
          tryIt((trx) =>
            setParent(
              trx,
              act(),
              { id: child?.id ?? '' },
              {
                id: parent?.id ?? '',
                text: 'arriba',
                place: { sourceId: one.source },
              },
            ),
          ),
        ),
      );
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(results.filter((result) => !result.ok)).toMatchObject([{ refused: 'cycle' }]);
    }
  });
});
