/**
 * Removing what is known of those who registered for an edition that is over. In steps, each a transaction
 * that also notes what it removed: killed anywhere, the next run goes on after the last finished step, and the
 * counts of the receipt are those of all runs together. The receipt is there when everything is gone.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/access/access.ts';
import type { KeptData } from '../../../platform/additions.ts';
import { actorRef, audit } from '../../../platform/audit/audit.ts';
import { forgetAudit } from '../../../platform/audit/forget.ts';
import type { Db, Read, Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { json } from '../../../platform/db/values.ts';
import type { Deps } from '../../../platform/deps.ts';
import { addJobs } from '../../../platform/jobs/add.ts';
import { forgetJobs } from '../../../platform/jobs/forget.ts';
import {
  countMailsOnTheWay,
  forgetMails,
  listMailFiles,
  listMailIds,
  sweepMailFiles,
} from '../../../platform/mail/forget.ts';
import { PROGRAM_VERSION } from '../../../platform/version.ts';
import { countNumbers, listDueEditions } from './queries.ts';
import { isOver } from '../rules/window.ts';
import type { Outcome } from '../commands/inputs.ts';
import { lockEdition } from '../commands/programme-state.ts';
import { lockPlaces } from '../commands/registration/places.ts';

export const PURGE_JOB = 'events.purge_edition';
const BY_PROGRAM: Actor = { kind: 'system', what: 'retention' };
type Counts = Record<string, number>;

/**
 * Orders the purge of an edition that is over; a job does it. From now on nothing is written to those who
 * registered. `not_now`: it is still to come, or is being purged already.
 */
export async function startPurge(
  trx: Trx,
  { actor, now }: { actor: Actor; now: Temporal.Instant },
  eventId: string,
): Promise<Outcome> {
  const edition = await lockEdition(trx, eventId);
  if (!edition) return { ok: false, refused: 'not_found' };
  if (edition.purge_started_at || !isOver(edition, now)) return { ok: false, refused: 'not_now' };
  await trx
    .insertInto('event_purges')
    .values({
      id: randomUUIDv7(),
      event_id: eventId,
      started_at: now,
      started_by: actorRef(actor),
      program_version: PROGRAM_VERSION,
      completed_at: null,
    })
    .execute();
  await trx.updateTable('events').set({ purge_started_at: now }).where('id', '=', eventId).execute();
  await audit(trx, { actor, action: 'events.purge_started', subject: { kind: 'event', id: eventId } });
  await queuePurge(trx, eventId);
  return { ok: true };
}

export async function queuePurge(trx: Trx, eventId: string, runAt?: Temporal.Instant): Promise<void> {
  const job = { name: PURGE_JOB, payload: { eventId }, key: `${PURGE_JOB}:${eventId}` };
  await addJobs(trx, [runAt ? { ...job, runAt } : job]);
}

/** Everything of other modules that goes with an edition. */
const keptOf = (deps: Deps): KeptData[] => deps.additions.kept.filter((kept) => kept.of === 'event');

interface Step {
  /** As in the receipt. */
  name: string;
  work: (trx: Trx) => Promise<Counts>;
}

/** A mail or a job about somebody is on its way at this moment. */
class Waits extends Error {}

/** What is removed, in order: what refers to people first, the people last. */
async function stepsOf(deps: Deps, eventId: string): Promise<Step[]> {
  const ids = await listRegistrationIds(deps.db, eventId);
  const mailIds = await listMailIds(deps.db, ids);
  const files = await listMailFiles(deps.config.dataDir);
  return [
    {
      name: 'mails',
      work: async (trx) => {
        // A file that stands for a sent mail is written before its row is settled.
        if ((await countMailsOnTheWay(trx, ids, deps.now())) > 0) throw new Waits();
        const removed = await forgetMails(trx, ids);
        return { mails: removed.length, mail_files: mailIds.filter((id) => files.has(id)).length };
      },
    },
    {
      name: 'jobs',
      work: async (trx) => {
        const { removed, running } = await forgetJobs(trx, ids);
        if (running > 0) throw new Waits();
        return { jobs: removed };
      },
    },
    ...keptOf(deps).map(({ name, purge }) => ({ name, work: (trx: Trx) => purge(trx, eventId, deps) })),
    { name: 'registrations', work: (trx) => removeRegistrations(trx, eventId) },
  ];
}

