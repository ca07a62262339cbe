/**
 * By what public proposals are listed, filtered and sorted: a narrow row each, so that the worst question reads little.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Each doubling of the supports weighs as much as thirty days of silence; a day more of silence lifts all alike, so
  // that the order stays the same without being computed anew. Answered and nothing open: no need.
  `create table proposal_listings (
    proposal_id uuid primary key references proposals (id) on delete cascade,
    number integer not null unique,
    shown boolean not null,
    category text not null,
    department text not null,
    event_id uuid references events (id) on delete set null,
    published_on date not null,
    supports integer not null default 0,
    institutions uuid[] not null default '{}',
    open_since date,
    open_due date,
    answered boolean not null default false,
    project boolean not null default false,
    need integer generated always as (
      case when answered and open_since is null then null
      else round(3000 * ln(1 + greatest(supports, 0)) / ln(2))::integer
        - 100 * (coalesce(open_since, published_on) - date '2000-01-01') end) stored
  )`,
  `create index proposal_listings_latest on proposal_listings (number desc) where shown`,
  `create index proposal_listings_category on proposal_listings (category, department, number desc) where shown`,
  `create index proposal_listings_department on proposal_listings (department, number desc) where shown`,
  `create index proposal_listings_event on proposal_listings (event_id, number desc) where shown and event_id is not null`,
  `create index proposal_listings_need on proposal_listings (need desc, number desc) where shown and need is not null`,
  `create index proposal_listings_supports on proposal_listings (supports desc, number desc) where shown`,
  `create index proposal_listings_asked on proposal_listings using gin (institutions) where institutions <> '{}'`,
  `create index proposal_listings_due on proposal_listings (open_due, number desc) where shown and open_due is not null`,
  `create index proposal_listings_project on proposal_listings (number desc) where shown and project`,
  // Of lists that read the rows themselves.
  `drop index proposals_facets`,
  `drop index proposals_department`,
  `drop index proposals_event`,
  // What follows from what is there already; from now on commands keep it.
  `insert into proposal_listings (proposal_id, number, shown, category, department, event_id, published_on, supports)
    select p.id, p.number, p.title is not null, p.category, p.department, p.event_id,
      (p.published_at at time zone 'UTC')::date,
      coalesce(c.confirmed, 0) + coalesce((select sum(seen - discarded)::integer from proposal_attestations
        where proposal_id = p.id and taken_back_at is null), 0)
    from proposals as p left join proposal_support_counts as c on c.proposal_id = p.id
    where p.number is not null and p.published_at is not null`,
  `update proposal_listings as l set institutions = asked.institutions, open_since = asked.open_since,
      open_due = asked.open_due, answered = asked.answered
    from (
      select a.proposal_id, array_agg(distinct a.institution_id) as institutions,
        min(a.delivered_on) filter (where a.closed_at is null and not a.done) as open_since,
        min(a.due_on) filter (where a.closed_at is null and not a.done and a.delivered_on is not null) as open_due,
        bool_or(a.done) as answered
      from (select *, exists (select 1 from answers as n where n.ask_id = asks.id and n.final) as done from asks) as a
      where a.closed_at is null or a.done group by a.proposal_id
    ) as asked where asked.proposal_id = l.proposal_id`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
