import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import { everyText } from '../../../../test/harness/every-text.ts';
import { processorTime } from '../../../../test/harness/processor-time.ts';
import { run } from '../../../platform/db/outcome.ts';
import { MATERIAL } from '../../publications/import/fixtures.ts';
import { decidePair } from '../commands/pairs.ts';
import { fileInput } from './file-bytes.ts';
import { ACTOR, NOW } from './person-fixtures.ts';
import { importPeople, type PersonEvent } from './person-import.ts';

const LIST = path.join(MATERIAL, 'data/JusticiaPedia4.0/justiciapedia.csv');

// As published; not part of the project, and its people are counted only.
describe.skipIf(!existsSync(LIST))('the published list (skipped where it is not at hand)', () => {
  const database = useDatabase();

  it('gives the people, roles and questions that its description counts', { timeout: 90_000 }, async () => {
    const { db } = database;
    const events: PersonEvent[] = [];
    const began = processorTime();
    const done = await importPeople(
      { db, now: () => NOW },
      ACTOR,
      await fileInput(LIST),
      { dryRun: false, draft: false, publisher: 'Organización de Ejemplo' },
      (event) => events.push(event),
    );
    expect(processorTime() - began).toBeLessThan(10_000);
    expect(done.counts).toEqual({ rows: 1682, created: 1364, changed: 0, left: 0, refused: 0, left_out: 0 });
    expect(done.queued).toEqual({ equal_name: 114, likely: 34, possible: 27, weak: 6 });
    expect(
      Object.fromEntries(
        Map.groupBy(events, (e) => ('finding' in e ? e.finding.key : e.what))
          .entries()
          .map(([key, of]) => [key, of.length]),
      ),
    ).toEqual({
      'officials.row.warning.swapped': 12,
      'officials.row.warning.no_role': 1,
      created: 1364,
      queued: 181,
    });
    const roles = await db
      .selectFrom('tenures')
      .select(['kind', (eb) => eb.fn.countAll<number>().as('count')])
      .groupBy('kind')
      .execute();
    expect(Object.fromEntries(roles.map(({ kind, count }) => [kind, count]))).toEqual({
      office: 162,
      // Three of the four who stand in one process twice are joined by a number.
      candidacy: 1375,
      commission: 89,
      elector: 53,
    });
    const merged = await db.selectFrom('people').select('id').whereRef('id', '!=', 'canonical_id').execute();
    expect(merged).toEqual([]);
    const listed = await db.selectFrom('person_listings').select('person_id').execute();
    expect(listed).toHaveLength(1364);

    // Every number that stands in the file, whatever was done to it, looked for in every row of every table.
    const NUMBER = /(?<!\d)9999[ -]?\d{5}[ -]?9999(?!\d)/g;
    const numbers = readFileSync(LIST, 'utf8').match(NUMBER) ?? [];
    expect(numbers.length).toBeGreaterThan(3000);
    expect((await everyText(db)).match(NUMBER)).toBeNull();
  });

  it('leaves 1,279 when every equal name is accepted', { timeout: 120_000 }, async () => {
    const { db } = database;
    const equal = await db
      .selectFrom('person_pairs')
      .select('id')
      .where(sql<boolean>`'name_equal' = any(reasons)`)
      .orderBy('id')
      .execute();
    const refused: string[] = [];
    for (const { id } of equal) {
      const act = { actor: ACTOR, now: NOW, reason: 'El mismo nombre' };
      const done = await run(db, (trx) => decidePair(trx, act, id, { decision: 'same' }));
      if (!done.ok) refused.push(done.refused);
    }
    expect(new Set(refused)).toEqual(new Set(refused.length > 0 ? ['one_already'] : []));
    const { count } = await db
      .selectFrom('people')
      .select((eb) => eb.fn.count<number>('canonical_id').distinct().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(1279);
  });
});
