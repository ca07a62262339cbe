/** What becomes of a support: confirmed by who sent it, taken back, told of, counted. */
import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/handles.ts';
import { inBatches } from '../../../platform/db/in-batches.ts';
import { forgetMails } from '../../../platform/mail/forget.ts';
import { promiseMails } from '../../../platform/mail/promise.ts';
import { type Context, refused, type Result } from './context.ts';
import { relistProposals } from './listings.ts';

function lockSupport(trx: Trx, id: string) {
  return trx.selectFrom('proposal_supports').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Counts from now on, and the address goes. Pressed twice it counts once. */
export async function confirmSupport(trx: Trx, c: Context, id: string): Promise<Result> {
  const row = await lockSupport(trx, id);
  if (!row) return refused('not_found');
  if (row.state !== 'unconfirmed') return row.state === 'confirmed' ? { ok: true } : refused('not_now');
  await trx
    .updateTable('proposal_supports')
    .set({ state: 'confirmed', confirmed_at: c.now, sealed: null, day_hash: null })
    .where('id', '=', id)
    .execute();
  return { ok: true };
}

/** Nothing of it is kept. A count that held it is mended in the same transaction. */
export async function takeSupportBack(trx: Trx, c: Context, id: string): Promise<Result> {
  const row = await lockSupport(trx, id);
  if (!row) return { ok: true };
  if (row.tallied && row.state === 'confirmed')
    await trx
      .updateTable('proposal_support_counts')
      .set((eb) => ({ confirmed: eb('confirmed', '-', 1), counted_at: c.now }))
      .where('proposal_id', '=', row.proposal_id)
      .execute();
  await trx.deleteFrom('proposal_supports').where('id', '=', id).execute();
  if (row.tallied) await relistProposals(trx, [row.proposal_id]);
  await forgetMails(trx, [id]);
  return { ok: true };
}

const PER_BATCH = 2000;

/** Mails that strangers can cause in one mailbox in one day. */
const MOST_A_DAY = 5;

/**
 * Promises the mails that ask to confirm, those who came first before others; a mailbox that had its mails of the day
 * gets no more, and nobody is told so.
 * @returns how many were looked at
 */
export async function tellSupporters(db: Db, now: Temporal.Instant): Promise<number> {
  return await inBatches(db, async (trx) => {
    const { rows } = await sql<{ id: string; told: boolean }>`
      with due as (
        select id, day_hash, created_at from proposal_supports where state = 'unconfirmed' and told_at is null
        order by created_at limit ${PER_BATCH} for update skip locked
      ), counted as (
        select id, row_number() over (partition by day_hash order by created_at, id)
          + (select coalesce(sum(s.told_times), 0) from proposal_supports as s
            where s.day_hash = due.day_hash and s.told_times > 0) <= ${MOST_A_DAY} as told
        from due
      )
      update proposal_supports as s set told_at = ${String(now)}::timestamptz,
        told_times = s.told_times + case when counted.told then 1 else 0 end
      from counted where counted.id = s.id returning s.id, counted.told`.execute(trx);
    await promiseMails(
      trx,
      rows
        .filter(({ told }) => told)
        .map(({ id }) => ({ kind: 'proposals.confirm_support', subjectId: id, bulk: true })),
    );
    return rows.length;
  });
}

/**
 * Adds what was confirmed or discarded since to the counts, each row once: it is marked in the same transaction.
 * @returns how many
 */
export async function tallySupports(db: Db, now: Temporal.Instant): Promise<number> {
  return await inBatches(db, async (trx) => {
    const { rows } = await sql<{ n: number; ids: string[] }>`
      with fresh as (
        update proposal_supports set tallied = true where id in (
          select id from proposal_supports where state <> 'unconfirmed' and not tallied
          limit ${PER_BATCH * 5} for update skip locked
        ) returning proposal_id, state
      ), summed as (
        select proposal_id, count(*) filter (where state = 'confirmed') as confirmed,
          count(*) filter (where state = 'discarded') as discarded
        from fresh group by proposal_id order by proposal_id
      ), written as (
        insert into proposal_support_counts as c (proposal_id, confirmed, discarded, counted_at)
        select proposal_id, confirmed, discarded, ${String(now)}::timestamptz from summed
        on conflict (proposal_id) do update set confirmed = c.confirmed + excluded.confirmed,
          discarded = c.discarded + excluded.discarded, counted_at = excluded.counted_at
      )
      select count(*)::int as n, coalesce(array_agg(distinct proposal_id), '{}') as ids from fresh`.execute(
      trx,
    );
    await relistProposals(trx, rows[0]?.ids ?? []);
    return rows[0]?.n ?? 0;
  });
}

/**
 * Removes what nobody confirmed.
 * @param before sent before then
 */
export async function forgetUnconfirmedSupports(db: Db, before: Temporal.Instant): Promise<number> {
  return await inBatches(db, async (trx) => {
    const { rows } = await sql<{ id: string }>`
      delete from proposal_supports where id in (
        select id from proposal_supports where state = 'unconfirmed' and created_at < ${String(before)}::timestamptz
        order by created_at limit ${PER_BATCH} for update skip locked
      ) returning id`.execute(trx);
    await forgetMails(
      trx,
      rows.map(({ id }) => id),
    );
    return rows.length;
  });
}
