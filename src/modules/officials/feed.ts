/** The feed of Justiciapedia: which institutions and people changed last. */
import type { FeedEntry, FeedSource } from '../../platform/feeds/source.ts';
import type { Translate } from '../../platform/i18n/translate.ts';
import {
  FEED,
  institutionHistoryPath,
  institutionPath,
  JUSTICIAPEDIA,
  personHistoryPath,
  personPath,
} from './addresses.ts';
import { INSTITUTION } from './kinds.ts';
import { type Changed, lastChanged } from './queries/changes.ts';

export const JUSTICIAPEDIA_FEED: FeedSource = {
  path: FEED,
  page: JUSTICIAPEDIA,
  title: 'officials.feed.title',
  isOfChanges: true,
  list: async (db, limit, t) => (await lastChanged(db, limit)).map((one) => entryOf(one, t)),
};

function entryOf(one: Changed, t: Translate): FeedEntry {
  const { id, slug, name, created_at: published, updated_at: updated } = one;
  const isInstitution = one.record === INSTITUTION;
  const label = isInstitution ? t('officials.institution.one') : t('officials.person.one');
  const what = isInstitution ? one.kind : t(`officials.person_kind.${one.kind}`);
  return {
    // Its address may change; the page of its past has its id.
    id: isInstitution ? institutionHistoryPath(id) : personHistoryPath(id),
    title: name,
    path: isInstitution ? institutionPath(slug) : personPath(slug),
    published,
    updated,
    summary: [what, t('officials.feed.see')].filter(Boolean).join('. '),
    category: { term: one.record, label },
  };
}
