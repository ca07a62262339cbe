/** How often a mailbox is written to on one day on somebody's word alone. */
import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/handles.ts';
import { mailDayHash } from '../draft-sealed.ts';
import type { Context } from './context.ts';

const MOST_A_DAY = 5;

/** Counts one more mail. @returns false when this mailbox had its mails of the day; nobody is told so */
export async function mayWriteTo(trx: Trx, c: Context, email: string): Promise<boolean> {
  const day = c.now.toZonedDateTimeISO('UTC').toPlainDate();
  const { rows } = await sql`
    insert into proposal_mail_days as d (day_hash, day) values (${mailDayHash(c.vault, email, day)}, ${String(day)}::date)
    on conflict (day_hash) do update set times = d.times + 1 where d.times < ${MOST_A_DAY}
    returning times`.execute(trx);
  return rows.length > 0;
}

/** Removes the counts of days that are over. */
export async function forgetMailDays(db: Db, now: Temporal.Instant): Promise<void> {
  const yesterday = now.toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: 1 });
  await db.deleteFrom('proposal_mail_days').where('day', '<', yesterday).execute();
}
