import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sql } from 'kysely';
import { testDeps } from '../../../test/harness/app.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import { openPool } from '../db/pool.ts';
import { startJobs } from './worker.ts';

const database = useDatabase();

it('says that it lives after it listens: the driver is never given two queries at once', async () => {
  const warnings: string[] = [];
  const hear = (warning: Error) => void warnings.push(warning.message);
  process.on('warning', hear);
  const pool = openPool({ url: database.url, max: 2, name: 'listening', temporal: false });
  const worker = await startJobs(testDeps(database.db), [], [], { pool, pollInterval: 100 });
  const shown = async () => {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_locks l
      join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.mode = 'ShareLock' and a.application_name = 'listening'`.execute(
      database.db,
    );
    return rows[0]?.count;
  };
  for (let tries = 0; (await shown()) !== 1 && tries < 100; tries++) await sleep(50);
  expect(await shown()).toBe(1);
  await worker.stop();
  await pool.end();
  process.off('warning', hear);
  expect(warnings).toEqual([]);
});
