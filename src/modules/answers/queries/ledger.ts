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
  waiting: number;
}

const MOST_INSTITUTIONS = 300;

/** Of what everybody may read; questions that were closed without an answer are left out. One query. */
export async function silenceLedger(db: Read, today: Temporal.PlainDate): Promise<LedgerRow[]> {
  const { rows } = await sql<LedgerRow>`
    with asked as (
      select a.institution_id, a.due_on, min(n.on_date) filter (where n.kind not in ('studying', 'referred')) as on_date
      from asks as a join proposals as p on p.id = a.proposal_id left join answers as n on n.ask_id = a.id
      where p.title is not null
      group by a.id
      having a.closed_at is null or count(n.id) filter (where n.kind not in ('studying', 'referred')) > 0
    )
    select i.slug, i.name as institution, count(*)::int as asked,
      (count(*) filter (where on_date <= due_on))::int as answered,
      (count(*) filter (where on_date > due_on))::int as answered_late,
      percentile_disc(0.5) within group (order by on_date - due_on) filter (where on_date > due_on) as days_late,
      (count(*) filter (where on_date is null and due_on < ${String(today)}::date))::int as silent,
      (count(*) filter (where on_date is null and due_on >= ${String(today)}::date))::int as waiting
    from asked join institutions as i on i.id = asked.institution_id and i.status = 'published'
    group by i.id order by silent desc, asked desc, i.sort_key limit ${MOST_INSTITUTIONS}`.execute(db);
  return rows;
}
