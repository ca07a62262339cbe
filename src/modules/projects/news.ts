/** What a proposal's followers and its timeline are told of the projects that came of it. */
import { sql } from 'kysely';
import type { Read } from '../../platform/db/handles.ts';
import type { Translate } from '../../platform/i18n/translate.ts';
import {
  MOST_NEWS,
  type NewsAsked,
  type NewsItem,
  type NewsSource,
  type NewsWords,
} from '../../platform/news.ts';
import { milestonePath, projectPath } from './addresses.ts';

type What =
  | 'published'
  | 'under_way'
  | 'done'
  | 'dropped'
  | 'late'
  | 'evidence'
  | 'results'
  | 'stopped'
  | 'due';

/** Of what became known in one moment. */
const ORDER: What[] = [
  'published',
  'under_way',
  'evidence',
  'done',
  'late',
  'dropped',
  'results',
  'stopped',
  'due',
];

interface Row {
  proposal_id: string;
  what: What;
  /** Of what it tells of, and whose it is. */
  id: string;
  milestone_id: string | null;
  at: Temporal.Instant;
  day: Temporal.PlainDate | null;
  slug: string;
  project: string;
  milestone: string | null;
  words: string;
}

/**
 * Nothing is news before its project could be read. One query: what happened, cut to the latest of each proposal, and of
 * each project what is due next.
 */
async function rowsOf(db: Read, ids: readonly string[], { now, zone, since }: NewsAsked): Promise<Row[]> {
  const today = String(now.toZonedDateTimeISO(zone).toPlainDate());
  const { rows } = await sql<Row>`
    with mine as (
      select pp.proposal_id, p.* from project_proposals as pp join projects as p on p.id = pp.project_id
        join proposals as x on x.id = pp.proposal_id and x.title is not null
      where pp.proposal_id = any(${[...ids]}::uuid[]) and p.status = 'published'
    ), steps as (
      select mine.proposal_id, mine.slug, mine.title as project, mine.published_at, mine.stopped_at, m.*,
        ((m.due_on + 1)::timestamp at time zone ${zone}) as over_at
      from mine join project_milestones as m on m.project_id = mine.id
    ), told as (
      select proposal_id, 'published' as what, id, null::uuid as milestone_id, published_at as at, null::date as day,
        slug, title as project, null as milestone, '' as words from mine
      union all
      select proposal_id, 'results', id, null, greatest(results_at, published_at), null, slug, title, null, results
      from mine where results <> ''
      union all
      select proposal_id, 'stopped', id, null, greatest(stopped_at, published_at), null, slug, title, null, stopped_reason
      from mine where stopped_reason <> ''
      union all
      select proposal_id, progress, id, id, greatest(progress_at, published_at), progress_on, slug, project, title, reason
      from steps where progress <> 'pending'
      union all
      select proposal_id, 'late', id, id, greatest(over_at, published_at), due_on + 1, slug, project, title, ''
      from steps where due_on < ${today}::date and progress <> 'dropped' and (progress <> 'done' or progress_on > due_on)
        and (stopped_at is null or stopped_at > over_at)
      union all
      select s.proposal_id, 'evidence', e.id, s.id, greatest(e.created_at, s.published_at), null, s.slug, s.project, s.title, e.note
      from steps as s join milestone_evidence as e on e.milestone_id = s.id
    ), latest as (
      select *, row_number() over (partition by proposal_id order by at desc) as no from told
      where at <= ${String(now)}::timestamptz
        and at > coalesce(${since === undefined ? null : String(since)}::timestamptz, '-infinity')
    ), next as (
      select distinct on (proposal_id, project_id) proposal_id, 'due' as what, id, id as milestone_id, over_at as at,
        due_on as day, slug, project, title as milestone, '' as words
      from steps where progress in ('pending', 'under_way') and due_on >= ${today}::date and stopped_at is null
      order by proposal_id, project_id, due_on, id
    )
    select * from (
      select proposal_id, what, id, milestone_id, at, day, slug, project, milestone, words from latest where no <= ${MOST_NEWS}
      union all select * from next
    ) as news order by at, array_position(${ORDER}::text[], what), id`.execute(db);
  return rows;
}

function wordsOf(row: Row, t: Translate): NewsWords {
  const title = t(`projects.news.${row.what}`, { project: row.project, milestone: row.milestone ?? '' });
  if (row.what === 'published') return { title };
  return { title, text: row.words || (row.milestone === null ? undefined : row.project) };
}

const itemOf = (row: Row): NewsItem => ({
  of: row.proposal_id,
  key: `projects.${row.what}:${row.id}${row.what === 'late' ? `:${String(row.day)}` : ''}`,
  at: row.at,
  on: row.day ?? undefined,
  due: row.what === 'due' ? true : undefined,
  say: (t) => wordsOf(row, t),
  href: row.milestone_id === null ? projectPath(row.slug) : milestonePath(row.slug, row.milestone_id),
});

export const PROJECT_NEWS: NewsSource = {
  of: 'proposal',
  find: async (db, ids, asked) => (await rowsOf(db, ids, asked)).map(itemOf),
};
