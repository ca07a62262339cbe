/** Atom (RFC 4287), for those who follow a section or the whole site. */
import { xmlText } from '../xml.ts';
import type { FeedEntry } from './source.ts';

export const ATOM_MEDIA_TYPE = 'application/atom+xml; charset=utf-8';

export interface Feed {
  title: string;
  /** Path of the feed itself. */
  path: string;
  /** Path of the page that shows the same. */
  page: string;
  entries: readonly FeedEntry[];
  /** Who publishes it: the author of entries that name none. */
  organisation: string;
  /** Address of the licence under which the texts may be used; left out where entries differ. */
  rights?: string | undefined;
  baseUrl: string;
  /** When the feed is without entries, it is as new as this. */
  now: Temporal.Instant;
}

export function atomFeed(feed: Feed): string {
  const { baseUrl, entries } = feed;
  const updated = entries.reduce<Temporal.Instant | undefined>(
    (latest, { updated: at }) =>
      latest === undefined || Temporal.Instant.compare(at, latest) > 0 ? at : latest,
    undefined,
  );
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element('id', baseUrl + feed.path),
    element('title', feed.title),
    `<link rel="self" type="application/atom+xml" href="${xmlText(baseUrl + feed.path)}"/>`,
    `<link rel="alternate" type="text/html" href="${xmlText(baseUrl + feed.page)}"/>`,
    element('updated', stamp(updated ?? feed.now)),
    `<author>${element('name', feed.organisation)}</author>`,
    ...(feed.rights ? [element('rights', feed.rights)] : []),
    ...entries.map((entry) => entryElement(entry, baseUrl)),
    '</feed>',
  ];
  return `${lines.join('\n')}\n`;
}

function entryElement(entry: FeedEntry, baseUrl: string): string {
  const lang = entry.lang ? ` xml:lang="${xmlText(entry.lang)}"` : '';
  return [
    `<entry${lang}>`,
    element('id', `${baseUrl}${entry.id}`),
    element('title', entry.title),
    `<link rel="alternate" type="text/html" href="${xmlText(baseUrl + entry.path)}"/>`,
    element('published', stamp(entry.published)),
    element('updated', stamp(entry.updated)),
    ...(entry.authors ?? []).map((name) => `<author>${element('name', name)}</author>`),
    ...(entry.category
      ? [`<category term="${xmlText(entry.category.term)}" label="${xmlText(entry.category.label)}"/>`]
      : []),
    ...(entry.rights ? [element('rights', entry.rights)] : []),
    element('summary', entry.summary),
    '</entry>',
  ].join('\n');
}

const stamp = (at: Temporal.Instant): string => at.toString({ smallestUnit: 'second' });

const element = (name: string, text: string): string => `<${name}>${xmlText(text)}</${name}>`;
