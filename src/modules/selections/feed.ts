/** What happened lately in all elections, for those who follow the site. */
import { sql } from 'kysely';
import type { Read } from '../../platform/db/handles.ts';
import type { FeedEntry, FeedSource } from '../../platform/feeds/source.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { ELECTIONS, selectionHistoryPath, selectionPath } from './addresses.ts';
import { SELECTION_EVENT } from './kinds.ts';
import { eventPlace } from './pages/timeline.tsx';
import { isCited } from './queries/cited.ts';

/** As in the feed of the process itself: an event keeps its id. */
export const entryId = (selectionId: string, eventId: string): string =>
  `${selectionHistoryPath(selectionId)}#${eventId}`;

/** Events on a known day that were seen to happen and rest on something, the latest first. One query. */
function latestEvents(db: Read, limit: number) {
  return db
    .selectFrom('selection_events as e')
    .innerJoin('selections as s', 's.id', 'e.selection_id')
    .select(['e.id', 'e.title', 'e.detail', 'e.on_date', 's.id as selection_id', 's.slug'])
    .select(['s.title as process', 's.updated_at'])
    .where('s.status', '=', 'published')
    .where('s.is_example', '=', false)
    .where('e.basis', '=', 'observed')
    .where(sql<boolean>`length(e.on_date) = 10`)
    .where(isCited(SELECTION_EVENT, 'e.id'))
    .orderBy('e.on_date', 'desc')
    .orderBy('e.selection_id')
    .orderBy('e.position', 'desc')
    .limit(limit)
    .execute();
}

export const SELECTIONS_FEED: FeedSource = {
  path: `${ELECTIONS}/feed.xml`,
  page: ELECTIONS,
  title: 'selections.title',
  list: async (db, limit, t) => {
    const [events, { timeZone }] = await Promise.all([latestEvents(db, limit), readOrganisation(db)]);
    return events.map((one): FeedEntry => ({
      id: entryId(one.selection_id, one.id),
      title: t('selections.feed.entry', { process: one.process, event: one.title }),
      path: `${selectionPath(one.slug)}#${eventPlace(one.id)}`,
      published: Temporal.PlainDate.from(one.on_date ?? '')
        .toZonedDateTime(timeZone)
        .toInstant(),
      updated: one.updated_at,
      summary: one.detail,
      lang: 'es',
      category: { term: one.slug, label: one.process },
    }));
  },
};
