/** From the command to the first answer: on an empty data folder, and on one that is there. */
import path from 'node:path';
import { stopCluster } from '../../src/platform/db/embedded/cluster.ts';
import { findPlace } from '../../src/platform/db/embedded/place.ts';
import { ensureRunning } from '../../src/platform/db/embedded/running.ts';
import { type Measured, median, seconds, spreadOf } from './measured.ts';
import { startServer, withFolder } from './server.ts';

const ROUNDS = 3;
const GOAL_FIRST = 60_000;
const GOAL_NEXT = 3000;

interface Starts {
  first: number;
  next: number;
}

async function startTwice(): Promise<Starts> {
  return await withFolder(async (folder) => {
    const start = async (): Promise<number> => {
      const server = await startServer(path.join(folder, 'data'), { env: { SAMPLES: '1' } });
      await server.stop();
      return server.readyAfter;
    };
    return { first: await start(), next: await start() };
  });
}

/** PostgreSQL alone, made and started the same way. */
async function startDatabaseTwice(): Promise<Starts> {
  return await withFolder(async (folder) => {
    const start = async (): Promise<number> => {
      const began = performance.now();
      const files = await findPlace(path.join(folder, 'data'), () => undefined);
      await ensureRunning(files, 40);
      const taken = performance.now() - began;
      await stopCluster(files);
      return taken;
    };
    return { first: await start(), next: await start() };
  });
}

export async function measureReady(): Promise<Measured[]> {
  const ours: Starts[] = [];
  const database: Starts[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    database.push(await startDatabaseTwice());
    ours.push(await startTwice());
  }
  const row = (what: string, which: keyof Starts, goal: number): Measured => {
    const taken = median(ours.map((starts) => starts[which]));
    const alone = median(database.map((starts) => starts[which]));
    return {
      what,
      value: seconds(taken),
      reference: `${seconds(alone)} PostgreSQL alone`,
      ratio: taken / alone,
      spread: spreadOf(ours.map((starts, i) => starts[which] / (database[i]?.[which] ?? Number.NaN))),
      goal: `< ${goal / 1000} s`,
      met: taken < goal,
    };
  };
  return [
    row('ready after a first start, with samples', 'first', GOAL_FIRST),
    row('ready after the next start', 'next', GOAL_NEXT),
  ];
}
