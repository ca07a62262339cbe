/** What the module knows of people, and how it goes: who was written to, who wants no more. */
import { sql } from 'kysely';
import type { KeptData } from '../../platform/additions.ts';
import type { Trx } from '../../platform/db/handles.ts';
import { closeMailing } from './commands/send.ts';
import { countRecipients } from './queries/mailings.ts';

export const keptRecipients: KeptData = {
  name: 'mailings.recipients',
  of: 'event',
  summary: 'Who was written to in which mailing, and who wants no more. Texts and numbers stay.',
  prepare: async (trx, eventId, deps) => {
    for (const id of await unfinished(trx, eventId)) {
      const counts = (await countRecipients(trx, [id])).get(id) ?? {};
      await closeMailing(trx, id, counts, deps.now());
    }
  },
  purge: async (trx, eventId) => {
    const { numDeletedRows: recipients } = await trx
      .deleteFrom('mailing_recipients')
      .where('mailing_id', 'in', (eb) =>
        eb.selectFrom('mailings').select('id').where('event_id', '=', eventId),
      )
      .executeTakeFirst();
    const { numDeletedRows: unsubscribes } = await trx
      .deleteFrom('mailing_unsubscribes')
      .where('event_id', '=', eventId)
      .executeTakeFirst();
    return { mailing_recipients: Number(recipients), mailing_unsubscribes: Number(unsubscribes) };
  },
  exportOne: async (db, registrationId) => {
    const mails = await db
      .selectFrom('mailing_recipients as g')
      .innerJoin('mailings as w', 'w.id', 'g.mailing_id')
      .leftJoin('mails as m', 'm.id', 'g.mail_id')
      .select(['w.subject_es as subject', 'm.state', 'm.sent_at', 'g.skipped'])
      .where('g.registration_id', '=', registrationId)
      .orderBy('w.id')
      .execute();
    const out = await db
      .selectFrom('mailing_unsubscribes')
      .select('at')
      .where('registration_id', '=', registrationId)
      .executeTakeFirst();
    if (mails.length === 0 && !out) return undefined;
    return {
      mails: mails.map((mail) => ({
        subject: mail.subject,
        state: mail.skipped ?? mail.state,
        sent_at: mail.sent_at?.toString() ?? null,
      })),
      unsubscribed_at: out?.at.toString() ?? null,
    };
  },
  eraseOne: async (trx, registrationId) => {
    await trx.deleteFrom('mailing_recipients').where('registration_id', '=', registrationId).execute();
    await trx.deleteFrom('mailing_unsubscribes').where('registration_id', '=', registrationId).execute();
  },
};

/** Begun and not done; from now on nothing more goes out. */
async function unfinished(trx: Trx, eventId: string): Promise<string[]> {
  const rows = await trx
    .updateTable('mailings')
    .set({ run: sql`run + 1` })
    .where('event_id', '=', eventId)
    .where('state', 'in', ['sending', 'stopped'])
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}
