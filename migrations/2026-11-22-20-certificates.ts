/** Certificates: keys, templates, the frozen look of what was issued, runs, and the codes that outlive everything. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Several public keys are valid at once; one of them signs. The private half only the vault opens.
  `create table certificate_keys (
    id text primary key check (id ~ '^[0-9a-f]{8}$'),
    public_key bytea not null check (octet_length(public_key) = 32),
    sealed bytea not null,
    created_at timestamptz not null,
    retired_at timestamptz,
    void_at timestamptz,
    check (void_at is null or retired_at is not null)
  )`,
  `create unique index certificate_keys_signing on certificate_keys ((true)) where retired_at is null`,
  // Names and positions of those who sign are inside the blob.
  `create table certificate_templates (
    event_id uuid not null references events (id) on delete cascade,
    kind text not null check (kind in ('attendance', 'speaker', 'organiser')),
    sealed bytea not null,
    version integer not null default 1,
    updated_at timestamptz not null,
    primary key (event_id, kind)
  )`,
  // Signatures and logos, checked and reduced when they came in.
  `create table certificate_pictures (
    id uuid primary key,
    event_id uuid not null references events (id) on delete cascade,
    digest bytea not null,
    sealed bytea not null,
    created_at timestamptz not null,
    unique (event_id, digest)
  )`,
  // How a certificate looked when it was issued: a template changed later changes none that was given out.
  `create table certificate_designs (
    id uuid primary key,
    event_id uuid not null references events (id) on delete cascade,
    digest bytea not null,
    sealed bytea not null,
    created_at timestamptz not null,
    unique (event_id, digest)
  )`,
  `create table certificate_runs (
    id uuid primary key,
    event_id uuid not null references events (id) on delete cascade,
    kind text not null check (kind in ('attendance', 'speaker', 'organiser')),
    what text not null check (what in ('issue', 'tell')),
    rule jsonb not null default '{}',
    tell boolean not null default false,
    state text not null default 'running' check (state in ('running', 'stopped', 'done')),
    cursor text,
    total integer not null default 0,
    done integer not null default 0,
    passed integer not null default 0,
    started_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  `create unique index certificate_runs_one on certificate_runs (event_id, kind) where state = 'running'`,
  `create index certificate_runs_latest on certificate_runs (event_id, id desc)`,
  // After a purge of an edition only code, kind, state and dates are left: nothing here may hold a person.
  `create table certificates (
    id uuid primary key,
    code text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
    event_id uuid references events (id) on delete set null,
    kind text not null check (kind in ('attendance', 'speaker', 'organiser')),
    registration_id uuid references event_registrations (id) on delete set null,
    holder text,
    design_id uuid references certificate_designs (id) on delete set null,
    sealed bytea,
    state text not null default 'valid' check (state in ('valid', 'revoked', 'replaced')),
    issued_at timestamptz not null,
    ended_at timestamptz,
    reason text check (reason in ('mistake', 'wrong_data', 'requested', 'misuse')),
    replaced_by uuid references certificates (id) on delete set null,
    told_at timestamptz,
    check ((state = 'valid') = (ended_at is null)),
    check ((state = 'revoked') = (reason is not null))
  )`,
  // Nobody twice: two runs, two people at two desks, or a job done again after a crash.
  `create unique index certificates_one_each on certificates (event_id, kind, holder) where state = 'valid'`,
  `create index certificates_list on certificates (event_id, kind, id desc)`,
  `create index certificates_registration on certificates (registration_id) where registration_id is not null`,
  `create index certificates_replacing on certificates (replaced_by) where replaced_by is not null`,
  `create index certificates_design on certificates (design_id) where design_id is not null`,
  `create index certificates_ended on certificates (code) where state <> 'valid'`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