/**
 * Goes on with a purge that was ordered.
 * @returns `waits`: a mail or a job about somebody is on its way at this moment; ask again in a minute
 */
export async function runPurge(deps: Deps, eventId: string): Promise<'done' | 'waits' | 'none'> {
  const { db, now, config } = deps;
  const open = await db
    .selectFrom('event_purges')
    .select('id')
    .where('event_id', '=', eventId)
    .where('completed_at', 'is', null)
    .executeTakeFirst();
  if (!open) return 'none';
  try {
    // Counted before anything goes: the numbers that stay.
    await runStep(db, open.id, { name: 'prepare', work: (trx) => prepare(deps, trx, open.id, eventId) });
    for (const step of await stepsOf(deps, eventId)) await runStep(db, open.id, step);
  } catch (error) {
    if (error instanceof Waits) return 'waits';
    throw error;
  }
  await sweepMailFiles(db, config.dataDir);
  const removed = await totalOf(db, open.id);
  if (removed > 0)
    await scrub(
      db,
      keptOf(deps).flatMap(({ tables }) => tables ?? []),
    );
  await finish(db, { purgeId: open.id, eventId, removed }, now());
  return 'done';
}

/** One step in one transaction with the note of what it removed; what is noted is not done again. */
async function runStep(db: Db, purgeId: string, { name, work }: Step): Promise<void> {
  await withTransaction(db, async (trx) => {
    const purge = await trx
      .selectFrom('event_purges')
      .select('steps')
      .where('id', '=', purgeId)
      .forUpdate()
      .executeTakeFirst();
    if (!purge || Object.hasOwn(purge.steps, name)) return;
    const steps = { ...purge.steps, [name]: await work(trx) };
    await trx
      .updateTable('event_purges')
      .set({ steps: json(steps) })
      .where('id', '=', purgeId)
      .execute();
  });
}

async function prepare(deps: Deps, trx: Trx, purgeId: string, eventId: string): Promise<Counts> {
  const numbers = await countNumbers(trx, eventId);
  await trx
    .updateTable('event_purges')
    .set({ numbers: json(numbers) })
    .where('id', '=', purgeId)
    .execute();
  for (const kept of keptOf(deps)) await kept.prepare?.(trx, eventId, deps);
  return {};
}

async function removeRegistrations(trx: Trx, eventId: string): Promise<Counts> {
  // The same order as whoever registers: places first.
  await lockPlaces(trx, eventId);
  const ids = await listRegistrationIds(trx, eventId);
  // Promised or noted since the first steps.
  await forgetMails(trx, ids);
  await forgetJobs(trx, ids);
  const entries = await forgetAudit(trx, 'event_registration', ids);
  const { numDeletedRows } = await trx
    .deleteFrom('event_registrations')
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  // Whom the counters counted is gone; how many they were stays in the receipt.
  await trx
    .updateTable('event_places')
    .set({ taken_online: 0, taken_in_person: 0 })
    .where('event_id', '=', eventId)
    .execute();
  await trx.updateTable('event_sessions').set({ taken: 0 }).where('event_id', '=', eventId).execute();
  return { registrations: Number(numDeletedRows), audit_entries: entries };
}

