/** What the timeline of a proposal, its feed and its followers are told of itself. */
import { sql } from 'kysely';
import type { Read } from '../../platform/db/handles.ts';
import { MOST_NEWS, type NewsAsked, type NewsItem, type NewsSource } from '../../platform/news.ts';
import { historyPath, proposalPath } from './addresses.ts';

type What =
  | 'received'
  | 'imported'
  | 'published'
  | 'hidden'
  | 'shown_again'
  | 'version'
  | 'reached'
  | 'step_done';

/** Of what became known in one moment. */
const ORDER: What[] = [
  'imported',
  'received',
  'published',
  'reached',
  'step_done',
  'version',
  'hidden',
  'shown_again',
];

interface Row {
  proposal_id: string;
  number: number;
  what: What;
  key: string;
  at: Temporal.Instant;
  day: Temporal.PlainDate | null;
  /** So many supports; null of everything else. */
  count: number | null;
  /** What follows from them, or what was done. */
  words: string;
}

/** Versions of the history that are told of as decisions already, are none, or are told of by who wrote them. */
const NO_NEW_VERSION = ['published', 'hidden', 'withdrawn', 'imported', 'amended'] as const;

/**
 * One query, by the indexes of what belongs to these proposals; supports are not looked at. When one was sent is told by
 * its day: nobody could read of it before it was published, and the second leads to who sent it.
 */
async function rowsOf(db: Read, ids: readonly string[], { now, zone, since }: NewsAsked): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with mine as (
      select id, number, origin, created_at, published_at from proposals
      where id = any(${[...ids]}::uuid[]) and title is not null
    ), told as (
      select id as proposal_id, number, case when origin = 'import' then 'imported' else 'received' end as what,
        '' as key, published_at as at, (created_at at time zone ${zone})::date as day, null::integer as count, '' as words from mine
      union all
      select id, number, 'published', '', published_at, null, null, '' from mine where origin <> 'import'
      union all
      select m.id, m.number, case when d.decision = 'hide' then 'hidden' else 'shown_again' end, d.id::text, d.at, null, null, ''
      from mine as m join proposal_decisions as d on d.proposal_id = m.id
      where d.decision = 'hide' or (d.decision = 'publish' and d.at > m.published_at)
      union all
      select m.id, m.number, 'version', h.id::text, h.at, null, null, ''
      from mine as m join history as h on h.record_kind = 'proposal' and h.record_id = m.id::text
      where h.action <> all(${[...NO_NEW_VERSION]}::text[]) and h.at > m.published_at
      union all
      -- Of numbers that were lost again nothing is told.
      select m.id, m.number, 'reached', t.at_count::text, greatest(t.reached_at, m.published_at), null, t.at_count, t.what
      from mine as m join proposal_thresholds as t on t.proposal_id = m.id where t.lost_at is null
      union all
      select m.id, m.number, 'step_done', t.at_count::text, greatest(t.done_at, m.published_at), null, t.at_count, t.done_note
      from mine as m join proposal_thresholds as t on t.proposal_id = m.id where t.done_at is not null
    ), latest as (
      select *, row_number() over (partition by proposal_id order by at desc) as no from told
      where at <= ${String(now)}::timestamptz
        and at > coalesce(${since === undefined ? null : String(since)}::timestamptz, '-infinity')
    )
    select proposal_id, number, what, key, at, day, count, words from latest where no <= ${MOST_NEWS}
    order by at, array_position(${ORDER}::text[], what), key`.execute(db);
  return rows;
}

export const PROPOSAL_NEWS: NewsSource = {
  of: 'proposal',
  find: async (db, ids, asked) =>
    (await rowsOf(db, ids, asked)).map(
      ({ proposal_id: of, number, what, key, at, day, count, words }): NewsItem => ({
        of,
        key: `proposals.${what}:${key}`,
        at,
        on: day ?? undefined,
        say: (t) => ({
          title: t(`proposals.news.${what}`, { number, count: count ?? 0 }),
          text: words || undefined,
        }),
        href: what === 'version' ? historyPath(of) : proposalPath(number),
      }),
    ),
};
