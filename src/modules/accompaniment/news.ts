/** What the timeline of a proposal and its followers are told: that its authors added something below the text. */
import { sql } from 'kysely';
import type { NewsItem, NewsSource } from '../../platform/news.ts';
import { proposalPath } from '../proposals/index.ts';

export const AMENDMENT_NEWS: NewsSource = {
  of: 'proposal',
  // A proposal has few of them (`MOST_AMENDMENTS`); of one that is hidden there are no news.
  find: async (db, ids, { now, since }) => {
    const rows = await db
      .selectFrom('accompaniment_amendments as a')
      .innerJoin('proposals as p', 'p.id', 'a.proposal_id')
      .select(['a.id', 'a.proposal_id', 'p.number as in_proposal'])
      .select([sql<number>`a.number`.as('number'), sql<Temporal.Instant>`a.decided_at`.as('at')])
      .where(sql<boolean>`a.proposal_id = any(${[...ids]}::uuid[])`)
      .where('a.state', '=', 'published')
      .where('p.title', 'is not', null)
      .where('a.decided_at', '<=', now)
      .$if(since !== undefined, (q) => q.where('a.decided_at', '>', since ?? now))
      .orderBy('a.decided_at')
      .execute();
    return rows.map(({ id, proposal_id: of, number, at, in_proposal: proposal }): NewsItem => ({
      of,
      key: `accompaniment.amended:${id}`,
      at,
      say: (t) => ({ title: t('accompaniment.news.amended', { number }) }),
      href: proposalPath(proposal ?? 0),
    }));
  },
};
