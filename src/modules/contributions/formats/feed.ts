/** The library as Atom, for those who follow it. */
import type { Translate } from '../../../platform/i18n/translate.ts';
import { itemPath, LIBRARY, LIBRARY_FEED, LICENCE_HREF } from '../addresses.ts';
import type { ListedItem } from '../queries/library.ts';

export interface FeedFacts {
  items: readonly ListedItem[];
  t: Translate;
  organisation: string;
  baseUrl: string;
  now: Temporal.Instant;
}

export function libraryFeed({ items, t, organisation, baseUrl, now }: FeedFacts): string {
  const updated = items.reduce<Temporal.Instant | undefined>(
    (latest, { updated_at: at }) =>
      latest === undefined || Temporal.Instant.compare(at, latest) > 0 ? at : latest,
    undefined,
  );
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element('id', baseUrl + LIBRARY),
    element('title', `${t('contributions.library.title')} · ${organisation}`),
    `<link rel="self" type="application/atom+xml" href="${escaped(baseUrl + LIBRARY_FEED)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(baseUrl + LIBRARY)}"/>`,
    element('updated', stamp(updated ?? now)),
    element('rights', LICENCE_HREF),
    ...items.map((item) => entry(item, t, organisation, baseUrl)),
    '</feed>',
  ];
  return `${lines.join('\n')}\n`;
}

function entry(item: ListedItem, t: Translate, organisation: string, baseUrl: string): string {
  const url = baseUrl + itemPath(item.slug);
  const named = item.authors.length > 0 ? item.authors : item.organization ? [item.organization] : [];
  // The format wants an author: without one of its own, whoever publishes it.
  const authors = named.length > 0 ? named : [organisation];
  return [
    '<entry>',
    element('id', url),
    element('title', item.title),
    `<link rel="alternate" type="text/html" href="${escaped(url)}"/>`,
    element('published', stamp(item.published_at)),
    element('updated', stamp(item.updated_at)),
    ...authors.map((name) => `<author>${element('name', name)}</author>`),
    `<category term="${item.kind}" label="${escaped(t(`contributions.kind.${item.kind}`))}"/>`,
    element('summary', item.summary),
    '</entry>',
  ].join('\n');
}

const stamp = (at: Temporal.Instant): string => at.toString({ smallestUnit: 'second' });

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

function escaped(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // Not allowed in XML in any spelling.
      .replaceAll(/[\uFFFE\uFFFF]/g, '')
  );
}
