/** The ledger of silence: what each institution was asked, what it answered, how late, and what it never did. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';

export interface LedgerRow {
  slug: string;
  institution: string;
  asked: number;
  /** By the due date, and behind it. */
  answered: number;
  answered_late: number;
  /** Days of the calendar behind the due date, of those answered late: the median. */
  days_late: number | null;
  /** The due date is over and there is no answer. */
  silent: number;
  /** Days of the calendar since the due date of the longest silence. */
  days_silent: number | null;
  waiting: number;
  /** Nothing shows that they have it: no silence of theirs. */
  undelivered: number;
}

const MOST_INSTITUTIONS = 300;

/**
 * Of what everybody may read; questions that were closed without an answer are left out. One query.
 * @param institutionId of one; left out: of all
 */
export async function silenceLedger(
  db: Read,
  today: Temporal.PlainDate,
  institutionId?: string,
): Promise<LedgerRow[]> {
  const day = sql`${String(today)}::date`;
  const one = institutionId === undefined ? sql`true` : sql`a.institution_id = ${institutionId}::uuid`;
  const open = sql`on_date is null and delivered_on is not null`;
  const { rows } = await sql<LedgerRow>`
    with asked as (
      select a.institution_id, a.due_on, a.delivered_on, min(n.on_date) filter (where n.final) as on_date
      from asks as a join proposals as p on p.id = a.proposal_id left join answers as n on n.ask_id = a.id
      where p.title is not null and ${one}
      group by a.id
      having a.closed_at is null or bool_or(n.final)
    )
    select i.slug, i.name as institution, count(*)::int as asked,
      (count(*) filter (where on_date <= due_on))::int as answered,
      (count(*) filter (where on_date > due_on))::int as answered_late,
      percentile_disc(0.5) within group (order by on_date - due_on) filter (where on_date > due_on) as days_late,
      (count(*) filter (where ${open} and due_on < ${day}))::int as silent,
      max(${day} - due_on) filter (where ${open} and due_on < ${day}) as days_silent,
      (count(*) filter (where ${open} and due_on >= ${day}))::int as waiting,
      (count(*) filter (where on_date is null and delivered_on is null))::int as undelivered
    from asked join institutions as i on i.id = asked.institution_id and i.status = 'published'
    group by i.id order by silent desc, asked desc, i.sort_key limit ${MOST_INSTITUTIONS}`.execute(db);
  return rows;
}
