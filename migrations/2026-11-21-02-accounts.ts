/**
 * Staff accounts, settings of the installation, files, privacy notices.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table settings (
    key text primary key,
    value jsonb not null,
    updated_at timestamptz not null
  )`,
  `create table files (
    id uuid primary key,
    name text not null,
    media_type text not null,
    size integer not null check (size > 0 and size = octet_length(bytes)),
    sha256 bytea not null check (octet_length(sha256) = 32),
    bytes bytea not null,
    created_at timestamptz not null
  )`,
  // Pictures are compressed already: keep them out of line and let nothing try again.
  `alter table files alter column bytes set storage external`,
  `create table privacy_notices (
    version integer primary key check (version > 0),
    body text not null,
    published_at timestamptz not null,
    published_by uuid
  )`,
  // `address_key` stands where the sign-in library keeps an e-mail address: a keyed hash of it.
  // The address and the name themselves are in `sealed`, encrypted with a key kept elsewhere.
  `create table staff_users (
    id uuid primary key,
    address_key text not null unique,
    address_confirmed boolean not null default false,
    display_name text not null default '',
    image text check (image is null),
    sealed bytea not null,
    language text not null default 'es',
    two_factor_enabled boolean not null default false,
    disabled_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  `create table staff_roles (
    user_id uuid not null references staff_users on delete cascade,
    role text not null,
    granted_at timestamptz not null,
    primary key (user_id, role)
  )`,
  `create index staff_roles_by_role on staff_roles (role)`,
  // Where somebody signs in from is nobody's business: the database refuses to keep it.
  `create table staff_sessions (
    id uuid primary key,
    token text not null unique,
    user_id uuid not null references staff_users on delete cascade,
    expires_at timestamptz not null,
    ip_address text check (ip_address is null),
    user_agent text check (user_agent is null),
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  `create index staff_sessions_by_user on staff_sessions (user_id)`,
  `create index staff_sessions_by_expiry on staff_sessions (expires_at)`,
  `create table staff_accounts (
    id uuid primary key,
    account_id text not null,
    provider_id text not null,
    user_id uuid not null references staff_users on delete cascade,
    access_token text check (access_token is null),
    refresh_token text check (refresh_token is null),
    id_token text check (id_token is null),
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    password text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (provider_id, account_id)
  )`,
  `create index staff_accounts_by_user on staff_accounts (user_id)`,
  `create table staff_verifications (
    id uuid primary key,
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  `create index staff_verifications_by_identifier on staff_verifications (identifier)`,
  `create index staff_verifications_by_expiry on staff_verifications (expires_at)`,
  `create table staff_two_factor (
    id uuid primary key,
    secret text not null,
    backup_codes text not null,
    codes_kept_at timestamptz,
    enrolled_at timestamptz not null default now(),
    user_id uuid not null unique references staff_users on delete cascade,
    verified boolean not null default true,
    failed_verification_count integer not null default 0,
    locked_until timestamptz
  )`,
  // A code of the authenticator works once, though it stays right for a minute and a half.
  `create table staff_used_codes (
    user_id uuid not null references staff_users on delete cascade,
    code_hash bytea not null,
    used_at timestamptz not null,
    primary key (user_id, code_hash)
  )`,
  `create table staff_invitations (
    id uuid primary key,
    address_key text not null,
    sealed bytea,
    roles text[] not null check (cardinality(roles) > 0),
    language text not null default 'es',
    version integer not null default 1,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    withdrawn_at timestamptz,
    created_at timestamptz not null,
    created_by uuid references staff_users on delete set null
  )`,
  `create unique index staff_invitations_open on staff_invitations (address_key)
    where accepted_at is null and withdrawn_at is null`,
  // The links themselves are stored nowhere: they are made from the row's id with the secret key.
  `create table staff_links (
    id uuid primary key,
    kind text not null check (kind in ('first_admin', 'password_reset')),
    user_id uuid references staff_users on delete cascade,
    expires_at timestamptz,
    used_at timestamptz,
    created_at timestamptz not null,
    check ((kind = 'first_admin') = (user_id is null))
  )`,
  `create index staff_links_by_user on staff_links (user_id)`,
  // Attempts to sign in are counted per account, under a keyed hash of what was typed, known or not.
  `create table staff_attempts (
    attempt_key bytea primary key,
    failures integer not null,
    last_at timestamptz not null,
    blocked_until timestamptz
  )`,
  `create index staff_attempts_by_time on staff_attempts (last_at)`,
];
