/** What a proposal's followers and its timeline are told of the projects that came of it. */
import { sql } from 'kysely';
import type { Read } from '../../platform/db/handles.ts';
import { plainDate } from '../../platform/i18n/dates.ts';
import type { Lang, Translate } from '../../platform/i18n/translate.ts';
import {
  MOST_NEWS,
  type NewsAsked,
  type NewsItem,
  type NewsSource,
  type NewsWords,
} from '../../platform/news.ts';
import { milestoneHistoryPath, milestonePath, projectPath } from './addresses.ts';
import type { Progress, Turn } from './tables.ts';

type What =
  | Turn
  | Exclude<Progress, 'pending'>
  | 'published'
  | 'linked'
  | 'evidence'
  | 'late'
  | 'results'
  | 'stopped'
  | 'due';

/** Of what became known in one moment. */
const ORDER: What[] = [
  'published',
  'linked',
  'shown_again',
  'under_way',
  'evidence',
  'done',
  'undone',
  'taken_up',
  'not_begun',
  'dated',
  'reworded',
  'evidence_gone',
  'late',
  'dropped',
  'results',
  'no_results',
  'resumed',
  'stopped',
  'left',
  'archived',
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
  /** The last day before it was changed. */
  due_was: Temporal.PlainDate | null;
  slug: string;
  /** Everybody may read it. */
  open: boolean;
  project: string;
  milestone: string | null;
  words: string;
}

/** The projects of these proposals that could ever be read, with the moments that date what is told of them. */
const mine = (ids: readonly string[]) => sql`
  select pp.proposal_id, pp.linked_at, p.*, p.status = 'published' as open, g.archived_at, g.shown_again_at
  from project_proposals as pp join projects as p on p.id = pp.project_id
    join proposals as x on x.id = pp.proposal_id and x.title is not null
    left join lateral (
      select max(at) filter (where what = 'archived') as archived_at,
        max(at) filter (where what = 'shown_again') as shown_again_at
      from project_turns where project_id = p.id and milestone_id is null
    ) as g on true
  where pp.proposal_id = any(${[...ids]}::uuid[]) and p.published_at is not null`;

/**
 * Their milestones: `late_at` is when everybody knew that the day was over, by its date or by what was said of it since; of
 * a project that goes on again only what was not late before it stopped is late from then on.
 */
const steps = (zone: string) => sql`
  select mine.proposal_id, mine.slug, mine.stopped_at, m.*, over.at as over_at, g.back_at,
    greatest(said.at, stood.until) as late_at
  from mine join project_milestones as m on m.project_id = mine.id
    cross join lateral (select (m.due_on + 1)::timestamp at time zone ${zone} as at) as over
    left join lateral (
      select max(at) filter (where what = 'dated') as dated_at,
        max(at) filter (where what in ('undone', 'taken_up')) as back_at
      from project_turns where milestone_id = m.id
    ) as g on true
    cross join lateral (select greatest(over.at, m.created_at, g.dated_at, g.back_at) as at) as said
    cross join lateral (
      select max(t.at) as until from project_turns as t
      where t.project_id = mine.id and t.milestone_id is null and t.what = 'resumed' and t.at > said.at
        and (t.stood_since is null or t.stood_since <= said.at)
    ) as stood
  where mine.open`;

/** What stands there now. */
const standing = (today: string) => sql`
  select proposal_id, id as project_id, case when linked_at > published_at then 'linked' else 'published' end as what, id,
    null::uuid as milestone_id, greatest(published_at, linked_at) as at, null::date as day, null::date as due_was,
    '' as words
  from mine where open
  union all
  select proposal_id, id, 'results', id, null, results_at, null, null, results from mine where open and results <> ''
  union all
  select proposal_id, id, 'stopped', id, null, stopped_at, null, null, stopped_reason
  from mine where open and stopped_reason <> ''
  union all
  -- Taken up again it has not begun: that is told as what it is.
  select proposal_id, project_id, progress, id, id, progress_at, progress_on, null, reason
  from steps where progress <> 'pending' and (progress <> 'under_way' or progress_at is distinct from back_at)
  union all
  select proposal_id, project_id, 'late', id, id, late_at, due_on + 1, null, ''
  from steps where due_on < ${today}::date and progress <> 'dropped' and (progress <> 'done' or progress_on > due_on)
    and (stopped_at is null or stopped_at > late_at)
  union all
  select s.proposal_id, s.project_id, 'evidence', e.id, s.id, e.created_at, null, null, e.note
  from steps as s join milestone_evidence as e on e.milestone_id = s.id`;

