/** Invitations to the back office: made, sent again, withdrawn, accepted. */
import { randomUUIDv7 } from 'node:crypto';
import type { Actor, Role } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { DEFAULT_LANGUAGE, type Lang } from '../../../platform/i18n/translate.ts';
import { promiseMail } from '../../../platform/mail/promise.ts';
import { cancelMails } from '../../../platform/mail/queue.ts';
import { addressKey, type Identity, openInvitation, sealInvitation } from '../identity.ts';
import { findStaffByEmail, INVITATION_LINK } from '../queries.ts';
import { INVITATION_DAYS } from '../rules.ts';
import { insertStaff } from './staff-rows.ts';

export const INVITATION_MAIL = 'accounts.invitation';

export interface NewInvitation extends Identity {
  roles: readonly Role[];
  language: Lang;
}

export type InviteResult =
  | { state: 'invited'; id: string }
  | { state: 'already_staff' }
  | { state: 'already_invited'; id: string };

/** The link of an invitation; only for mails and the operator's screen. */
export function invitationLink(deps: Pick<Deps, 'vault' | 'config'>, id: string, version: number): string {
  return `${deps.config.baseUrl}/admin/invitacion/${deps.vault.token(INVITATION_LINK, id, version)}`;
}

/** Invites by mail. `already_invited`: an invitation to this address is open; it is left as it is. */
export async function invite(
  trx: Trx,
  deps: Deps,
  actor: Actor,
  given: NewInvitation,
): Promise<InviteResult> {
  if (await findStaffByEmail(trx, deps, given.email)) return { state: 'already_staff' };
  const id = randomUUIDv7();
  const now = deps.now();
  const inserted = await trx
    .insertInto('staff_invitations')
    .values({
      id,
      address_key: addressKey(deps, given.email),
      sealed: sealInvitation(deps, id, { name: given.name, email: given.email }),
      roles: given.roles,
      language: given.language,
      expires_at: now.add({ hours: INVITATION_DAYS * 24 }),
      accepted_at: null,
      withdrawn_at: null,
      created_at: now,
      created_by: actor.kind === 'staff' ? actor.userId : null,
    })
    .onConflict((c) =>
      c.column('address_key').where('accepted_at', 'is', null).where('withdrawn_at', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return { state: 'already_invited', id: await openInvitationOf(trx, deps, given.email) };
  await promiseMail(trx, { kind: INVITATION_MAIL, subjectId: id });
  await audit(trx, {
    actor,
    action: 'accounts.invited',
    subject: { kind: 'invitation', id },
    detail: { roles: given.roles },
  });
  return { state: 'invited', id };
}

async function openInvitationOf(trx: Trx, deps: Deps, email: string): Promise<string> {
  const row = await trx
    .selectFrom('staff_invitations')
    .select('id')
    .where('address_key', '=', addressKey(deps, email))
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A new link for another seven days; the one before is void. */
export async function resendInvitation(
  trx: Trx,
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<'sent' | 'gone'> {
  const version = await renew(trx, deps, id);
  if (version === undefined) return 'gone';
  await cancelMails(trx, id, [INVITATION_MAIL]);
  await promiseMail(trx, { kind: INVITATION_MAIL, subjectId: id });
  await audit(trx, { actor, action: 'accounts.invitation_resent', subject: { kind: 'invitation', id } });
  return 'sent';
}

async function renew(trx: Trx, deps: Deps, id: string): Promise<number | undefined> {
  const row = await trx
    .updateTable('staff_invitations')
    .set((eb) => ({
      version: eb('version', '+', 1),
      expires_at: deps.now().add({ hours: INVITATION_DAYS * 24 }),
    }))
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}

/** The link opens nothing from now on and the name is gone. `gone`: accepted, withdrawn or never there. */
export async function withdrawInvitation(
  trx: Trx,
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<'withdrawn' | 'gone'> {
  const { numUpdatedRows } = await trx
    .updateTable('staff_invitations')
    .set({ withdrawn_at: deps.now(), sealed: null })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return 'gone';
  await cancelMails(trx, id, [INVITATION_MAIL]);
  await audit(trx, { actor, action: 'accounts.invitation_withdrawn', subject: { kind: 'invitation', id } });
  return 'withdrawn';
}

export type AcceptResult = { state: 'created'; id: string; email: string } | { state: 'gone' };

/** Makes the account. The link proves the mailbox; the name is the person's to write. */
export async function acceptInvitation(
  trx: Trx,
  deps: Deps,
  token: string,
  given: { name: string; passwordHash: string; language: Lang },
): Promise<AcceptResult> {
  const id = deps.vault.peekToken(token);
  if (!id) return { state: 'gone' };
  const now = deps.now();
  const row = await trx
    .selectFrom('staff_invitations')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  const good =
    row?.sealed && !row.accepted_at && !row.withdrawn_at && Temporal.Instant.compare(row.expires_at, now) > 0;
  if (!good || !row.sealed || !deps.vault.checkToken(INVITATION_LINK, id, row.version, token))
    return { state: 'gone' };
  const { email } = openInvitation(deps, id, row.sealed);
  if (await findStaffByEmail(trx, deps, email)) return { state: 'gone' };
  await trx
    .updateTable('staff_invitations')
    .set({ accepted_at: now, sealed: null })
    .where('id', '=', id)
    .execute();
  const userId = await insertStaff(trx, deps, { ...given, email, roles: row.roles });
  await audit(trx, {
    actor: { kind: 'staff', userId, name: '', roles: row.roles, permissions: new Set() },
    action: 'accounts.invitation_accepted',
    subject: { kind: 'invitation', id },
    detail: { roles: row.roles },
  });
  return { state: 'created', id: userId, email };
}

/**
 * `ja user add`: an invitation by the operator, who hands over the link.
 * @returns the link; asked again for the same address, a new one
 * @throws Error 'already_staff' when somebody has that address
 */
export async function addUser(
  deps: Deps,
  given: { email: string; roles: readonly Role[]; name?: string },
): Promise<{ state: 'invited'; link: string } | { state: 'already_staff' }> {
  const actor: Actor = { kind: 'system', what: 'command_line' };
  const made = { name: given.name ?? '', email: given.email, roles: given.roles, language: DEFAULT_LANGUAGE };
  return withTransaction(deps.db, async (trx) => {
    const result = await invite(trx, deps, actor, made);
    if (result.state === 'already_staff') return { state: 'already_staff' };
    if (result.state === 'invited') return { state: 'invited', link: invitationLink(deps, result.id, 1) };
    await trx
      .updateTable('staff_invitations')
      .set({ roles: given.roles })
      .where('id', '=', result.id)
      .execute();
    const version = (await renew(trx, deps, result.id)) ?? 1;
    await audit(trx, {
      actor,
      action: 'accounts.invitation_resent',
      subject: { kind: 'invitation', id: result.id },
      detail: { roles: given.roles },
    });
    return { state: 'invited', link: invitationLink(deps, result.id, version) };
  });
}
