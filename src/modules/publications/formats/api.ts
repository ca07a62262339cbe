/** Publications as the API shows them: snake_case, instants in UTC. */
import type { Static } from 'typebox';
import { publicationPath } from '../addresses.ts';
import { type ListedPublication, type PublishedPublication, shownAt } from '../queries/public.ts';
import { isOwnPicture } from '../rules/picture-address.ts';
import type { PublicationDetail, PublicationItem } from '../schemas/api.ts';

export function publicationItem(row: ListedPublication, baseUrl: string): Static<typeof PublicationItem> {
  return {
    slug: row.slug,
    type: row.type,
    title: row.title,
    summary: row.summary,
    url: baseUrl + publicationPath(row),
    language: row.lang,
    author: row.author_name,
    categories: row.categories,
    highlight: row.highlight,
    image: isOwnPicture(row.image) ? { url: baseUrl + row.image, alt: row.image_alt } : null,
    date: String(shownAt(row)),
    published_at: String(row.first_published_at ?? shownAt(row)),
    updated_at: String(row.updated_at),
  };
}

export function publicationDetail(
  row: PublishedPublication,
  baseUrl: string,
): Static<typeof PublicationDetail> {
  return {
    ...publicationItem(row, baseUrl),
    body_markdown: row.body,
    body_html: row.html,
    link: row.link === '' ? null : row.link,
    law: row.law,
    course: row.course,
    version: row.version,
  };
}
