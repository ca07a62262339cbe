/** What every command of the module is given, and how it says no. */
import type { Actor } from '../../../platform/access/access.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Vault } from '../../../platform/vault/vault.ts';

export interface Context {
  actor: Actor;
  vault: Vault;
  now: Temporal.Instant;
}

/**
 * `not_found`: gone, or of another edition · `changed`: somebody saved a newer version · `not_now`: not in this
 * state · `closed`, `not_open`: the call · `review_first`: one's own review comes before · `recused_before`: a conflict
 * of interest was declared · `enough`: as many reviews as are wanted · `already_told`: the author knows already ·
 * `no_consent`: the author did not allow it to be published.
 */
export type RefusedCode =
  | 'not_found'
  | 'changed'
  | 'not_now'
  | 'closed'
  | 'not_open'
  | 'review_first'
  | 'recused_before'
  | 'enough'
  | 'already_told'
  | 'no_consent';

export type Result<T extends object = object> = ({ ok: true } & T) | { ok: false; refused: RefusedCode };

export const refused = (code: RefusedCode): { ok: false; refused: RefusedCode } => ({
  ok: false,
  refused: code,
});

/** Under its lock: everything that happens to one contribution happens one after the other. */
export function lockContribution(trx: Trx, id: string) {
  return trx.selectFrom('contributions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The state of somebody's own review, if they have one. */
export async function ownReviewState(trx: Trx, contributionId: string, actor: Actor) {
  if (actor.kind !== 'staff') return undefined;
  const row = await trx
    .selectFrom('contribution_reviews')
    .select('state')
    .where('contribution_id', '=', contributionId)
    .where('reviewer_id', '=', actor.userId)
    .executeTakeFirst();
  return row?.state;
}
