/** Which account speaks for which institution: one each, said by an administrator. */
import { actorRef, audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { type Context, refused, type Result } from './context.ts';

const ACCOUNT = 'staff';

/** From now on it speaks for this one only. Said twice it is said once. The caller has seen that the account has the role. */
export async function bindAccount(
  trx: Trx,
  c: Context,
  { userId, institutionId }: { userId: string; institutionId: string },
): Promise<Result> {
  // Whoever takes it back from the public at this moment waits, and then finds the account.
  const institution = await trx
    .selectFrom('institutions')
    .select('id')
    .where('id', '=', institutionId)
    .where('status', '=', 'published')
    .forShare()
    .executeTakeFirst();
  if (!institution) return refused('not_listed');
  const said = { institution_id: institutionId, actor: actorRef(c.actor), created_at: c.now };
  const bound = await trx
    .insertInto('institution_accounts')
    .values({ user_id: userId, ...said })
    .onConflict((on) =>
      on
        .column('user_id')
        .doUpdateSet(said)
        .where('institution_accounts.institution_id', '!=', institutionId),
    )
    .returning('user_id')
    .executeTakeFirst();
  if (bound)
    await audit(trx, {
      actor: c.actor,
      action: 'answers.account_bound',
      subject: { kind: ACCOUNT, id: userId },
      detail: { institution: institutionId },
    });
  return { ok: true };
}

/** It speaks for none. Done twice it is done once. */
export async function releaseAccount(trx: Trx, c: Context, userId: string): Promise<Result> {
  const { numDeletedRows } = await trx
    .deleteFrom('institution_accounts')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (numDeletedRows > 0n)
    await audit(trx, {
      actor: c.actor,
      action: 'answers.account_released',
      subject: { kind: ACCOUNT, id: userId },
    });
  return { ok: true };
}
