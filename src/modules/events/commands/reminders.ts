/** Reminding those who come: once each, however often the sweep runs, and again when the edition was moved. */
import type { Db, Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { promiseMails } from '../../../platform/mail/promise.ts';
import { type DueReminder, dueReminders } from '../rules/reminders.ts';
import type { Reminder } from '../tables.ts';

export const REMINDER_MAIL = 'events.reminder';
const BATCH = 500;
/** Editions looked at in one sweep; more than this many don't begin in one week. */
const MOST = 200;

interface Edition {
  id: string;
  starts_at: Temporal.Instant;
  timezone: string;
  reminders: Reminder[];
}

/**
 * Promises the reminders that are due. Batches are transactions of their own; killed in between, the next
 * sweep goes on: the key of a mail is the person, the beginning and the kind.
 */
export async function remindAll(db: Db, now: Temporal.Instant): Promise<void> {
  for (const edition of await soonEditions(db, now))
    for (const due of dueReminders(edition, now))
      if (!(await isDone(db, edition, due.kind))) await remind(db, edition, due, now);
}

/** Published, taking place, beginning within eight days: those that a reminder may concern. */
async function soonEditions(db: Db, now: Temporal.Instant): Promise<Edition[]> {
  return db
    .selectFrom('events')
    .select(['id', 'starts_at', 'timezone', 'reminders'])
    .where('visibility', '=', 'published')
    .where('status', '=', 'scheduled')
    .where('starts_at', '>', now)
    .where('starts_at', '<=', now.add({ hours: 8 * 24 }))
    .orderBy('starts_at')
    .limit(MOST)
    .execute();
}

async function isDone(db: Db, { id, starts_at }: Edition, kind: Reminder): Promise<boolean> {
  const row = await db
    .selectFrom('event_reminders')
    .select('kind')
    .where('event_id', '=', id)
    .where('kind', '=', kind)
    .where('starts_at', '=', starts_at)
    .executeTakeFirst();
  return row !== undefined;
}

async function remind(db: Db, edition: Edition, due: DueReminder, now: Temporal.Instant): Promise<void> {
  for (let after: string | undefined, full = true; full;) {
    const told = await withTransaction(db, (trx) => remindNext(trx, edition, due, after));
    after = told.at(-1);
    full = told.length === BATCH;
  }
  await db
    .insertInto('event_reminders')
    .values({ event_id: edition.id, kind: due.kind, starts_at: edition.starts_at, done_at: now })
    .onConflict((c) => c.doNothing())
    .execute();
}

async function remindNext(
  trx: Trx,
  { id: eventId, starts_at }: Edition,
  { kind, moment }: DueReminder,
  after: string | undefined,
): Promise<string[]> {
  let query = trx
    .selectFrom('event_registrations')
    .select('id')
    .where('event_id', '=', eventId)
    .where('state', '=', 'confirmed')
    // Whoever came later has just read when it is.
    .where('created_at', '<=', moment)
    .orderBy('id')
    .limit(BATCH);
  if (after !== undefined) query = query.where('id', '>', after);
  const ids = (await query.execute()).map((row) => row.id);
  const starts = starts_at.toString();
  await promiseMails(
    trx,
    ids.map((id) => ({
      kind: REMINDER_MAIL,
      subjectId: id,
      data: { reminder: kind, starts },
      dedupeKey: `${REMINDER_MAIL}:${kind}:${starts}:${id}`,
    })),
  );
  return ids;
}
