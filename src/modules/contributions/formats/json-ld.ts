/** schema.org data of a case or lesson, for search engines. */
import { editionPath } from '../../events/index.ts';
import { itemPath, LICENCE_HREF } from '../addresses.ts';
import type { Item } from '../queries/library.ts';

type Json = Record<string, unknown>;

/** @param organisation of the installation, which publishes it */
export function itemJsonLd(item: Item, organisation: string, baseUrl: string): Json {
  const url = baseUrl + itemPath(item.slug);
  const people = item.authors.map((name) => ({ '@type': 'Person', name }));
  const body = item.organization ? [{ '@type': 'Organization', name: item.organization }] : [];
  // Whoever wants to stay unnamed is not named here either.
  const author = item.appears === 'name' ? people : body;
  return {
    '@context': 'https://schema.org',
    '@type': 'Article',
    '@id': url,
    url,
    headline: item.title,
    abstract: item.summary,
    inLanguage: item.languages,
    datePublished: item.published_at.toString({ smallestUnit: 'second' }),
    dateModified: item.updated_at.toString({ smallestUnit: 'second' }),
    license: LICENCE_HREF,
    publisher: { '@type': 'Organization', name: organisation, url: baseUrl },
    ...(author.length > 0 && { author }),
    ...(item.country && { contentLocation: { '@type': 'Place', name: item.country } }),
    ...(item.event_slug &&
      item.event_title && {
        isPartOf: {
          '@type': 'Event',
          '@id': baseUrl + editionPath(item.event_slug),
          name: item.event_title,
          url: baseUrl + editionPath(item.event_slug),
        },
      }),
    citation: item.evidence.flatMap((piece) => (piece.link ? [piece.link] : [])),
  };
}
