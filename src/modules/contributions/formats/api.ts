/** Items of the library as the API shows them: snake_case, instants in UTC. */
import type { Static } from 'typebox';
import { sessionPath } from '../../events/index.ts';
import { itemPath } from '../addresses.ts';
import type { Item, ListedItem } from '../queries/library.ts';
import type { Topic } from '../rules/topics.ts';
import type { LibraryDetail, LibraryItem } from '../schemas/api.ts';

export function libraryItem(row: ListedItem, baseUrl: string): Static<typeof LibraryItem> {
  return {
    slug: row.slug,
    title: row.title,
    kind: row.kind,
    summary: row.summary,
    url: baseUrl + itemPath(row.slug),
    topic: row.topic as Topic,
    languages: row.languages,
    country: row.country,
    department: row.department,
    year: row.year,
    event: row.event_slug === null ? null : { slug: row.event_slug, title: row.event_title ?? '' },
    appears: row.appears,
    authors: row.authors,
    organization: row.organization,
    licence: row.licence,
    published_at: String(row.published_at),
    updated_at: String(row.updated_at),
  };
}

export function libraryDetail(row: Item, baseUrl: string): Static<typeof LibraryDetail> {
  const { context, done, result, evidence, learned } = row;
  const session =
    row.event_slug && row.session_slug
      ? {
          slug: row.session_slug,
          title: row.session_title ?? '',
          url: baseUrl + sessionPath(row.event_slug, row.session_slug),
        }
      : null;
  return { ...libraryItem(row, baseUrl), context, done, result, evidence, learned, session };
}
