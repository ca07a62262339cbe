/** What the back office and the metrics show of the outbox: states and codes, never who or what. */
import type { Read } from '../db/handles.ts';
import { MAIL_STATES, type MailState } from './tables.ts';

export interface ListedMail {
  id: string;
  kind: string;
  subjectId: string;
  state: MailState;
  attempts: number;
  /** Why the last attempt failed, e.g. `smtp_connect`. */
  errorCode: string | undefined;
  createdAt: Temporal.Instant;
  sentAt: Temporal.Instant | undefined;
  /** Of a queued mail; `undefined`: at once. */
  nextAttemptAt: Temporal.Instant | undefined;
}

/**
 * Newest first, paged by key.
 * @param after the id of the last one shown
 * @param limit at most 100
 */
export async function listMails(
  db: Read,
  { state, after, limit }: { state?: MailState; after?: string; limit: number },
): Promise<ListedMail[]> {
  let query = db
    .selectFrom('mails')
    .select([
      'id',
      'kind',
      'subject_id',
      'state',
      'attempts',
      'error_code',
      'created_at',
      'sent_at',
      'next_attempt_at',
    ])
    .orderBy('id', 'desc')
    .limit(Math.min(limit, 100));
  if (state !== undefined) query = query.where('state', '=', state);
  if (after !== undefined) query = query.where('id', '<', after);
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    subjectId: row.subject_id,
    state: row.state,
    attempts: row.attempts,
    errorCode: row.error_code ?? undefined,
    createdAt: row.created_at,
    sentAt: row.sent_at ?? undefined,
    nextAttemptAt:
      row.state === 'queued' && row.next_attempt_at.epochMilliseconds > 0 ? row.next_attempt_at : undefined,
  }));
}

/** How many mails are in each state; every state is there. */
export async function countMailsByState(db: Read): Promise<Record<MailState, number>> {
  const rows = await db
    .selectFrom('mails')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  const counts = Object.fromEntries(MAIL_STATES.map((state) => [state, 0])) as Record<MailState, number>;
  for (const { state, count } of rows) counts[state] = Number(count);
  return counts;
}
