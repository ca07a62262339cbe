/** All public proposals for the files, a part at a time. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';

export interface DataRow {
  number: number;
  title: string;
  summary: string;
  category: string;
  department: string;
  from_event: boolean;
  event: string | null;
  state: 'published' | 'imported';
  published_on: Temporal.PlainDate;
  lang: string;
  confirmed: number;
  meeting: number;
  paper: number;
  discarded: number;
  institutions: string[];
  open_since: Temporal.PlainDate | null;
  open_due: Temporal.PlainDate | null;
  answered: boolean;
  project: boolean;
}

const PER_PART = 500;

/** By number, so that a file taken again differs in what changed only. Who they are from is in none. */
export async function* dataRows(db: Read): AsyncGenerator<DataRow[]> {
  for (let after = 0; ;) {
    const { rows } = await sql<DataRow>`
      select l.number, p.title, p.summary, l.category, l.department, p.from_event, e.slug as event, p.state,
        l.published_on, p.lang, coalesce(c.confirmed, 0) as confirmed, coalesce(a.meeting, 0)::int as meeting,
        coalesce(a.paper, 0)::int as paper, (coalesce(c.discarded, 0) + coalesce(a.discarded, 0))::int as discarded,
        array(select i.slug from institutions as i where i.id = any(l.institutions) and i.status = 'published'
          order by i.slug) as institutions,
        l.open_since, l.open_due, l.answered, l.project
      from proposal_listings as l join proposals as p on p.id = l.proposal_id and p.title is not null
        left join events as e on e.id = l.event_id and e.visibility = 'published'
        left join proposal_support_counts as c on c.proposal_id = l.proposal_id
        left join lateral (
          select sum(seen - discarded) filter (where kind = 'meeting') as meeting,
            sum(seen - discarded) filter (where kind = 'paper') as paper, sum(discarded) as discarded
          from proposal_attestations where proposal_id = l.proposal_id and taken_back_at is null
        ) as a on true
      where l.shown and l.number > ${after} order by l.number limit ${PER_PART}`.execute(db);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (rows.length < PER_PART || !last) return;
    after = last.number;
  }
}
