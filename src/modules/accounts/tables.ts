/** The tables of staff accounts. Times are instants in UTC. */
import type { ColumnType, Generated } from 'kysely';
import type { Role } from '../../platform/access/access.ts';
import type { Lang } from '../../platform/i18n/translate.ts';

type Instant = Temporal.Instant;

export interface StaffUsersTable {
  id: string;
  /** A keyed hash of the e-mail address, in the shape the sign-in library asks of an address. */
  address_key: string;
  address_confirmed: boolean;
  display_name: Generated<string>;
  image: Generated<null>;
  /** `{ name, email }`, sealed by the vault under `accounts.staff_users:{id}`. */
  sealed: Buffer;
  language: Lang;
  two_factor_enabled: Generated<boolean>;
  disabled_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface StaffRolesTable {
  user_id: string;
  role: Role;
  granted_at: Instant;
}

export interface StaffSessionsTable {
  id: string;
  token: string;
  user_id: string;
  expires_at: Instant;
  ip_address: null;
  user_agent: null;
  created_at: Instant;
  updated_at: Instant;
}

export interface StaffAccountsTable {
  id: string;
  account_id: string;
  provider_id: string;
  user_id: string;
  password: string | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface StaffVerificationsTable {
  id: string;
  identifier: string;
  value: string;
  expires_at: Instant;
  created_at: Instant;
  updated_at: Instant;
}

export interface StaffTwoFactorTable {
  id: string;
  /** Encrypted by the sign-in library. */
  secret: string;
  backup_codes: string;
  user_id: string;
  verified: boolean;
  failed_verification_count: Generated<number>;
  locked_until: Instant | null;
  /** Since when the person says to have kept the recovery codes; until then they are shown. */
  codes_kept_at: Instant | null;
  enrolled_at: Generated<Instant>;
}

export interface StaffUsedCodesTable {
  user_id: string;
  code_hash: Buffer;
  used_at: Instant;
}

export interface StaffInvitationsTable {
  id: string;
  address_key: string;
  /** `{ name, email }`; emptied when the invitation is accepted, withdrawn or long past. */
  sealed: Buffer | null;
  roles: ColumnType<Role[], readonly Role[], readonly Role[]>;
  language: Lang;
  /** Counted up with each sending; links of older versions are void. */
  version: Generated<number>;
  expires_at: Instant;
  accepted_at: Instant | null;
  withdrawn_at: Instant | null;
  created_at: Instant;
  created_by: string | null;
}

export interface StaffLinksTable {
  id: string;
  kind: 'first_admin' | 'password_reset';
  user_id: string | null;
  expires_at: Instant | null;
  used_at: Instant | null;
  created_at: Instant;
}

export interface StaffAttemptsTable {
  attempt_key: Buffer;
  failures: number;
  last_at: Instant;
  blocked_until: Instant | null;
}

export interface PrivacyNoticesTable {
  version: number;
  body: string;
  published_at: Instant;
  published_by: string | null;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    staff_users: StaffUsersTable;
    staff_roles: StaffRolesTable;
    staff_sessions: StaffSessionsTable;
    staff_accounts: StaffAccountsTable;
    staff_verifications: StaffVerificationsTable;
    staff_two_factor: StaffTwoFactorTable;
    staff_used_codes: StaffUsedCodesTable;
    staff_invitations: StaffInvitationsTable;
    staff_links: StaffLinksTable;
    staff_attempts: StaffAttemptsTable;
    privacy_notices: PrivacyNoticesTable;
  }
}

export const TABLES = [
  'privacy_notices',
  'staff_users',
  'staff_roles',
  'staff_sessions',
  'staff_accounts',
  'staff_verifications',
  'staff_two_factor',
  'staff_used_codes',
  'staff_invitations',
  'staff_links',
  'staff_attempts',
] as const;
