/** Records that may be one person: the queue, and what somebody decided. For the back office. */
import { type RawBuilder, sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageOf, pageOf, type PageRequest } from '../../../platform/db/page-by-key.ts';
import { MATCH_BANDS, type MatchBand, type MatchReason } from '../matching/pair.ts';
import type { PairDecision } from '../tables.ts';

export interface QueuedPair {
  id: string;
  band: MatchBand;
  band_rank: number;
  score: number;
  reasons: MatchReason[];
  decision: PairDecision;
  note: string;
  decided_by: string | null;
  decided_at: Temporal.Instant | null;
  one_id: string;
  other_id: string;
  /** Under which they are shown now. */
  one_root: string;
  other_root: string;
}

export interface PairFilter {
  band?: MatchBand | undefined;
  importId?: string | undefined;
}

export type QueueKey = { rank: number; score: string; id: string };
export const QUEUE_CURSOR = cursorOf<QueueKey>({ rank: KEY.integer, score: KEY.text, id: KEY.uuid });
export type DecidedKey = { at: Temporal.Instant; id: string };
export const DECIDED_CURSOR = cursorOf<DecidedKey>({ at: KEY.instant, id: KEY.uuid });

/**
 * Nobody is asked about two who are shown as one, nor about two of whom, under whatever record, somebody said that
 * they are not the same.
 */
const IS_QUESTION: RawBuilder<boolean> = sql<boolean>`a.canonical_id <> b.canonical_id and not exists (
  select 1 from people x
  join people y on y.canonical_id = b.canonical_id
  join person_pairs n on n.one_id = least(x.id, y.id) and n.other_id = greatest(x.id, y.id)
    and n.decision = 'not_same'
  where x.canonical_id = a.canonical_id)`;

function pairs(db: Read, { band, importId }: PairFilter) {
  let query = db
    .selectFrom('person_pairs as q')
    .innerJoin('people as a', 'a.id', 'q.one_id')
    .innerJoin('people as b', 'b.id', 'q.other_id')
    .select(['q.id', 'q.band', 'q.band_rank', 'q.score', 'q.reasons', 'q.decision', 'q.note'])
    .select(['q.decided_by', 'q.decided_at', 'q.one_id', 'q.other_id'])
    .select(['a.canonical_id as one_root', 'b.canonical_id as other_root']);
  if (band !== undefined) query = query.where('q.band_rank', '=', MATCH_BANDS.indexOf(band));
  if (importId !== undefined) query = query.where('q.import_id', '=', importId);
  return query;
}

/** Highest band first, then by score. @param decision `open`, or those put off */
export async function listQueue(
  db: Read,
  filter: PairFilter,
  decision: 'open' | 'later',
  { after, limit }: PageRequest<QueueKey>,
): Promise<PageOf<QueuedPair>> {
  let query = pairs(db, filter)
    .where('q.decision', '=', decision)
    .where(IS_QUESTION)
    .orderBy('q.band_rank')
    .orderBy('q.score', 'desc')
    .orderBy('q.id')
    .limit(limit + 1);
  if (after) {
    const { rank, score, id } = after;
    query = query.where(
      sql<boolean>`(q.band_rank, -q.score, q.id) > (${rank}::smallint, -(${Number(score) || 0}::real), ${id}::uuid)`,
    );
  }
  return pageOf(await query.execute(), limit, (last) =>
    QUEUE_CURSOR.write({ rank: last.band_rank, score: String(last.score), id: last.id }),
  );
}

/** What was decided, the latest first. */
export async function listDecided(
  db: Read,
  filter: PairFilter,
  { after, limit }: PageRequest<DecidedKey>,
): Promise<PageOf<QueuedPair>> {
  let query = pairs(db, filter)
    .where('q.decision', 'in', ['same', 'not_same'])
    .orderBy('q.decided_at', 'desc')
    .orderBy('q.id', 'desc')
    .limit(limit + 1);
  if (after)
    query = query.where(
      sql<boolean>`(q.decided_at, q.id) < (${String(after.at)}::timestamptz, ${after.id}::uuid)`,
    );
  const rows = await query.execute();
  return pageOf(rows, limit, (last) =>
    DECIDED_CURSOR.write({ at: last.decided_at ?? Temporal.Instant.fromEpochMilliseconds(0), id: last.id }),
  );
}

/** One of them, whatever was decided of it. */
export async function findPair(db: Read, id: string): Promise<QueuedPair | undefined> {
  return await pairs(db, {}).where('q.id', '=', id).executeTakeFirst();
}

/** Counted no further: then there are “more than”. */
export const MOST_PAIRS = 5000;

export interface PairCounts {
  open: Partial<Record<MatchBand, number>>;
  later: number;
  decided: number;
}

/** Two queries. */
export async function countPairs(db: Read, importId: string | undefined): Promise<PairCounts> {
  const some = pairs(db, { importId })
    .where('q.decision', 'in', ['open', 'later'])
    .where(IS_QUESTION)
    .limit(MOST_PAIRS);
  const waiting = await db
    .selectFrom(some.as('w'))
    .select(['w.band', 'w.decision', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy(['w.band', 'w.decision'])
    .execute();
  const done = pairs(db, { importId }).where('q.decision', 'in', ['same', 'not_same']).limit(MOST_PAIRS);
  const decided = await db
    .selectFrom(done.as('d'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const open = waiting.filter((row) => row.decision === 'open');
  return {
    open: Object.fromEntries(open.map(({ band, count }) => [band, Number(count)])),
    later: waiting
      .filter((row) => row.decision === 'later')
      .reduce((all, { count }) => all + Number(count), 0),
    decided: Number(decided.count),
  };
}

/** Files that brought pairs, the latest first. */
export function importChoices(
  db: Read,
): Promise<{ id: string; file_name: string; created_at: Temporal.Instant }[]> {
  return db
    .selectFrom('official_imports')
    .select(['id', 'file_name', 'created_at'])
    .where('kind', '=', 'person')
    .where('undone_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
}

/** Of all records under these, also drafts; for the sides of a pair. One query. */
export function recordsOfRoots(db: Read, roots: readonly string[]) {
  return db
    .selectFrom('people')
    .select(['id', 'canonical_id', 'slug', 'name', 'kind', 'status'])
    .where('canonical_id', 'in', roots)
    .orderBy(sql`id <> canonical_id`)
    .orderBy('id')
    .limit(500)
    .execute();
}
