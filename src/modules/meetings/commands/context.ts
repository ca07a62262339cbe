/** What every command of the module is given, and how it says no. */
import { randomBytes } from 'node:crypto';
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Outcome, Refusal } from '../../../platform/db/outcome.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { CODE_BYTES, makeCode } from '../rules/code.ts';

export interface Context {
  actor: Actor;
  vault: Vault;
  now: Temporal.Instant;
}

/**
 * `changed`: somebody saved a newer version · `closed` · `full`: it took all that it takes · `entered`: the sheet was
 * entered before · `not_public`: nobody may read what is to be supported.
 */
export type RefusedCode = 'not_found' | 'changed' | 'closed' | 'full' | 'entered' | 'not_public';

export type Result<T extends object = object> = Outcome<T, RefusedCode>;

export const refused = (code: RefusedCode): Refusal<RefusedCode> => ({ ok: false, refused: code });

export const newCode = (): string => makeCode(randomBytes(CODE_BYTES));

/** In which role somebody acts: the role is told, the person is not. */
export const roleOf = (actor: Actor): string =>
  actor.kind === 'staff' ? (actor.roles[0] ?? 'facilitator') : actor.kind;

/** What was done, for the organisation: ids and codes only. */
export async function noteAct(
  trx: Trx,
  { actor }: Context,
  subject: { kind: string; id: string },
  action: string,
  detail?: Record<string, string | number>,
): Promise<void> {
  await audit(trx, { actor, action: `meetings.${action}`, subject, ...(detail && { detail }) });
}
