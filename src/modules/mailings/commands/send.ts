/**
 * Sending, stopping and going on. The row of the mailing is the lock: whoever presses first starts it, and a
 * stop waits for the batch that is being listed. A person has one row and one mail per mailing, whatever is
 * started twice: a stop takes mails back, a resumption promises the same ones again.
 */
import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { addJobs } from '../../../platform/jobs/add.ts';
import { promiseMail, promiseMails } from '../../../platform/mail/promise.ts';
import { holdMails, releaseMails } from '../../../platform/mail/queue.ts';
import type { Act } from '../../events/index.ts';
import type { Member } from '../group.ts';
import { countRecipients } from '../queries/mailings.ts';
import { isUnsubscribed, isWithdrawn } from '../queries/letters.ts';
import { progressOf, shownState } from '../rules/progress.ts';
import { entry, lockMailing } from './write.ts';

export const MAILING_MAIL = 'mailings.mail';
export const TEST_MAIL = 'mailings.test';
export const LIST_JOB = 'mailings.list_recipients';

/** `not_now`: somebody was quicker, or there is nothing to do. */
export type Sent = 'ok' | 'not_found' | 'not_now' | 'changed';

interface ListPayload {
  mailingId: string;
  run: number;
}

/**
 * @param seen what the person at the desk looked at: the version, and how many it goes to
 */
export async function startMailing(
  trx: Trx,
  act: Act,
  id: string,
  seen: { version: number; count: number },
): Promise<Sent> {
  const mailing = await lockMailing(trx, id);
  if (!mailing) return 'not_found';
  if (mailing.state !== 'draft') return 'not_now';
  if (mailing.version !== seen.version) return 'changed';
  await trx
    .updateTable('mailings')
    .set({ state: 'sending', started_at: act.now, run: mailing.run + 1, updated_at: act.now })
    .where('id', '=', id)
    .execute();
  await list(trx, { mailingId: id, run: mailing.run + 1 });
  await audit(trx, entry(act, 'mailings.send', id, { people: seen.count }));
  return 'ok';
}

/** What is not on its way yet does not go. */
export async function stopMailing(trx: Trx, act: Act, id: string): Promise<Sent> {
  const mailing = await lockMailing(trx, id);
  if (!mailing) return 'not_found';
  if (mailing.state !== 'sending') return 'not_now';
  const { total } = progressOf((await countRecipients(trx, [id])).get(id) ?? {});
  if (mailing.listed_at && (await openMails(trx, id)) === 0) return 'not_now';
  await trx
    .updateTable('mailings')
    .set({ state: 'stopped', run: mailing.run + 1, listed_at: null, updated_at: act.now })
    .where('id', '=', id)
    .execute();
  const held = await holdMails(trx, await mailIds(trx, id));
  await audit(trx, entry(act, 'mailings.stop', id, { held, listed: total }));
  return 'ok';
}

/** Goes on where it stopped; who joined the group meanwhile is added. */
export async function resumeMailing(trx: Trx, act: Act, id: string): Promise<Sent> {
  const mailing = await lockMailing(trx, id);
  if (!mailing) return 'not_found';
  if (mailing.state !== 'stopped') return 'not_now';
  await trx
    .updateTable('mailings')
    .set({ state: 'sending', run: mailing.run + 1, updated_at: act.now })
    .where('id', '=', id)
    .execute();
  const released = await releaseMails(trx, await mailIds(trx, id));
  await list(trx, { mailingId: id, run: mailing.run + 1 });
  await audit(trx, entry(act, 'mailings.resume', id, { released }));
  return 'ok';
}

/** A mail as it will arrive, to the person who asks for it. */
export async function sendTest(
  trx: Trx,
  act: Act,
  id: string,
  to: { userId: string; lang: 'es' | 'en' },
): Promise<void> {
  await promiseMail(trx, { kind: TEST_MAIL, subjectId: id, data: { ...to, test: randomUUIDv7() } });
  await audit(trx, entry(act, 'mailings.test', id));
}

const list = (trx: Trx, payload: ListPayload): Promise<void> =>
  addJobs(trx, [{ name: LIST_JOB, payload: { ...payload } }]);