async function listRegistrationIds(db: Read, eventId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('event_registrations')
    .select('id')
    .where('event_id', '=', eventId)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Rows that were deleted stay readable in the database's files until they are overwritten, and the key to
 * them still exists: the tables that held people are written anew. So are the samples of their values that
 * the planner keeps; of an emptied table it would keep them for ever.
 */
async function scrub(db: Db, others: readonly string[]): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select distinct conrelid::regclass::text as name from pg_constraint
    where contype = 'f' and confrelid = 'event_registrations'::regclass`.execute(db);
  const own = ['event_registrations', 'mails', 'audit_log', 'graphile_worker._private_jobs'];
  const names = [...new Set([...rows.map((row) => row.name), ...others, ...own])];
  await olderReadersEnd(db);
  for (const name of names) await sql`vacuum (full) ${sql.table(name)}`.execute(db);
  await sql`
    select pg_clear_attribute_stats(schemaname::text, tablename::text, attname::text, inherited) from pg_stats
    where format('%I.%I', schemaname, tablename)::regclass = any(${names}::regclass[])`.execute(db);
  // Whoever doesn't own the database is told that this is left out; then only the database's owner reads it.
  await sql`vacuum (full) pg_catalog.pg_statistic`.execute(db);
  for (const name of names) await sql`analyze ${sql.table(name)}`.execute(db);
}

const READERS_MS = 60_000;
const LOOK_MS = 100;

/**
 * A table written anew keeps the deleted rows that somebody who began to read before may still see: a backup,
 * the planner looking at values; and whoever began to write before, in any database of the server, makes those
 * who begin to read look as far back. Nothing is rewritten before they have ended.
 * @throws when they take longer than a minute: the purge goes on at the next sweep
 */
async function olderReadersEnd(db: Db): Promise<void> {
  const { rows } = await sql<{ mark: string }>`select pg_current_xact_id()::text as mark`.execute(db);
  const mark = rows[0]?.mark ?? '0';
  for (let waited = 0; waited < READERS_MS; waited += LOOK_MS) {
    const older = await sql`
      select 1 from pg_stat_activity
      where pid <> pg_backend_pid()
        and (age(backend_xid) > age(${mark}::xid8::xid)
          or datname = current_database() and age(backend_xmin) > age(${mark}::xid8::xid)) limit 1`.execute(
      db,
    );
    if (older.rows.length === 0) return;
    await sleep(LOOK_MS);
  }
  throw new Error('others have been reading since before the purge; it goes on later');
}

async function totalOf(db: Db, purgeId: string): Promise<number> {
  const { steps } = await db
    .selectFrom('event_purges')
    .select('steps')
    .where('id', '=', purgeId)
    .executeTakeFirstOrThrow();
  return Object.values(steps)
    .flatMap((counts) => Object.values(counts))
    .reduce((sum, n) => sum + n, 0);
}

async function finish(
  db: Db,
  { purgeId, eventId, removed }: { purgeId: string; eventId: string; removed: number },
  now: Temporal.Instant,
): Promise<void> {
  await withTransaction(db, async (trx) => {
    const { started_by: by } = await trx
      .updateTable('event_purges')
      .set({ completed_at: now })
      .where('id', '=', purgeId)
      .returning('started_by')
      .executeTakeFirstOrThrow();
    await trx
      .updateTable('events')
      .set({ purged_at: now, purge_started_at: null })
      .where('id', '=', eventId)
      .execute();
    // Nothing was there, and nobody asked: no receipt for nothing.
    if (removed === 0 && by === actorRef(BY_PROGRAM))
      await trx.deleteFrom('event_purges').where('id', '=', purgeId).execute();
    const subject = { kind: 'event', id: eventId };
    await audit(trx, { actor: BY_PROGRAM, action: 'events.purged', subject, detail: { removed } });
  });
}

class Undo extends Error {}

/** What would go now, exactly: everything is removed in one transaction that is then rolled back. */
export async function previewPurge(deps: Deps, eventId: string): Promise<Record<string, Counts>> {
  const steps: Record<string, Counts> = {};
  try {
    await withTransaction(deps.db, async (trx) => {
      for (const { name, work } of await stepsOf(deps, eventId)) steps[name] = await work(trx);
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo) && !(error instanceof Waits)) throw error;
  }
  return steps;
}

/**
 * Orders the purge of every edition whose time has come, and of those that were cut off; removes files of
 * mails that are no more.
 */
export async function retain(deps: Deps): Promise<void> {
  const { db, now, config } = deps;
  await sweepMailFiles(db, config.dataDir);
  for (const eventId of await listDueEditions(db, now())) {
    await withTransaction(db, async (trx) => {
      const started = await startPurge(trx, { actor: BY_PROGRAM, now: now() }, eventId);
      if (!started.ok) await queuePurge(trx, eventId);
    });
  }
}
