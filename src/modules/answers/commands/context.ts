/** What every command of the module is given, and how it says no. */
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Outcome, Refusal } from '../../../platform/db/outcome.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import type { Vault } from '../../../platform/vault/vault.ts';

export interface Context {
  actor: Actor;
  vault: Vault;
  now: Temporal.Instant;
}

/**
 * `asked_before`: the same question waits there already · `not_public`: nobody may read what is asked about ·
 * `not_listed`: nobody may read about the institution · `no_address`: there is nowhere to send it.
 */
export type RefusedCode =
  | 'not_found'
  | 'not_now'
  | 'asked_before'
  | 'not_public'
  | 'expired'
  | 'too_early'
  | 'no_address'
  | 'not_listed';

export type Result<T extends object = object> = Outcome<T, RefusedCode>;

export const refused = (code: RefusedCode): Refusal<RefusedCode> => ({ ok: false, refused: code });

export const ASK = 'ask';

export type LockedAsk = NonNullable<Awaited<ReturnType<typeof lockAsk>>>;

/** Under its lock: everything that happens to one question happens one after the other. */
export function lockAsk(trx: Trx, id: string) {
  return trx.selectFrom('asks').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** In the public history and for the organisation. */
export async function note(
  trx: Trx,
  { actor }: Context,
  { id, proposal_id }: { id: string; proposal_id: string },
  action: string,
  content: Record<string, string>,
): Promise<void> {
  const record = { kind: ASK, id };
  await recordHistory(trx, {
    actor,
    record,
    within: { kind: 'proposal', id: proposal_id },
    action,
    content,
  });
  await audit(trx, { actor, action: `answers.${action}`, subject: record });
}
