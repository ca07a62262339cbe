/** What every command of the module is given, and how it says no. */
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/access/access.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Outcome, Refusal } from '../../../platform/db/outcome.ts';
import type { Vault } from '../../../platform/vault/vault.ts';

export interface Context {
  actor: Actor;
  vault: Vault;
  now: Temporal.Instant;
}

/**
 * `not_found` · `changed`: somebody saved a newer version · `not_now`: not in this state · `unreadable`: sealed with
 * another key, so that there is nothing to publish · `own_decision`: somebody else has to judge it ·
 * `appealed`: the appeal comes first · `full`: the mailbox has as many as one may have.
 */
export type RefusedCode =
  | 'not_found'
  | 'changed'
  | 'not_now'
  | 'unreadable'
  | 'own_decision'
  | 'appealed'
  | 'full';

export type Result<T extends object = object> = Outcome<T, RefusedCode>;

export const refused = (code: RefusedCode): Refusal<RefusedCode> => ({ ok: false, refused: code });

/** Under its lock: everything that happens to one proposal happens one after the other. */
export function lockProposal(trx: Trx, id: string) {
  return trx.selectFrom('proposals').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The next number of a proposal. Whoever asks waits for the row: call it last, right before the commit. */
export async function nextNumber(trx: Trx): Promise<number> {
  return await raise(trx, sql`n.last + 1`, 1);
}

/** Numbers that an older record brought along are not given again. */
export async function reserveNumbers(trx: Trx, highest: number): Promise<void> {
  await raise(trx, sql`greatest(n.last, excluded.last)`, highest);
}

async function raise(trx: Trx, to: RawBuilder<unknown>, first: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into proposal_numbers as n (last) values (${first})
    on conflict (one) do update set last = ${to} returning last`.execute(trx);
  return rows[0]?.last ?? first;
}
