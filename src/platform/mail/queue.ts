/**
 * The state of promised mails: taken by a sender for a minute, then settled. A claim is fenced by the
 * number of the attempt, so that a sender that was away too long settles nothing.
 */
import { sql } from 'kysely';
import type { Db, Trx } from '../db/handles.ts';

/** How long a claim holds. Never renewed: a sender must be done, or stop, before it ends. */
export const CLAIM_SECONDS = 60;

/** Minutes to wait after the first, second, … failed attempt: about three days in all. */
const PAUSES = [1, 2, 5, 15, 60, 180, 360, 720, 720, 720, 720, 720] as const;

export interface ClaimedMail {
  id: string;
  kind: string;
  subjectId: string;
  data: Record<string, unknown>;
  /** `<id@host>`, the same in every attempt. */
  messageId: string;
  /** 1 for the first attempt. */
  attempt: number;
  /** One of very many; the others are sent first. */
  bulk: boolean;
}

export interface ClaimRequest {
  now: Temporal.Instant;
  /** Most mails to take. */
  limit: number;
  /** Only kinds that this version of the program can write. */
  kinds: readonly string[];
  /** Right side of the Message-ID. */
  host: string;
}

/**
 * Takes due mails, also those whose sender has let its claim run out; no two callers get the same one. Mail
 * to many comes last: who confirms an address is waiting in front of the screen.
 */
export async function claimMails(db: Db, { now, limit, kinds, host }: ClaimRequest): Promise<ClaimedMail[]> {
  const until = now.add({ seconds: CLAIM_SECONDS });
  const { rows } = await sql<ClaimedMail>`
    with due as materialized (
      select id from mails
      where state in ('queued', 'sending') and next_attempt_at <= ${now} and kind = any(${[...kinds]})
      order by bulk, next_attempt_at, id
      limit ${limit}
      for update skip locked
    )
    update mails
    set state = 'sending', attempts = attempts + 1, claimed_until = ${until}, next_attempt_at = ${until},
      message_id = coalesce(message_id, '<' || mails.id || '@' || ${host}::text || '>')
    from due
    where mails.id = due.id
    returning mails.id, kind, subject_id as "subjectId", data, message_id as "messageId", attempts as attempt, bulk`.execute(
    db,
  );
  return rows.toSorted((a, b) => Number(a.bulk) - Number(b.bulk) || (a.id < b.id ? -1 : 1));
}

type Mine = Pick<ClaimedMail, 'id' | 'attempt'>;

export type Settlement =
  | { state: 'sent'; at: Temporal.Instant }
  | { state: 'cancelled' }
  | { state: 'refused'; code: string }
  /** Tried again after a pause that grows, given up as `failed` in the end. */
  | { state: 'later'; code: string; now: Temporal.Instant };

/** @returns false when the claim was lost in the meantime; then nothing was written */
export async function settleMail(db: Db, mail: Mine, end: Settlement): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('mails')
    .set({ claimed_until: null, ...changesFor(mail, end) })
    .where('id', '=', mail.id)
    .where('state', '=', 'sending')
    .where('attempts', '=', mail.attempt)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

function changesFor(mail: Mine, end: Settlement) {
  switch (end.state) {
    case 'sent':
      return { state: 'sent', sent_at: end.at, error_code: null } as const;
    case 'cancelled':
      return { state: 'cancelled', error_code: null } as const;
    case 'refused':
      return { state: 'refused', error_code: end.code } as const;
    case 'later': {
      const minutes = PAUSES[mail.attempt - 1];
      if (minutes === undefined) return { state: 'failed', error_code: end.code } as const;
      return { state: 'queued', error_code: end.code, next_attempt_at: end.now.add({ minutes }) } as const;
    }
  }
}

/** Gives back, untried, what was claimed: the attempt doesn't count. */
export async function handBackMails(db: Db, mails: readonly Mine[]): Promise<void> {
  if (mails.length === 0) return;
  await sql`
    update mails
    set state = 'queued', claimed_until = null, next_attempt_at = 'epoch', attempts = mails.attempts - 1
    from unnest(${mails.map((mail) => mail.id)}::uuid[], ${mails.map((mail) => mail.attempt)}::int[]) as mine (id, attempts)
    where mails.id = mine.id and mails.state = 'sending' and mails.attempts = mine.attempts`.execute(db);
}

/**
 * For a start where no other process can be sending (one process with its own database): what a killed
 * sender left claimed is due at once. Elsewhere the claims run out by themselves.
 * @returns how many there were
 */
export async function releaseClaims(db: Db): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('mails')
    .set({ state: 'queued', claimed_until: null, next_attempt_at: sql`'epoch'` })
    .where('state', '=', 'sending')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/**
 * A person in the back office wants it tried again, from the first pause on.
 * @returns false when there is no such mail or it is not waiting, refused or given up
 */
export async function retryMail(trx: Trx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('mails')
    .set({ state: 'queued', attempts: 0, next_attempt_at: sql`'epoch'`, error_code: null })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'refused', 'failed'])
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Takes back what was promised about a subject and is not on its way yet.
 * @returns how many
 */
export async function cancelMails(trx: Trx, subjectId: string, kinds: readonly string[]): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('mails')
    .set({ state: 'cancelled', error_code: null })
    .where('subject_id', '=', subjectId)
    .where('kind', 'in', [...kinds])
    .where('state', '=', 'queued')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/**
 * Takes back these mails as far as they are not on their way yet.
 * @returns how many
 */
export async function holdMails(trx: Trx, ids: readonly string[]): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('mails')
    .set({ state: 'cancelled', error_code: null })
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where('state', '=', 'queued')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/**
 * Promises again what was taken back: the same mail under the same Message-ID, its attempts counted anew.
 * @returns how many
 */
export async function releaseMails(trx: Trx, ids: readonly string[]): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('mails')
    .set({ state: 'queued', attempts: 0, next_attempt_at: sql`'epoch'` })
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where('state', '=', 'cancelled')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
