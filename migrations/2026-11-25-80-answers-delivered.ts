/**
 * Questions to institutions: nothing is silence before it is proven that they have it; what proves it, with its paper;
 * answers that are only receipts, or lead to somebody else; accounts of institutions.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `alter table answers
    add column referred_to text not null default '',
    add column receipt_reason text not null default '',
    add column final boolean not null
      generated always as (kind not in ('studying', 'referred') and receipt_reason = '') stored,
    drop constraint answers_channel_check,
    add constraint answers_channel_check check (channel in ('link', 'account', 'oral', 'letter')),
    drop constraint answers_check,
    add constraint answers_circumstances check (channel in ('link', 'account') or circumstances <> '')`,
  `alter table asks
    add column delivered_on date,
    add column refused_at timestamptz,
    add column referred_from uuid references answers (id) on delete restrict`,
  `create index asks_proposal on asks (proposal_id, asked_on, id)`,
  `create index asks_undelivered on asks (id) where delivered_on is null and closed_at is null`,
  `create index asks_referred on asks (referred_from) where referred_from is not null`,
  // What was known until now of who has the question.
  `update asks set delivered_on = (
    select min(day) from (
      select on_date as day from ask_deliveries where ask_id = asks.id
      union all
      select (sent_at at time zone 'UTC')::date from mails
      where subject_id = asks.id::text and kind = 'answers.ask' and state = 'sent'
    ) as known)`,
  // mail: their server took it · receipt: they wrote that they have it, without an answer.
  `alter table ask_deliveries
    drop constraint ask_deliveries_kind_check,
    add constraint ask_deliveries_kind_check
      check (kind in ('stamped', 'ticket', 'by_hand', 'mail', 'receipt'))`,
  // The stamped paper itself: sealed, since it may show names and signatures; open when somebody decided so.
  `create table ask_papers (
    delivery_id uuid primary key references ask_deliveries (id) on delete cascade,
    open boolean not null,
    media_type text not null,
    size integer not null check (size > 0),
    sealed bytea not null
  )`,
  // Whose account speaks for which institution: one each.
  `create table institution_accounts (
    user_id uuid primary key references staff_users (id) on delete cascade,
    institution_id uuid not null references institutions (id) on delete restrict,
    actor text not null,
    created_at timestamptz not null
  )`,
  `create index institution_accounts_of on institution_accounts (institution_id)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
