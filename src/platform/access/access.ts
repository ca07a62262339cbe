/**
 * Who may do what. A route names a policy; a policy is `public`, `anonymous`, `signed_in` or a
 * permission that a module declares in its manifest. Roles are lists of permissions.
 */
export const ROLES = [
  'administrator',
  'editor',
  'observer',
  'facilitator',
  'moderator',
  'institution',
] as const;
export type Role = (typeof ROLES)[number];

/** A permission is `{module}.{verb phrase}`, declared in exactly one manifest. */
export type Permission = `${string}.${string}`;
export type PolicyName = 'public' | 'signed_in' | Permission;

export interface PermissionSpec {
  name: Permission;
  /** Roles that have it; `administrator` always does. */
  roles: readonly Role[];
  /** One English line for the generated reference. */
  summary: string;
}

/** Who acts: nobody known, a member of staff, or the program itself (jobs, imports, the command line). */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'staff'; userId: string; name: string; roles: readonly Role[]; permissions: ReadonlySet<string> }
  | { kind: 'system'; what: string };

export const ANONYMOUS: Actor = { kind: 'anonymous' };

/** The permissions of somebody with these roles, out of all that the modules declare. */
export function permissionsOf(roles: readonly Role[], all: readonly PermissionSpec[]): ReadonlySet<string> {
  const has = all.filter((p) => roles.includes('administrator') || p.roles.some((r) => roles.includes(r)));
  return new Set(has.map((p) => p.name));
}

/** True when the actor may do what the policy names. The program itself may do everything. */
export function allows(actor: Actor, policy: PolicyName): boolean {
  if (policy === 'public' || actor.kind === 'system') return true;
  if (actor.kind !== 'staff') return false;
  return policy === 'signed_in' || actor.permissions.has(policy);
}
