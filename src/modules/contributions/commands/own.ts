/** What its author does with a contribution through the secret link. */
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { forgetMails } from '../../../platform/mail/forget.ts';
import { promiseMail } from '../../../platform/mail/promise.ts';
import type { CallWindow } from '../rules/call.ts';
import { type OwnAction, ownActions } from '../rules/contribution.ts';
import { type Author, type ContributionText, openAuthor, sealAuthor, sealText } from '../sealed.ts';
import { type Context, lockContribution, refused, type Result } from './context.ts';
import { takeBackItem } from './take-back.ts';

type Locked = NonNullable<Awaited<ReturnType<typeof lockContribution>>>;

/** The row under its lock, when its author may do this now. */
async function lockFor(
  trx: Trx,
  id: string,
  action: OwnAction,
  window: CallWindow,
): Promise<Locked | undefined> {
  const row = await lockContribution(trx, id);
  if (!row) return undefined;
  const item = await trx
    .selectFrom('library_items')
    .select('id')
    .where('contribution_id', '=', id)
    .executeTakeFirst();
  const standing = { state: row.state, published: item !== undefined, kept: row.sealed_text !== null };
  return ownActions(standing, window).includes(action) ? row : undefined;
}

const entry = (c: Context, action: string, id: string) => ({
  actor: c.actor,
  action: `contributions.${action}`,
  subject: { kind: 'contribution', id },
});

/** The address is theirs: from now on it is reviewed, under its number. Pressed twice it is confirmed once. */
export async function confirmAddress(trx: Trx, c: Context, id: string): Promise<Result> {
  const row = await lockContribution(trx, id);
  if (!row) return refused('not_found');
  if (row.state !== 'pending') return row.state === 'withdrawn' ? refused('not_now') : { ok: true };
  const call = await trx
    .updateTable('contribution_calls')
    .set((eb) => ({ last_number: eb('last_number', '+', 1) }))
    .where('event_id', '=', row.event_id)
    .returning('last_number')
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('contributions')
    .set({ state: 'submitted', number: call.last_number, updated_at: c.now, version: row.version + 1 })
    .where('id', '=', id)
    .execute();
  await audit(trx, entry(c, 'confirm', id));
  await promiseMail(trx, {
    kind: 'contributions.received',
    subjectId: id,
    dedupeKey: `contributions.received:${id}`,
  });
  return { ok: true };
}

/** @param author without the address, which stays as confirmed */
export async function changeContribution(
  trx: Trx,
  c: Context,
  id: string,
  window: CallWindow,
  change: { author: Omit<Author, 'email'>; text: ContributionText; consent: boolean },
): Promise<Result> {
  const row = await lockFor(trx, id, 'change', window);
  const before = row && openAuthor(c.vault, id, row.sealed_author);
  if (!row || !before) return refused('not_now');
  await trx
    .updateTable('contributions')
    .set({
      sealed_author: sealAuthor(c.vault, id, { ...change.author, email: before.email }),
      sealed_text: sealText(c.vault, id, change.text),
      // Reviews say which version they read.
      text_version: row.text_version + 1,
      consent_publish: change.consent,
      updated_at: c.now,
      version: row.version + 1,
    })
    .where('id', '=', id)
    .execute();
  await audit(trx, entry(c, 'change', id));
  return { ok: true };
}

/** Gives or takes back the consent to publish, as long as nothing is published. */
export async function setConsent(
  trx: Trx,
  c: Context,
  id: string,
  window: CallWindow,
  given: boolean,
): Promise<Result> {
  const row = await lockFor(trx, id, 'consent', window);
  if (!row) return refused('not_now');
  await trx
    .updateTable('contributions')
    .set({ consent_publish: given, updated_at: c.now, version: row.version + 1 })
    .where('id', '=', id)
    .execute();
  await audit(trx, entry(c, given ? 'consent' : 'consent_withdrawn', id));
  return { ok: true };
}

/**
 * Takes it back, at any time: nothing of it is kept but that it was there, and what the library shows of it is
 * gone with the same commit. Pressed twice it is withdrawn once. The caller sweeps the files of its mails after
 * the commit.
 */
export async function withdrawContribution(trx: Trx, c: Context, id: string): Promise<Result> {
  const row = await lockContribution(trx, id);
  if (!row) return refused('not_found');
  if (row.state === 'withdrawn') return { ok: true };
  const item = await trx
    .selectFrom('library_items')
    .select('id')
    .where('contribution_id', '=', id)
    .executeTakeFirst();
  if (item) await takeBackItem(trx, c, item.id);
  await trx.deleteFrom('contribution_reviews').where('contribution_id', '=', id).execute();
  await trx
    .updateTable('contributions')
    .set({
      state: 'withdrawn',
      address_hash: null,
      content_hash: null,
      sealed_author: null,
      sealed_text: null,
      sealed_words: null,
      consent_publish: false,
      updated_at: c.now,
      version: row.version + 1,
    })
    .where('id', '=', id)
    .execute();
  await forgetMails(trx, [id]);
  await audit(trx, entry(c, 'withdraw', id));
  return { ok: true };
}
