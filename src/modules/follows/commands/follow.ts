/** Somebody wants to be told, confirms it, or leaves. */
import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/handles.ts';
import { inBatches } from '../../../platform/db/in-batches.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { forgetMails } from '../../../platform/mail/forget.ts';
import { promiseMails } from '../../../platform/mail/promise.ts';

export interface Following {
  id: string;
  kind: string;
  recordId: string;
  hash: Buffer;
  /** As `dayHash` gives it. */
  day: Buffer;
  sealed: Buffer;
  lang: string;
  at: Temporal.Instant;
}

/** Minutes after which one that was not confirmed is asked again, when it is sent again. */
const PAUSE = '10 minutes';
/** Mails that one wish can cause, however often it is sent again. */
const MOST_ASKED = 3;
/** Mails that strangers can cause in one mailbox in one day. */
const MOST_A_DAY = 5;

/** Of a mailbox that follows it already nothing changes, and the answer is the same. Wanted again it is as of today. */
export async function follow(trx: Trx, f: Following): Promise<void> {
  await sql`
    insert into follows as f (id, kind, record_id, state, address_hash, day_hash, sealed, lang, created_at)
    values (${f.id}::uuid, ${f.kind}, ${f.recordId}::uuid, 'unconfirmed', ${f.hash}, ${f.day}, ${f.sealed}, ${f.lang},
      ${String(f.at)}::timestamptz)
    on conflict (kind, record_id, address_hash) do update
      set asked_at = null, day_hash = excluded.day_hash, created_at = excluded.created_at
      where f.state = 'unconfirmed' and f.asked_times < ${MOST_ASKED}
        and f.asked_at < excluded.created_at - ${PAUSE}::interval`.execute(trx);
}

const lockFollow = (trx: Trx, id: string) =>
  trx.selectFrom('follows').select(['id', 'state']).where('id', '=', id).forUpdate().executeTakeFirst();

/** From now on they are told. Pressed twice it is done once. @returns false when they have left */
export async function confirmFollow(trx: Trx, id: string, now: Temporal.Instant): Promise<boolean> {
  const row = await lockFollow(trx, id);
  if (!row) return false;
  if (row.state === 'confirmed') return true;
  await trx
    .updateTable('follows')
    .set({ state: 'confirmed', confirmed_at: now, told_until: now, day_hash: null })
    .where('id', '=', id)
    .execute();
  return true;
}

/** Nothing of them is kept, nor of the mails to them. Done twice it is done once; files are swept after the commit. */
export async function leave(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('follows').where('id', '=', id).execute();
  await forgetMails(trx, [id]);
}

/** All who follow a record that is taken back by those who made it. */
export async function leaveAll(trx: Trx, kind: string, recordId: string): Promise<void> {
  const gone = await trx
    .deleteFrom('follows')
    .where('kind', '=', kind)
    .where('record_id', '=', recordId)
    .returning('id')
    .execute();
  await forgetMails(
    trx,
    gone.map(({ id }) => id),
  );
}

const PER_BATCH = 2000;

/**
 * Promises the mails that ask to confirm, those who came first before others; a mailbox that had its mails of the day
 * gets no more, and nobody is told so.
 * @returns how many were looked at
 */
export async function askToConfirm(db: Db, now: Temporal.Instant): Promise<number> {
  return inBatches(db, async (trx) => {
    const { rows } = await sql<{ id: string; told: boolean }>`
      with due as (
        select id, day_hash, created_at from follows where state = 'unconfirmed' and asked_at is null
        order by created_at limit ${PER_BATCH} for update skip locked
      ), counted as (
        select id, row_number() over (partition by day_hash order by created_at, id)
          + (select coalesce(sum(f.asked_times), 0) from follows as f
            where f.day_hash = due.day_hash and f.asked_times > 0) <= ${MOST_A_DAY} as told
        from due
      )
      update follows as f set asked_at = ${String(now)}::timestamptz,
        asked_times = f.asked_times + case when counted.told then 1 else 0 end
      from counted where counted.id = f.id returning f.id, counted.told`.execute(trx);
    await promiseMails(
      trx,
      rows
        .filter(({ told }) => told)
        .map(({ id }) => ({ kind: 'follows.confirm', subjectId: id, bulk: true })),
    );
    return rows.length;
  });
}

/**
 * Removes what nobody confirmed.
 * @param before asked for before then
 */
export async function forgetUnconfirmed(db: Db, before: Temporal.Instant): Promise<number> {
  return inBatches(db, async (trx) => {
    const { rows } = await sql<{ id: string }>`
      delete from follows where id in (
        select id from follows where state = 'unconfirmed' and created_at < ${String(before)}::timestamptz
        order by created_at limit ${PER_BATCH} for update skip locked
      ) returning id`.execute(trx);
    await forgetMails(
      trx,
      rows.map(({ id }) => id),
    );
    return rows.length;
  });
}

/** A mail server refused the address for good: nobody is there to be told. */
export const forgetRefused = (db: Db, id: string): Promise<void> =>
  withTransaction(db, async (trx) => leave(trx, id));