/** What was said before and is so no longer; whoever came later was never told the first. */
const taken = sql`
  select mine.proposal_id, t.project_id, t.what, t.id, t.milestone_id, t.at, null::date, t.due_was, ''
  from mine join project_turns as t on t.project_id = mine.id and t.proposal_id is null
  where (mine.open or t.what = 'archived') and t.at > mine.linked_at
    and (t.what <> 'shown_again' or mine.linked_at < mine.archived_at)`;

/** Of those that a proposal stands in no longer. */
const left = (ids: readonly string[]) => sql`
  select t.proposal_id, 'left' as what, t.id, null::uuid as milestone_id, t.at, null::date as day, null::date as due_was,
    p.slug, true as open, p.title as project, null as milestone, '' as words
  from project_turns as t join projects as p on p.id = t.project_id and p.status = 'published'
    join proposals as x on x.id = t.proposal_id and x.title is not null
  where t.proposal_id = any(${[...ids]}::uuid[])`;

/**
 * Nothing is news before its project could be read, before the proposal stood in it, or while it was out of sight. One
 * query: what happened, cut to the latest of each proposal, and of each project what is due next.
 */
async function rowsOf(db: Read, ids: readonly string[], { now, zone, since }: NewsAsked): Promise<Row[]> {
  const today = String(now.toZonedDateTimeISO(zone).toPlainDate());
  const { rows } = await sql<Row>`
    with mine as (${mine(ids)}), steps as (${steps(zone)}), told as (${standing(today)} union all ${taken}),
    known as (
      -- What is told later than it happened keeps its day.
      select t.proposal_id, t.what, t.id, t.milestone_id, k.at,
        case when k.at > t.at then coalesce(t.day, (t.at at time zone ${zone})::date) else t.day end as day,
        t.due_was, p.slug, p.open, p.title as project, m.title as milestone, t.words
      from told as t join mine as p on p.proposal_id = t.proposal_id and p.id = t.project_id
        left join project_milestones as m on m.id = t.milestone_id
        cross join lateral (
          select greatest(t.at, p.published_at, p.linked_at, case when t.at > p.archived_at then p.shown_again_at end) as at
        ) as k
      union all ${left(ids)}
    ), latest as (
      select *, row_number() over (partition by proposal_id order by at desc) as no from known
      where at <= ${String(now)}::timestamptz
        and at > coalesce(${since === undefined ? null : String(since)}::timestamptz, '-infinity')
    ), next as (
      select distinct on (s.proposal_id, s.project_id) s.proposal_id, 'due' as what, s.id, s.id as milestone_id,
        s.over_at as at, s.due_on as day, null::date as due_was, s.slug, true as open, p.title as project,
        s.title as milestone, '' as words
      from steps as s join projects as p on p.id = s.project_id
      where s.progress in ('pending', 'under_way') and s.due_on >= ${today}::date and s.stopped_at is null
      order by s.proposal_id, s.project_id, s.due_on, s.id
    )
    select * from (
      select proposal_id, what, id, milestone_id, at, day, due_was, slug, open, project, milestone, words
      from latest where no <= ${MOST_NEWS}
      union all select * from next
    ) as news order by at, array_position(${ORDER}::text[], what), id`.execute(db);
  return rows;
}

function wordsOf(row: Row, t: Translate, lang: Lang): NewsWords {
  const { what, project, milestone, due_was: was } = row;
  // What was published by mistake is named no more.
  if (what === 'archived') return { title: t('projects.news.archived') };
  const title = t(`projects.news.${what}`, { project, milestone: milestone ?? '' });
  if (was) return { title, text: t('projects.news.due_was', { project, day: plainDate(was, lang) }) };
  if (what === 'published' || what === 'linked') return { title };
  return { title, text: row.words || (milestone === null ? undefined : project) };
}

function hrefOf({ what, open, milestone_id: milestone, slug }: Row): string | undefined {
  if (!open) return undefined;
  // What it said before stands in its history alone, where it can be taken out.
  if (what === 'reworded') return milestoneHistoryPath(milestone ?? '');
  return milestone === null ? projectPath(slug) : milestonePath(slug, milestone);
}

const itemOf = (row: Row): NewsItem => ({
  of: row.proposal_id,
  key: `projects.${row.what}:${row.id}${row.what === 'late' ? `:${String(row.day)}` : ''}`,
  at: row.at,
  on: row.day ?? undefined,
  due: row.what === 'due' ? true : undefined,
  say: (t, lang) => wordsOf(row, t, lang),
  href: hrefOf(row),
});

export const PROJECT_NEWS: NewsSource = {
  of: 'proposal',
  find: async (db, ids, asked) => (await rowsOf(db, ids, asked)).map(itemOf),
};
