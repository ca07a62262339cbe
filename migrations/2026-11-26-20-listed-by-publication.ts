/**
 * The latest proposals are those that were published last, whatever number they were given when they came; the day of
 * publication is that of the organisation's calendar, no longer that of Greenwich.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `alter table proposal_listings add column published_at timestamptz`,
  // A zone that this database does not know counts as the one a site begins with.
  `update proposal_listings as l set published_at = p.published_at,
      published_on = (p.published_at at time zone z.name)::date
    from proposals as p, (select coalesce((select n.name from settings as s, pg_timezone_names as n
      where s.key = 'accounts.organisation' and n.name = s.value ->> 'timeZone'), 'America/Guatemala') as name) as z
    where p.id = l.proposal_id`,
  `alter table proposal_listings alter column published_at set not null`,
  `drop index proposal_listings_latest`,
  `drop index proposal_listings_category`,
  `drop index proposal_listings_department`,
  `drop index proposal_listings_event`,
  `drop index proposal_listings_project`,
  `create index proposal_listings_latest on proposal_listings (published_at desc, number desc) where shown`,
  `create index proposal_listings_category on proposal_listings (category, department, published_at desc, number desc)
    where shown`,
  `create index proposal_listings_department on proposal_listings (department, published_at desc, number desc) where shown`,
  `create index proposal_listings_event on proposal_listings (event_id, published_at desc, number desc)
    where shown and event_id is not null`,
  `create index proposal_listings_project on proposal_listings (published_at desc, number desc) where shown and project`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
