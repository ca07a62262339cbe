/**
 * Takes what was touched and reads it again through its module's source, which alone says what everybody may
 * see. One batch is one transaction: rows that say what was touched go away with the index written, or both stay.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db, Trx } from '../db/handles.ts';
import { withTransaction } from '../db/transaction.ts';
import { reduceError } from '../log.ts';
import type { Deps } from '../deps.ts';
import { countFrequent } from './frequent.ts';
import { bringUpToDate } from './rebuild.ts';
import { indexRecords, oneAtATime } from './write.ts';

export type SearchDeps = Pick<Deps, 'db' | 'log' | 'now' | 'additions'>;

const BATCH = 200;

export interface SweepRound {
  /** Records read again. */
  read: number;
  /** Records that could not be; they stay for the next round. */
  failed: number;
}

const newRound = (): SweepRound => ({ read: 0, failed: 0 });

/**
 * Brings the index up to date with everything that was touched and committed before.
 * @param round counted in as it goes: what was read before something was thrown is read
 */
export async function sweepSearch(
  deps: SearchDeps,
  stop?: AbortSignal,
  round: SweepRound = newRound(),
): Promise<SweepRound> {
  const waiting = await deps.db.selectFrom('search_touched').select('record_kind').distinct().execute();
  for (const { record_kind: kind } of waiting) await sweepKind(deps, kind, round, stop);
  return round;
}

async function sweepKind(
  deps: SearchDeps,
  kind: string,
  round: SweepRound,
  stop: AbortSignal | undefined,
): Promise<void> {
  // What fails is left behind, and what comes after it is taken one by one until a whole batch has passed.
  let after = 0;
  let careful = 0;
  for (;;) {
    if (stop?.aborted) return;
    const limit = careful > 0 ? 1 : BATCH;
    const last: { id: number | undefined } = { id: undefined };
    try {
      const { read, end } = await withTransaction(deps.db, (trx) =>
        sweepBatch(trx, deps, kind, { after, limit }, last),
      );
      round.read += read;
      careful = Math.max(0, careful - 1);
      if (end) return;
    } catch (error) {
      if (last.id === undefined) throw error;
      if (limit === 1) {
        round.failed += 1;
        after = last.id;
        deps.log.error({ kind, ...reduceError(error) }, 'a record could not be brought into the search');
      } else careful = limit;
    }
  }
}

interface Slice {
  after: number;
  limit: number;
}

async function sweepBatch(
  trx: Trx,
  { additions }: SearchDeps,
  kind: string,
  { after, limit }: Slice,
  last: { id: number | undefined },
): Promise<{ read: number; end: boolean }> {
  await oneAtATime(trx);
  const touched = await trx
    .selectFrom('search_touched')
    .select(['id', 'record_id'])
    .where('record_kind', '=', kind)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  last.id = touched.at(-1)?.id;
  if (last.id === undefined) return { read: 0, end: true };
  await trx
    .deleteFrom('search_touched')
    .where(
      'id',
      'in',
      touched.map(({ id }) => id),
    )
    .execute();
  const ids = [...new Set(touched.map((row) => row.record_id))];
  await indexRecords(
    trx,
    kind,
    additions.search.find((source) => source.kind === kind),
    ids,
  );
  return { read: ids.length, end: touched.length < limit };
}

export interface RunningIndexer {
  stop: () => Promise<void>;
}

const LONGEST_WAIT = 60_000;

/** What is in many records is counted again after so many changes, or after any so many milliseconds after the last time. */
const [MANY_CHANGES, A_WHILE] = [1000, 600_000];

/** What failed is not tried again at once. */
const AFTER_TROUBLE = 60_000;

/** Counts it when it is time. @returns tells it of changes */
function frequentCounter(db: Db): (changes: number) => Promise<void> {
  // What changed before this process began is not known.
  let changed = 1;
  let counted = -Infinity;
  let rest = -Infinity;
  return async (changes) => {
    changed += changes;
    const now = performance.now();
    const isDue = changed >= MANY_CHANGES || now - counted >= A_WHILE;
    if (changed === 0 || !isDue || now < rest) return;
    // As if it failed: what comes then is not each second.
    rest = now + AFTER_TROUBLE;
    await countFrequent(db);
    [changed, counted, rest] = [0, now, -Infinity];
  };
}

/** Keeps the index up to date, looking each second; one per process that works. */
export function startSearchIndexer(deps: SearchDeps, { intervalMs = 1000 } = {}): RunningIndexer {
  const stopped = new AbortController();
  const loop = async (): Promise<void> => {
    let troubles = 0;
    let current = false;
    let round = newRound();
    const count = frequentCounter(deps.db);
    while (!stopped.signal.aborted) {
      try {
        if (!current) await bringUpToDate(deps);
        current = true;
        const { read } = round;
        round = newRound();
        // Before a long sweep, that what is asked meanwhile is not read whole.
        await count(read);
        await sweepSearch(deps, stopped.signal, round);
        troubles = round.failed > 0 ? troubles + 1 : 0;
      } catch (error) {
        troubles += 1;
        deps.log.warn({ err: error }, 'the search could not be brought up to date');
      }
      const wait = Math.min(intervalMs * 2 ** Math.min(troubles, 10), LONGEST_WAIT);
      await sleep(wait, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const running = loop();
  return {
    stop: async () => {
      stopped.abort();
      await running;
    },
  };
}
