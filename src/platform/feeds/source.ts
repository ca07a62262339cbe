/** What modules give to feeds, site map and home page, in their manifests. */
import type { VNode } from 'preact';
import type { Read } from '../db/handles.ts';
import type { Deps } from '../deps.ts';
import type { Lang, MessageKey, Translate } from '../i18n/translate.ts';

/** One entry of an Atom feed. */
export interface FeedEntry {
  /** Never changes, whatever becomes of the address. */
  id: string;
  title: string;
  path: string;
  published: Temporal.Instant;
  updated: Temporal.Instant;
  summary: string;
  lang?: string;
}

/** A section with a feed of its own; all of them together are `/feed.xml`. */
export interface FeedSource {
  /** Path of its feed: `/publicaciones/feed.xml`. */
  path: string;
  title: MessageKey;
  /** The latest first. */
  list: (db: Read, limit: number) => Promise<FeedEntry[]>;
}

/** Public pages for the site map. */
export interface AddressSource {
  name: string;
  list: (db: Read, limit: number) => Promise<readonly { path: string; at?: Temporal.Instant }[]>;
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
