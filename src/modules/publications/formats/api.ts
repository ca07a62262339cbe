/** Publications as the API shows them: snake_case, instants in UTC. */
import type { Static } from 'typebox';
import type { GivenLicence } from '../../../platform/settings/licences.ts';
import { publicationPath } from '../addresses.ts';
import { type ListedPublication, type PublishedPublication, shownAt } from '../queries/public.ts';
import { isOwnPicture } from '../rules/picture-address.ts';
import type { PublicationDetail, PublicationItem } from '../schemas/api.ts';

/** The same for all publications. */
export interface Published {
  baseUrl: string;
  /** Of the texts; undefined: all rights are reserved. */
  licence: GivenLicence | undefined;
}

export function publicationItem(
  row: ListedPublication,
  { baseUrl, licence }: Published,
): Static<typeof PublicationItem> {
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
    licence: licence ? { id: licence.id, name: licence.name, url: licence.href } : null,
  };
}

export function publicationDetail(
  row: PublishedPublication,
  published: Published,
): Static<typeof PublicationDetail> {
  return {
    ...publicationItem(row, published),
    body_markdown: row.body,
    body_html: row.html,
    link: row.link === '' ? null : row.link,
    law: row.law,
    course: row.course,
    version: row.version,
  };
}
