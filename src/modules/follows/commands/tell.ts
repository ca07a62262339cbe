/** Tells those who follow something what happened since they were told last: one mail a day at most, several gathered. */
import { sql } from 'kysely';
import type { Deps } from '../../../platform/deps.ts';
import type { Db, Trx } from '../../../platform/db/handles.ts';
import { inBatches } from '../../../platform/db/in-batches.ts';
import { promiseMails } from '../../../platform/mail/promise.ts';
import { newsOf } from '../../../platform/news.ts';
import { newsBetween, PAUSE_HOURS, settledBefore } from '../rules/news.ts';
import { FOLLOWED_KINDS, shownTargets } from '../targets.ts';

const RECORDS = 200;
const PER_BATCH = 2000;

type Site = Pick<Deps, 'db' | 'additions' | 'now'>;

/** @returns how many are written to */
export async function tellFollowers(site: Site): Promise<number> {
  let told = 0;
  for (const kind of FOLLOWED_KINDS) {
    for (let after: string | undefined; ;) {
      const records = await followed(site, kind, after);
      told += await tellOf(site, kind, records);
      after = records.at(-1)?.record_id;
      if (records.length < RECORDS) break;
    }
  }
  return told;
}

interface FollowedRecord {
  record_id: string;
  /** What some of those who follow it were told last. */
  since: Temporal.Instant;
}

/** Records with somebody who may be written to now, in the order of their ids. */
async function followed(
  { db, now }: Site,
  kind: string,
  after: string | undefined,
): Promise<FollowedRecord[]> {
  const { rows } = await sql<FollowedRecord>`
    select record_id, min(told_until) as since from follows
    where kind = ${kind} and state = 'confirmed' and record_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
      and (mailed_at is null or mailed_at <= ${String(now().subtract({ hours: PAUSE_HOURS }))}::timestamptz)
    group by record_id order by record_id limit ${RECORDS}`.execute(db);
  return rows;
}

async function tellOf(site: Site, kind: string, records: readonly FollowedRecord[]): Promise<number> {
  const now = site.now();
  const until = settledBefore(now);
  const ids = records.map(({ record_id: id }) => id);
  const [since] = records.map((one) => one.since).toSorted((a, b) => Temporal.Instant.compare(a, b));
  if (since === undefined) return 0;
  // Of what nobody may read nobody is told; what happens meanwhile waits until it is shown again.
  const shown = await shownTargets(site.db, kind, ids);
  const news = await newsOf(site, kind, [...shown.keys()], { now, since });
  let told = 0;
  for (const [id, items] of news) {
    const [latest] = newsBetween(items, { since, until })
      .map(({ at }) => at)
      .toSorted((a, b) => Temporal.Instant.compare(b, a));
    if (latest === undefined) continue;
    told += await inBatches(site.db, (trx) => tellSome(trx, { kind, id, latest, until, now }));
  }
  return told;
}

interface Telling {
  kind: string;
  id: string;
  /** When the latest of what happened could be read. */
  latest: Temporal.Instant;
  until: Temporal.Instant;
  now: Temporal.Instant;
}

/** Marked and promised in one transaction: a sweep that runs twice, or two at once, write to nobody twice. */
async function tellSome(trx: Trx, { kind, id, latest, until, now }: Telling): Promise<number> {
  const pause = String(now.subtract({ hours: PAUSE_HOURS }));
  const { rows } = await sql<{ id: string; since: Temporal.Instant }>`
    with due as (
      select id, told_until as since from follows
      where kind = ${kind} and record_id = ${id}::uuid and state = 'confirmed' and told_until < ${String(latest)}::timestamptz
        and (mailed_at is null or mailed_at <= ${pause}::timestamptz)
      order by id limit ${PER_BATCH} for update skip locked
    )
    update follows as f set told_until = ${String(until)}::timestamptz, mailed_at = ${String(now)}::timestamptz
    from due where due.id = f.id returning f.id, due.since`.execute(trx);
  await promiseMails(
    trx,
    rows.map((row) => ({
      kind: 'follows.news',
      subjectId: row.id,
      data: { since: String(row.since), until: String(until) },
      bulk: true,
    })),
  );
  return rows.length;
}

/**
 * A mail that was promised does not go out, since nobody may read any more what it is about: they do not know of what
 * happened. Nothing where they were told of more since, or have left.
 */
export async function tellAgain(
  db: Db,
  { id, since, until }: { id: string; since: Temporal.Instant; until: Temporal.Instant },
): Promise<void> {
  await db
    .updateTable('follows')
    .set({ told_until: since })
    .where('id', '=', id)
    .where('told_until', '=', until)
    .execute();
}
