/** Keeps what somebody has begun to propose, until they send it, remove it, or leave it alone for long. */
import { randomUUIDv7 } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/handles.ts';
import type { Outcome } from '../../../platform/db/outcome.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Lang } from '../../../platform/i18n/translate.ts';
import { forgetMails } from '../../../platform/mail/forget.ts';
import { promiseMail } from '../../../platform/mail/promise.ts';
import { formHash, openDraft, sealDraft } from '../draft-sealed.ts';
import { DRAFT_DAYS, MOST_DRAFTS, MOST_DRAFTS_AN_HOUR } from '../rules/draft.ts';
import type { DraftValues } from '../schemas/draft.ts';
import type { Context } from './context.ts';
import { mayWriteTo } from './mail-days.ts';

export interface Begun {
  values: DraftValues;
  lang: Lang;
  /** Hidden in the form that was drawn: the same form saved twice is one draft. */
  formKey: string | undefined;
}

/** `full`: more drafts were begun than are kept; the text stays with whoever typed it. */
export async function beginDraft(
  trx: Trx,
  c: Context,
  { values, lang, formKey }: Begun,
): Promise<Outcome<{ id: string }, 'full'>> {
  const hash = formKey === undefined ? null : formHash(c.vault, formKey);
  const before = hash && (await lockDraftOfForm(trx, hash));
  if (before && (await saveDraft(trx, c, before.id, { values, version: FIRST })).ok)
    return { ok: true, id: before.id };
  if (await isFull(trx, c.now)) return { ok: false, refused: 'full' };
  const id = randomUUIDv7();
  await trx
    .insertInto('proposal_drafts')
    .values({
      id,
      sealed: sealDraft(c.vault, id, values),
      // What this form made first was changed elsewhere since: nothing of it is lost, this is another one.
      form_hash: before ? null : hash,
      lang,
      told_at: null,
      created_at: c.now,
      updated_at: c.now,
    })
    .execute();
  await tell(trx, c, id, values);
  return { ok: true, id };
}

const FIRST = 1;

/** Two posts of one form wait for each other. */
async function lockDraftOfForm(trx: Trx, hash: Buffer): Promise<{ id: string } | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${hash.toString('hex')}, 43))`.execute(trx);
  return await trx
    .selectFrom('proposal_drafts')
    .select('id')
    .where('form_hash', '=', hash)
    .executeTakeFirst();
}

async function isFull(trx: Trx, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql<{ hour: number; kept: number }>`
    select (select count(*) from (select 1 from proposal_drafts
        where created_at > ${String(now.subtract({ hours: 1 }))}::timestamptz limit ${MOST_DRAFTS_AN_HOUR}) as h)::int as hour,
      (select count(*) from (select 1 from proposal_drafts limit ${MOST_DRAFTS}) as k)::int as kept`.execute(
    trx,
  );
  const [counted] = rows;
  return (counted?.hour ?? 0) >= MOST_DRAFTS_AN_HOUR || (counted?.kept ?? 0) >= MOST_DRAFTS;
}

export interface DraftChange {
  values: DraftValues;
  /** As when the form was drawn. */
  version: number;
}

/** `gone`: sent, removed or forgotten · `changed`: somebody saved a newer version. The same saved twice is saved once. */
export async function saveDraft(
  trx: Trx,
  c: Context,
  id: string,
  { values, version }: DraftChange,
): Promise<Outcome<object, 'gone' | 'changed'>> {
  const row = await trx
    .selectFrom('proposal_drafts')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return { ok: false, refused: 'gone' };
  if (isDeepStrictEqual(openDraft(c.vault, id, row.sealed), values)) return { ok: true };
  if (row.version !== version) return { ok: false, refused: 'changed' };
  await trx
    .updateTable('proposal_drafts')
    .set({ sealed: sealDraft(c.vault, id, values), version: version + 1, updated_at: c.now })
    .where('id', '=', id)
    .execute();
  if (row.told_at === null) await tell(trx, c, id, values);
  return { ok: true };
}

/**
 * Locks a draft that is about to be sent, so that nobody's newer version goes with it unseen.
 * @returns false: somebody saved another version since this one was drawn. One that is gone is nobody's
 */
export async function mayLeaveDraft(
  trx: Trx,
  c: Pick<Context, 'vault'>,
  id: string,
  { values, version }: Partial<DraftChange>,
): Promise<boolean> {
  const row = await trx
    .selectFrom('proposal_drafts')
    .select(['sealed', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return !row || row.version === version || isDeepStrictEqual(openDraft(c.vault, id, row.sealed), values);
}

/** The link by mail, once for each draft: else one draft could write to many mailboxes. */
async function tell(trx: Trx, c: Context, id: string, { email }: DraftValues): Promise<void> {
  if (email === undefined || !(await mayWriteTo(trx, c, email))) return;
  await trx.updateTable('proposal_drafts').set({ told_at: c.now }).where('id', '=', id).execute();
  await promiseMail(trx, { kind: 'proposals.draft_link', subjectId: id });
}

/** Sent, or not wanted any more; done twice it is done once. The caller sweeps the files of its mails after the commit. */
export async function removeDraft(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('proposal_drafts').where('id', '=', id).execute();
  await forgetMails(trx, [id]);
}

const PER_BATCH = 500;

/** Removes what nobody has changed for long. @returns how many */
export async function forgetDrafts(db: Db, now: Temporal.Instant): Promise<number> {
  const before = now.subtract({ hours: DRAFT_DAYS * 24 });
  for (let gone = 0; ;) {
    const count = await withTransaction(db, async (trx) => {
      const { rows } = await sql<{ id: string }>`
        delete from proposal_drafts where id in (
          select id from proposal_drafts where updated_at < ${String(before)}::timestamptz
          order by updated_at limit ${PER_BATCH} for update skip locked
        ) returning id`.execute(trx);
      await forgetMails(
        trx,
        rows.map(({ id }) => id),
      );
      return rows.length;
    });
    gone += count;
    if (count < PER_BATCH) return gone;
  }
}