/**
 * Whether this run of the job may go on. Until the end of the transaction nobody stops, resumes or ends the
 * mailing, and no second job lists beside this one.
 */
export async function holdRun(trx: Trx, { mailingId, run }: ListPayload): Promise<boolean> {
  const mailing = await trx
    .selectFrom('mailings')
    .select('id')
    .where('id', '=', mailingId)
    .where('run', '=', run)
    .where('state', '=', 'sending')
    .forNoKeyUpdate()
    .executeTakeFirst();
  return mailing !== undefined;
}

/**
 * Puts members on the list and promises their mails. Who is on it already is left as it is.
 * @returns how many were new
 */
export async function listMembers(trx: Trx, mailingId: string, members: readonly Member[]): Promise<number> {
  if (members.length === 0) return 0;
  const added = await trx
    .insertInto('mailing_recipients')
    .values(
      members.map(({ id, skip }) => ({
        mailing_id: mailingId,
        registration_id: id,
        mail_id: null,
        skipped: skip ?? null,
      })),
    )
    .onConflict((c) => c.columns(['mailing_id', 'registration_id']).doNothing())
    .returning(['registration_id', 'skipped'])
    .execute();
  const wanted = added.filter((row) => row.skipped === null).map((row) => row.registration_id);
  const mails = await promiseMails(
    trx,
    wanted.map((registrationId) => ({
      kind: MAILING_MAIL,
      subjectId: registrationId,
      data: { mailingId },
      dedupeKey: `${MAILING_MAIL}:${mailingId}:${registrationId}`,
      bulk: true,
    })),
  );
  await sql`
    update mailing_recipients r set mail_id = mine.mail_id
    from unnest(${wanted}::uuid[], ${mails}::uuid[]) as mine (registration_id, mail_id)
    where r.mailing_id = ${mailingId} and r.registration_id = mine.registration_id`.execute(trx);
  return added.length;
}

/** Everybody is on the list. */
export async function endList(trx: Trx, payload: ListPayload, now: Temporal.Instant): Promise<void> {
  await trx
    .updateTable('mailings')
    .set({ listed_at: now })
    .where('id', '=', payload.mailingId)
    .where('run', '=', payload.run)
    .where('state', '=', 'sending')
    .execute();
}

/**
 * Looks after a mailing whose list is complete: notes who withdrew between list and mail, promises again what
 * was taken back in the very moment of a resumption, and closes it when every mail is settled.
 */
export async function tendMailing(trx: Trx, id: string, now: Temporal.Instant): Promise<void> {
  const mailing = await lockMailing(trx, id);
  if (mailing?.state !== 'sending' || mailing.listed_at === null) return;
  await noteWithdrawn(trx, id);
  await releaseMails(trx, await mailIds(trx, id));
  const counts = (await countRecipients(trx, [id])).get(id) ?? {};
  if (shownState(mailing, counts) === 'done') await closeMailing(trx, id, counts, now);
}

/** The numbers stay as they are now. */
export async function closeMailing(
  trx: Trx,
  id: string,
  counts: Readonly<Record<string, number>>,
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('mailings')
    .set({ state: 'done', finished_at: now, counts: { ...counts } })
    .where('id', '=', id)
    .execute();
}

async function noteWithdrawn(trx: Trx, id: string): Promise<void> {
  await sql`
    update mailing_recipients g
    set skipped = case when ${isUnsubscribed} then 'unsubscribed' else 'withdrawn' end
    from mails m, event_registrations r
    where g.mailing_id = ${id} and g.skipped is null and m.id = g.mail_id and m.state = 'cancelled'
      and r.id = g.registration_id and (${isUnsubscribed} or ${isWithdrawn})`.execute(trx);
}

async function mailIds(trx: Trx, id: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('mailing_recipients')
    .select('mail_id')
    .where('mailing_id', '=', id)
    .where('skipped', 'is', null)
    .execute();
  return rows.flatMap(({ mail_id: mail }) => mail ?? []);
}

async function openMails(trx: Trx, id: string): Promise<number> {
  const { waiting, underWay } = progressOf((await countRecipients(trx, [id])).get(id) ?? {});
  return waiting + underWay;
}
