/** What every command of the module is given, and how it says no. */
import type { Actor } from '../../../platform/access/access.ts';
import { type AuditEntry } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Refusal } from '../../../platform/db/outcome.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { KIND } from '../kind.ts';

export interface Context {
  actor: Actor;
  vault: Vault;
  now: Temporal.Instant;
}

/**
 * `not_found` · `not_now`: answered or withdrawn already · `changed`: somebody answered meanwhile · `not_possible`: no
 * outcome of this kind of request · `identity`: it is not said how it was checked who replies · `gone`: the words of a
 * reply are kept no longer · `too_many`: more wait for an answer about this record than anybody could read.
 */
export type RefusedCode =
  | 'not_found'
  | 'not_now'
  | 'changed'
  | 'not_possible'
  | 'identity'
  | 'gone'
  | 'too_many';

export type Result<T extends object = object> = ({ ok: true } & T) | Refusal<RefusedCode>;

export const refused = (code: RefusedCode, field?: string): Refusal<RefusedCode> => ({
  ok: false,
  refused: code,
  ...(field !== undefined && { field }),
});

/** Under its lock: everything that happens to one request happens one after the other. */
export function lockCorrection(trx: Trx, id: string) {
  return trx.selectFrom('corrections').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function entry(c: Context, action: string, id: string): AuditEntry {
  return { actor: c.actor, action: `corrections.${action}`, subject: { kind: KIND, id } };
}
