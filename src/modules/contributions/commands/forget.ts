/** What goes when personal data goes: everything about an edition's authors, but what is public by their consent. */
import { sql } from 'kysely';
import { forgetAudit } from '../../../platform/audit/forget.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { forgetMails } from '../../../platform/mail/forget.ts';

/**
 * Removes contributions with their reviews. Of one that was published the row stays, without who and what, so that
 * its author's link still takes it back.
 * @param only of this address; left out: all of the edition
 * @returns counts; run again it finds nothing
 */
export async function forgetContributions(
  trx: Trx,
  eventId: string,
  only?: Buffer,
): Promise<Record<'contributions' | 'authors_of_published' | 'reviews' | 'mails' | 'audit_entries', number>> {
  // Under their locks: somebody may be publishing one at this moment.
  const rows = await trx
    .selectFrom('contributions as c')
    .select(['c.id', sql<boolean>`c.sealed_author is not null`.as('sealed')])
    .where('c.event_id', '=', eventId)
    .$if(only !== undefined, (q) => q.where('c.address_hash', '=', only ?? null))
    .orderBy('c.id')
    .forUpdate()
    .execute();
  const published = new Set(
    (
      await trx
        .selectFrom('library_items')
        .select('contribution_id')
        .where(sql<boolean>`contribution_id = any(${rows.map(({ id }) => id)}::uuid[])`)
        .where('withdrawn_at', 'is', null)
        .execute()
    ).map(({ contribution_id }) => contribution_id),
  );
  const stay = rows.filter(({ id, sealed }) => published.has(id) && sealed).map(({ id }) => id);
  const go = rows.filter(({ id }) => !published.has(id)).map(({ id }) => id);
  const reviews = await trx
    .deleteFrom('contribution_reviews')
    .where(sql<boolean>`contribution_id = any(${[...stay, ...go]}::uuid[])`)
    .executeTakeFirst();
  const nothing = { address_hash: null, content_hash: null, sealed_author: null, sealed_text: null };
  await trx
    .updateTable('contributions')
    .set({ ...nothing, sealed_words: null })
    .where(sql<boolean>`id = any(${stay}::uuid[])`)
    .execute();
  await trx
    .deleteFrom('contributions')
    .where(sql<boolean>`id = any(${go}::uuid[])`)
    .execute();
  return {
    contributions: go.length,
    authors_of_published: stay.length,
    reviews: Number(reviews.numDeletedRows),
    // Files that stand for sent mails hold words and address; they go with the rows.
    mails: (await forgetMails(trx, [...stay, ...go])).length,
    audit_entries: await forgetAudit(trx, 'contribution', go),
  };
}

/** A mail server refused the address for good. */
export async function markMailRefused(
  db: Pick<Trx, 'updateTable'>,
  id: string,
  now: Temporal.Instant,
): Promise<void> {
  await db.updateTable('contributions').set({ mail_refused_at: now }).where('id', '=', id).execute();
}
