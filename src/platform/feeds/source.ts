/** What modules give to feeds, site map and home page, in their manifests. */
import type { VNode } from 'preact';
import type { Read } from '../db/handles.ts';
import type { Deps } from '../deps.ts';
import type { Lang, MessageKey, Translate } from '../i18n/translate.ts';
import type { Part } from './parts.ts';

/** One entry of a feed. */
export interface FeedEntry {
  /** Path that never changes, whatever becomes of the address: with the site's address before it, the entry's id. */
  id: string;
  title: string;
  path: string;
  published: Temporal.Instant;
  updated: Temporal.Instant;
  summary: string;
  lang?: string;
  /** Left out: the organisation. */
  authors?: readonly string[];
  category?: { term: string; label: string };
  /** Address of its licence, where it is not the site's. */
  rights?: string;
}

/** A section with a feed of its own; all of them together are `/feed.xml`. */
export interface FeedSource {
  /** Path of its feed: `/publicaciones/feed.xml`. */
  path: string;
  /** Path of the page that lists the same. */
  page: string;
  title: MessageKey;
  /** Changes of records, hundreds at once: for itself, they would push all else out of the feed of the whole site. */
  isOfChanges?: true;
  /** The latest first. */
  list: (db: Read, limit: number, t: Translate) => Promise<FeedEntry[]>;
}

/** Public pages for the site map. */
export interface AddressSource {
  /** Part of the map's address: letters and hyphens. */
  name: string;
  /**
   * @param size the most addresses of a part
   * @returns the id at which each part after the first begins
   */
  starts: (db: Read, size: number) => Promise<string[]>;
  /** In the order of the ids; the limit is one of addresses. */
  list: (db: Read, part: Part) => Promise<readonly { path: string; at?: Temporal.Instant }[]>;
}

export interface HomeSubject {
  t: Translate;
  lang: Lang;
  now: Temporal.Instant;
}

/** One part of the home page; without anything to say it leaves itself out. */
export interface HomeAddition {
  order: number;
  find: (deps: Deps, about: HomeSubject) => Promise<VNode | undefined>;
}
