/** What every command of the module is given, how it says no, and who is told of what it did. */
import { sql } from 'kysely';
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Outcome, Refusal } from '../../../platform/db/outcome.ts';
import { promiseMail } from '../../../platform/mail/promise.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { countSupporters, lockProposal, PROPOSAL } from '../../proposals/index.ts';

export interface Context {
  actor: Actor;
  vault: Vault;
  now: Temporal.Instant;
}

/**
 * `changed`: somebody was quicker · `frozen`: too many stand behind the text · `full`: no more of it for now ·
 * `unread`: authors wait for a decision ·
 * `same`: there is nothing to change · `unreadable`: sealed with another key · `appealed` and the like of proposals
 * don't happen here, and are `not_now`.
 */
export type RefusedCode =
  | 'not_found'
  | 'not_now'
  | 'changed'
  | 'frozen'
  | 'full'
  | 'same'
  | 'unread'
  | 'unreadable';

export type Result<T extends object = object> = Outcome<T, RefusedCode>;

export const refused = (code: RefusedCode): Refusal<RefusedCode> => ({ ok: false, refused: code });

export type HelpedProposal = NonNullable<Awaited<ReturnType<typeof lockProposal>>>;

/** The proposal's lock is the one of all that is done here: everything of one proposal happens one after the other. */
export async function openHelp(trx: Trx, c: Context, proposalId: string) {
  const proposal = await lockProposal(trx, proposalId);
  if (!proposal || proposal.number === null || proposal.state === 'withdrawn') return undefined;
  await trx
    .insertInto('accompaniments')
    .values({
      proposal_id: proposalId,
      adviser: null,
      asked_at: null,
      waiting_since: null,
      closed_at: null,
      sealed_checks: null,
      authors_told_at: null,
      adviser_told_at: null,
      created_at: c.now,
      updated_at: c.now,
    })
    .onConflict((conflict) => conflict.column('proposal_id').doNothing())
    .execute();
  const help = await trx
    .selectFrom('accompaniments')
    .selectAll()
    .where('proposal_id', '=', proposalId)
    .executeTakeFirstOrThrow();
  return { proposal, help };
}

export type Help = NonNullable<Awaited<ReturnType<typeof openHelp>>>['help'];

/** Whether something that its authors sent for everybody to read was answered by nobody. */
export async function hasUnread(trx: Trx, proposalId: string): Promise<boolean> {
  const { rows } = await sql<{ unread: boolean }>`
    select exists (select 1 from accompaniment_amendments where proposal_id = ${proposalId}::uuid and state = 'waiting')
      or exists (select 1 from accompaniment_suggestions
        where proposal_id = ${proposalId}::uuid and side = 'authors' and state = 'open') as unread`.execute(
    trx,
  );
  return rows[0]?.unread ?? false;
}

/** One mail, until they do something here again: what was not read yet is not told twice. */
export async function tellAuthors(trx: Trx, c: Context, help: Help): Promise<void> {
  if (help.authors_told_at === null)
    await promiseMail(trx, { kind: 'accompaniment.news', subjectId: help.proposal_id });
  const unread = await hasUnread(trx, help.proposal_id);
  await trx
    .updateTable('accompaniments')
    .set({
      authors_told_at: help.authors_told_at ?? c.now,
      adviser_told_at: null,
      // A message does not answer the addition that waits beside it.
      waiting_since: unread ? (help.waiting_since ?? c.now) : null,
      updated_at: c.now,
    })
    .where('proposal_id', '=', help.proposal_id)
    .execute();
}

/** @param waits whether the desk has something to do now */
export async function authorsActed(trx: Trx, c: Context, help: Help, waits: boolean): Promise<void> {
  const told = help.adviser !== null && help.adviser_told_at === null;
  if (told) await promiseMail(trx, { kind: 'accompaniment.authors_acted', subjectId: help.proposal_id });
  await trx
    .updateTable('accompaniments')
    .set({
      authors_told_at: null,
      ...(told && { adviser_told_at: c.now }),
      ...(waits && { waiting_since: help.waiting_since ?? c.now, closed_at: null }),
      updated_at: c.now,
    })
    .where('proposal_id', '=', help.proposal_id)
    .execute();
}

/** What was done, for the organisation: ids and codes only. */
export async function noteAct(
  trx: Trx,
  { actor }: Context,
  id: string,
  action: string,
  detail?: Record<string, string | number>,
): Promise<void> {
  await audit(trx, {
    actor,
    action: `accompaniment.${action}`,
    subject: { kind: PROPOSAL, id },
    ...(detail && { detail }),
  });
}

/**
 * Put to an institution it changes no more, and with what was added below it neither: the additions speak of it.
 * @param proposal as it is under its lock
 */
export async function isFrozen(
  trx: Trx,
  { id: proposalId, frozen_at: frozenAt }: Pick<HelpedProposal, 'id' | 'frozen_at'>,
  from: number,
): Promise<boolean> {
  if (frozenAt !== null) return true;
  const amended = await trx
    .selectFrom('accompaniment_amendments')
    .select('id')
    .where('proposal_id', '=', proposalId)
    .where('number', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return amended !== undefined || (await countSupporters(trx, proposalId, from)) >= from;
}
