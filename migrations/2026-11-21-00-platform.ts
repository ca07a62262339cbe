/** Audit and history: the two records of change that every module writes. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table audit_log (
      id bigint generated always as identity primary key,
      at timestamptz not null default now(),
      actor text not null,
      action text not null,
      subject_kind text not null,
      subject_id text not null,
      detail jsonb not null default '{}'
    )`.execute(db);
  await sql`create index audit_log_subject on audit_log (subject_kind, subject_id, id)`.execute(db);
  await sql`
    create table history (
      id bigint generated always as identity primary key,
      at timestamptz not null default now(),
      record_kind text not null,
      record_id text not null,
      actor text not null,
      actor_role text not null,
      action text not null,
      reason text,
      content jsonb not null
    )`.execute(db);
  await sql`create index history_record on history (record_kind, record_id, id)`.execute(db);
}
