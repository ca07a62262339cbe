/**
 * The public report of an edition, and the counts that it and the organiser's statistics are made of.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Counts only; nothing here refers to anybody who registered, so it stays when they are gone.
  `create table report_figures (
    event_id uuid primary key references events (id) on delete cascade,
    taken_at timestamptz not null,
    figures jsonb not null check (jsonb_typeof(figures) = 'object'),
    final boolean not null default false
  )`,
  `create table reports (
    event_id uuid primary key references events (id) on delete cascade,
    state text not null default 'draft' check (state in ('draft', 'publishing', 'published')),
    words_es text not null default '',
    words_en text not null default '',
    sections text[] not null,
    licence text not null,
    published jsonb,
    published_at timestamptz,
    version integer not null default 1,
    updated_at timestamptz not null,
    check (state <> 'published' or (published is not null and published_at is not null))
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
