/**
 * What happened to a record that everybody may read, and what is to happen next: for its timeline, its feed and those
 * who follow it. Each module tells what it knows through a slot of its manifest (`adds.news`, decision 0011).
 */
import type { Read } from './db/handles.ts';
import type { Deps } from './deps.ts';
import type { Lang, Translate } from './i18n/translate.ts';
import { readOrganisation } from './settings/organisation.ts';

export interface NewsItem {
  /** Id of the record that it is about. */
  of: string;
  /** Never that of another item of the record, and the same each time: `answers.asked:0197…`. */
  key: string;
  /** When everybody could first read of it. What is only due has the moment at which it is. */
  at: Temporal.Instant;
  /** The day on which it happened, where that is another: a letter that came some days before it was entered. */
  on?: Temporal.PlainDate | undefined;
  /** Has not happened: what comes next, by `on` at the latest. No news yet. */
  due?: true | undefined;
  /** In words of the reader's language, for everybody: what is public already, nobody who takes part, nothing sealed. */
  say: (t: Translate, lang: Lang) => NewsWords;
  /** Path of the page that tells more. */
  href?: string | undefined;
}

export interface NewsWords {
  title: string;
  text?: string | undefined;
}

export interface NewsAsked {
  now: Temporal.Instant;
  /** Of the organisation: by its clock days end. */
  zone: string;
  /** Only what everybody could read after this moment; left out: everything. */
  since?: Temporal.Instant | undefined;
}

/** Of one record a source tells of the latest so many at most. */
export const MOST_NEWS = 60;

export interface NewsSource {
  /** Kind of record: `proposal`. */
  of: string;
  /** What happened to those of these records that everybody may read; at most `MOST_NEWS` of each. One or two queries. */
  find: (db: Read, ids: readonly string[], asked: NewsAsked) => Promise<readonly NewsItem[]>;
}

/**
 * What all modules tell of these records, in the order in which it happened, what is due last.
 * @returns by id; records without any are missing
 */
export async function newsOf(
  { db, additions }: Pick<Deps, 'db' | 'additions'>,
  of: string,
  ids: readonly string[],
  { now, since }: Pick<NewsAsked, 'now' | 'since'>,
): Promise<Map<string, NewsItem[]>> {
  if (ids.length === 0) return new Map();
  const { timeZone: zone } = await readOrganisation(db);
  const sources = additions.news.filter((source) => source.of === of);
  const found = await Promise.all(sources.map((source) => source.find(db, ids, { now, zone, since })));
  const items = found.flat().toSorted((a, b) => inOrder(a, b, zone));
  return Map.groupBy(items, (item) => item.of);
}

/** The day on which something happened, or is due. */
export const dayOf = ({ on, at }: Pick<NewsItem, 'on' | 'at'>, zone: string): Temporal.PlainDate =>
  on ?? at.toZonedDateTimeISO(zone).toPlainDate();

function inOrder(a: NewsItem, b: NewsItem, zone: string): number {
  const due = Number(a.due ?? false) - Number(b.due ?? false);
  if (due !== 0) return due;
  const days = Temporal.PlainDate.compare(dayOf(a, zone), dayOf(b, zone));
  return days !== 0 ? days : Temporal.Instant.compare(a.at, b.at);
}
