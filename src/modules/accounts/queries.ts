/** What the pages of the back office read. Names and addresses come out of the vault here, one row at a time. */
import { sql } from 'kysely';
import type { Role } from '../../platform/access/access.ts';
import type { Read } from '../../platform/db/handles.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Lang } from '../../platform/i18n/translate.ts';
import { addressKey, openInvitation, openUser } from './identity.ts';
import './tables.ts';

type WithVault = Pick<Deps, 'vault'>;

export interface StaffMember {
  id: string;
  name: string;
  email: string;
  language: Lang;
  roles: Role[];
  twoFactor: boolean;
  disabledAt: Temporal.Instant | undefined;
  createdAt: Temporal.Instant;
}

export interface OpenInvitation {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
}

export const STAFF_PER_PAGE = 50;

const rolesColumn = sql<
  Role[]
>`array(select role from staff_roles r where r.user_id = staff_users.id order by role)`.as('roles');

function staffQuery(db: Read) {
  return db
    .selectFrom('staff_users')
    .select(['id', 'sealed', 'language', 'two_factor_enabled', 'disabled_at', 'created_at', rolesColumn]);
}

type StaffRow = NonNullable<Awaited<ReturnType<ReturnType<typeof staffQuery>['executeTakeFirst']>>>;

function memberOf(deps: WithVault, row: StaffRow): StaffMember {
  return {
    id: row.id,
    ...openUser(deps, row.id, row.sealed),
    language: row.language,
    roles: row.roles,
    twoFactor: row.two_factor_enabled,
    disabledAt: row.disabled_at ?? undefined,
    createdAt: row.created_at,
  };
}

/** Oldest first, a page at a time. @param after id of the last one shown */
export async function listStaff(db: Read, deps: WithVault, after?: string): Promise<StaffMember[]> {
  let query = staffQuery(db).orderBy('id').limit(STAFF_PER_PAGE);
  if (after !== undefined) query = query.where('id', '>', after);
  const rows = await query.execute();
  return rows.map((row) => memberOf(deps, row));
}

/** Those who may come in and have this role, the oldest first: at most `most`. */
export async function staffWithRole(
  db: Read,
  deps: WithVault,
  role: Role,
  most: number,
): Promise<StaffMember[]> {
  const rows = await staffQuery(db)
    .where('disabled_at', 'is', null)
    .where('id', 'in', (q) => q.selectFrom('staff_roles').select('user_id').where('role', '=', role))
    .orderBy('id')
    .limit(most)
    .execute();
  return rows.map((row) => memberOf(deps, row));
}

export async function findStaff(db: Read, deps: WithVault, id: string): Promise<StaffMember | undefined> {
  const row = await staffQuery(db).where('id', '=', id).executeTakeFirst();
  return row && memberOf(deps, row);
}

export async function findStaffByEmail(
  db: Read,
  deps: WithVault,
  email: string,
): Promise<StaffMember | undefined> {
  const row = await staffQuery(db).where('address_key', '=', addressKey(deps, email)).executeTakeFirst();
  return row && memberOf(deps, row);
}

