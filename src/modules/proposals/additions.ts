/** What the module adds to search, feeds, site map and share cards. */
import type { Additions } from '../../platform/additions.ts';
import type { CardSource } from '../../platform/cards/source.ts';
import { partStarts } from '../../platform/feeds/parts.ts';
import type { AddressSource, FeedSource } from '../../platform/feeds/source.ts';
import type { SearchSource } from '../../platform/search/source.ts';
import { historyPath, proposalPath, PROPOSALS, PROPOSALS_FEED } from './addresses.ts';
import { PROPOSAL } from './commands/public-record.ts';
import { PROPOSAL_HISTORY } from './history-source.ts';
import { PROPOSAL_NEWS } from './news.ts';
import { categoryWords, departmentWords } from './pages/words.ts';
import { PROPOSAL_FILES } from './queries/files.ts';
import { listProposals } from './queries/lists.ts';
import { listShownAddresses, listShownByIds, listShownIds, shownIds } from './queries/public.ts';

const SEARCH: SearchSource = {
  kind: PROPOSAL,
  label: 'proposals.title',
  // Without its authors: nobody who withdraws a name waits for a sweep.
  find: async (db, ids) =>
    (await listShownByIds(db, ids)).map((row) => ({
      id: row.id,
      title: row.title,
      text: [row.problem, row.summary, row.affected].filter(Boolean).join('\n\n'),
      lang: row.lang,
      href: proposalPath(row.number),
      at: row.published_at,
    })),
  list: listShownIds,
};

const FEED: FeedSource = {
  path: PROPOSALS_FEED,
  page: PROPOSALS,
  title: 'proposals.title',
  list: async (db, limit, t) =>
    (await listProposals(db, {}, { after: undefined, limit })).items.map((row) => ({
      id: historyPath(row.id),
      title: row.title,
      path: proposalPath(row.number),
      published: row.published_at,
      updated: row.updated_at,
      summary: row.summary,
      lang: row.lang,
      category: { term: row.category, label: categoryWords(t, row.category) },
    })),
};

const CARD: CardSource = {
  kind: PROPOSAL,
  find: async (db, id, t) => {
    const [row] = await listShownByIds(db, [id]);
    if (!row) return undefined;
    return {
      title: row.title,
      eyebrow: t('proposals.number', { number: row.number }),
      date: departmentWords(t, row.department),
    };
  },
};

const ADDRESSES: AddressSource = {
  name: 'propuestas',
  starts: (db, size) => partStarts(db, shownIds(db), size),
  list: async (db, part) =>
    (await listShownAddresses(db, part)).map(({ number, updated_at: at }) => ({
      path: proposalPath(number),
      at,
    })),
};

export const PROPOSAL_ADDITIONS: Partial<Additions> = {
  search: [SEARCH],
  feeds: [FEED],
  cards: [CARD],
  addresses: [ADDRESSES],
  histories: [PROPOSAL_HISTORY],
  fileUses: [PROPOSAL_FILES],
  news: [PROPOSAL_NEWS],
};