/** Names for ids that stand in the audit, in one query. */
export async function namesOf(
  db: Read,
  deps: WithVault,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('staff_users')
    .select(['id', 'sealed'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((r) => [r.id, openUser(deps, r.id, r.sealed).name]));
}

function invitationQuery(db: Read) {
  return db
    .selectFrom('staff_invitations')
    .select(['id', 'sealed', 'roles', 'version', 'language', 'created_at', 'expires_at'])
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('sealed', 'is not', null);
}

type InvitationRow = NonNullable<Awaited<ReturnType<ReturnType<typeof invitationQuery>['executeTakeFirst']>>>;

function invitationOf(deps: WithVault, row: InvitationRow): OpenInvitation {
  const identity = row.sealed ? openInvitation(deps, row.id, row.sealed) : { name: '', email: '' };
  return { id: row.id, ...identity, roles: row.roles, createdAt: row.created_at, expiresAt: row.expires_at };
}

/** Invitations that nobody has accepted or withdrawn yet, newest first; those that ran out too, to be sent again. */
export async function listInvitations(db: Read, deps: WithVault): Promise<OpenInvitation[]> {
  const rows = await invitationQuery(db).orderBy('id', 'desc').limit(100).execute();
  return rows.map((row) => invitationOf(deps, row));
}

/** The invitation that a link speaks of, while the link is good. */
export async function invitationByToken(
  db: Read,
  deps: WithVault,
  token: string,
  now: Temporal.Instant,
): Promise<OpenInvitation | undefined> {
  const id = deps.vault.peekToken(token);
  if (!id) return undefined;
  const row = await invitationQuery(db).where('id', '=', id).where('expires_at', '>', now).executeTakeFirst();
  if (!row || !deps.vault.checkToken(INVITATION_LINK, id, row.version, token)) return undefined;
  return invitationOf(deps, row);
}

/** For a mail: the invitation as it stands, with the version its link is made with. */
export async function invitationToSend(db: Read, deps: WithVault, id: string) {
  const row = await invitationQuery(db).where('id', '=', id).executeTakeFirst();
  return row && { ...invitationOf(deps, row), version: row.version, language: row.language };
}

/** Purposes of the vault's tokens. */
export const INVITATION_LINK = 'accounts.staff_invitations';
export const FIRST_ADMIN_LINK = 'accounts.first_admin';
export const RESET_LINK = 'accounts.password_reset';

/** True while the link of the first start can make the first administrator. */
export async function isFirstAdminLinkGood(db: Read, deps: WithVault, token: string): Promise<boolean> {
  const id = deps.vault.peekToken(token);
  if (!id || !deps.vault.checkToken(FIRST_ADMIN_LINK, id, 1, token)) return false;
  const row = await db
    .selectFrom('staff_links')
    .select('id')
    .where('id', '=', id)
    .where('kind', '=', 'first_admin')
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined && !(await hasAdministrator(db));
}

/** Whose password a reset link may change, while the link is good. */
export async function resetLinkUser(
  db: Read,
  deps: WithVault,
  token: string,
  now: Temporal.Instant,
): Promise<string | undefined> {
  const id = deps.vault.peekToken(token);
  if (!id || !deps.vault.checkToken(RESET_LINK, id, 1, token)) return undefined;
  return resetLinkOwner(db, id, now);
}

/** For the mail that brings the link: whose it is, while it is good. */
export async function resetLinkOwner(
  db: Read,
  id: string,
  now: Temporal.Instant,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('staff_links')
    .innerJoin('staff_users', 'staff_users.id', 'staff_links.user_id')
    .select('staff_users.id')
    .where('staff_links.id', '=', id)
    .where('kind', '=', 'password_reset')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return row?.id;
}

/** Whether anybody active can administer the installation. */
export async function hasAdministrator(db: Read): Promise<boolean> {
  const row = await db
    .selectFrom('staff_roles')
    .innerJoin('staff_users', 'staff_users.id', 'staff_roles.user_id')
    .select('staff_users.id')
    .where('role', '=', 'administrator')
    .where('disabled_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The hash that the sign-in library keeps, to check a password against. */
export async function passwordHashOf(db: Read, userId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('staff_accounts')
    .select('password')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst();
  return row?.password ?? undefined;
}

export async function countSessions(db: Read, userId: string, now: Temporal.Instant): Promise<number> {
  const row = await db
    .selectFrom('staff_sessions')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export interface SecondFactor {
  enabled: boolean;
  /** Recovery codes that the person has not said to have kept are shown again. */
  codesKept: boolean;
  /** A set-up that was begun and not finished: its secret, still encrypted. */
  pending: { secret: string; since: Temporal.Instant } | undefined;
}

export async function secondFactorOf(db: Read, userId: string): Promise<SecondFactor> {
  const row = await db
    .selectFrom('staff_users')
    .leftJoin('staff_two_factor', 'staff_two_factor.user_id', 'staff_users.id')
    .select(['two_factor_enabled', 'secret', 'verified', 'codes_kept_at', 'enrolled_at'])
    .where('staff_users.id', '=', userId)
    .executeTakeFirst();
  return {
    enabled: row?.two_factor_enabled === true,
    codesKept: !row?.secret || Boolean(row.codes_kept_at),
    pending:
      row?.verified === false && row.secret && row.enrolled_at
        ? { secret: row.secret, since: row.enrolled_at }
        : undefined,
  };
}

export interface PrivacyNotice {
  version: number;
  /** Plain text; an empty line divides paragraphs. */
  body: string;
  publishedAt: Temporal.Instant;
}

/** The number of the notice in force, to be kept with what a person accepts; 0 before the first start made one. */
export async function currentPrivacyVersion(db: Read): Promise<number> {
  const row = await db
    .selectFrom('privacy_notices')
    .select((eb) => eb.fn.max('version').as('version'))
    .executeTakeFirst();
  return row?.version ?? 0;
}

/** @param version without it the one in force */
export async function findPrivacyNotice(db: Read, version?: number): Promise<PrivacyNotice | undefined> {
  let query = db
    .selectFrom('privacy_notices')
    .select(['version', 'body', 'published_at'])
    .orderBy('version', 'desc')
    .limit(1);
  if (version !== undefined) query = query.where('version', '=', version);
  const row = await query.executeTakeFirst();
  return row && { version: row.version, body: row.body, publishedAt: row.published_at };
}

/** Numbers and dates of all versions, newest first. */
export async function listPrivacyVersions(
  db: Read,
): Promise<{ version: number; publishedAt: Temporal.Instant }[]> {
  const rows = await db
    .selectFrom('privacy_notices')
    .select(['version', 'published_at'])
    .orderBy('version', 'desc')
    .limit(100)
    .execute();
  return rows.map((r) => ({ version: r.version, publishedAt: r.published_at }));
}
