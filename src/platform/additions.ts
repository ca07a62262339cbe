/**
 * What modules add to the records of another one that doesn't know them: a page among those of an edition,
 * a note on somebody's own registration, what they keep about people. A manifest slot, gathered in `modules.ts`.
 */
import type { PolicyName } from './access/access.ts';
import type { CardSource } from './cards/source.ts';
import type { Read, Trx } from './db/handles.ts';
import type { Deps } from './deps.ts';
import type { AddressSource, FeedSource, HomeAddition } from './feeds/source.ts';
import type { FileUseSource } from './files/source.ts';
import type { HistorySource } from './history/source.ts';
import type { Lang, MessageKey, Translate } from './i18n/translate.ts';
import type { NewsSource } from './news.ts';
import type { SearchSource } from './search/source.ts';
import type { CitedRecords } from './sources/cited.ts';

/** A page of the back office among those of a record of kind `of`. */
export interface TabAddition {
  /** Kind of record, as in `links.ts`: `event`. */
  of: string;
  /** The heading under which it stands, as the owner of the record names its groups. */
  group: string;
  /** Below the record's own address: `certificados`. */
  path: string;
  /** Where it leads, when that is elsewhere. */
  hrefOf?: (record: { id: string; slug: string }) => string;
  label: MessageKey;
  /** Shown to those whom this policy lets in. */
  policy: PolicyName;
  order: number;
}

/** A few words with their links, on the page of a record. */
export interface Note {
  order: number;
  /** The answer of those concerned: stands beside what is claimed of them, where the page has claims. */
  isReply?: true;
  title: string;
  text?: string;
  /** The text is of several paragraphs, as somebody wrote it. */
  prose?: true;
  links?: readonly { href: string; label: string; download?: boolean }[];
}

export interface NoteSubject {
  id: string;
  /** Of all records that are shown as this one; left out: it alone. */
  ids?: readonly string[];
  /** Of a record with a page of its own. */
  slug?: string;
  /** Of a record behind a secret link: the link's token. */
  token?: string;
  t: Translate;
  lang: Lang;
  now: Temporal.Instant;
}

/** Notes for the page of one record; a bounded number of queries, whatever is in the database. */
export interface NoteAddition {
  /** `event`: its public page · `event_registration`: one's own registration. */
  of: string;
  find: (deps: Deps, about: NoteSubject) => Promise<readonly Note[]>;
}

/** Personal data that a module keeps about those who took part in a record of kind `of`, and how it goes. */
export interface KeptData {
  /** `{module}.{what}`, as in the receipt of a purge. */
  name: string;
  of: string;
  summary: string;
  /** Tables that held people and name no registration: written anew after a purge, as deleted rows stay in files. */
  tables?: readonly string[];
  /** Run for everything kept before any of it is removed: the last chance to count. */
  prepare?: (trx: Trx, id: string, deps: Deps) => Promise<void>;
  /**
   * Removes all of it for one record, in the transaction given; run again it finds nothing.
   * @returns how many of what were removed, by a plain name; counts only
   */
  purge: (trx: Trx, id: string, deps: Deps) => Promise<Record<string, number>>;
  /** What is kept about one person (id of the registration), as they may see it. Undefined: nothing. */
  exportOne?: (db: Read, registrationId: string, deps: Deps) => Promise<unknown>;
  /** Removes what is kept about one person. */
  eraseOne?: (trx: Trx, registrationId: string, deps: Deps) => Promise<void>;
}

/**
 * Which records of kind `of` search engines may read because of what another module knows of them: who was proposed for
 * an office is to be found, whoever only asked for one is left alone.
 */
export interface FigureSource {
  /** `person` */
  of: string;
  /** @returns those of these ids, of any records that are shown as one. One query */
  among: (db: Read, ids: readonly string[]) => Promise<ReadonlySet<string>>;
}

/**
 * What a module keeps beside a record of another one, and how it goes when those who made that record take it back:
 * in the same transaction, so that it is whole or not at all.
 */
export interface WithdrawnAddition {
  /** `proposal` */
  of: string;
  /** Removes what others wrote or saw of it. Run again it finds nothing. */
  forget: (trx: Trx, id: string, deps: Deps) => Promise<void>;
  /** What of it those who made the record may see, by a plain name; left out: nothing that is theirs. */
  exported?: { name: string; find: (db: Read, id: string, deps: Deps) => Promise<unknown> };
}

/** What a module keeps that names those who made a record, and how it goes when they withdraw their names alone. */
export type NameWithdrawnAddition = Pick<WithdrawnAddition, 'of' | 'forget'>;

/** What a module knows of records that their owner keeps in a list, and by which that list is filtered. */
export interface RelistAddition {
  /** `proposal` */
  of: string;
  /** Writes it anew for these, in the transaction given. A bounded number of queries; run again it changes nothing. */
  relist: (trx: Trx, ids: readonly string[]) => Promise<void>;
}

/** Records of another module that name one of kind `of`, so that nobody takes it away under them. */
export interface UseSource {
  /** `institution` */
  of: string;
  /** What they are, in the plural. */
  label: MessageKey;
  /** How many of them name it. One query, in the transaction given. */
  count: (db: Read, id: string) => Promise<number>;
}

export interface Additions {
  tabs: readonly TabAddition[];
  notes: readonly NoteAddition[];
  kept: readonly KeptData[];
  /** Records that the search finds. */
  search: readonly SearchSource[];
  /** Records whose versions the public can read. */
  histories: readonly HistorySource[];
  /** Records that can cite sources. */
  cited: readonly CitedRecords[];
  /** Records that show files. */
  fileUses: readonly FileUseSource[];
  /** Records that have a picture beside a shared link. */
  cards: readonly CardSource[];
  home: readonly HomeAddition[];
  feeds: readonly FeedSource[];
  addresses: readonly AddressSource[];
  figures: readonly FigureSource[];
  uses: readonly UseSource[];
  /** What happened to records: timelines, feeds, mails to those who follow. */
  news: readonly NewsSource[];
  /** What lists of another module are filtered by. */
  relists: readonly RelistAddition[];
  onWithdrawn: readonly WithdrawnAddition[];
  onNameWithdrawn: readonly NameWithdrawnAddition[];
}

/** All notes on a record, in their order. */
export async function notesOn(deps: Deps, of: string, about: NoteSubject): Promise<Note[]> {
  const sources = deps.additions.notes.filter((source) => source.of === of);
  const notes = await Promise.all(sources.map((source) => source.find(deps, about)));
  return notes.flat().toSorted((a, b) => a.order - b.order);
}

/** @returns those of these records that are to be found by search engines, as some module knows */
export async function figuresAmong(
  { db, additions }: { db: Read; additions: Pick<Additions, 'figures'> },
  of: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const sources = additions.figures.filter((source) => source.of === of);
  const found = await Promise.all(sources.map((source) => source.among(db, ids)));
  return new Set(found.flatMap((among) => [...among]));
}

/** What modules keep beside a record, as those who made it may see it, by the names of what it is. */
export async function keptBeside(deps: Deps, of: string, id: string): Promise<Record<string, unknown>> {
  const exports = deps.additions.onWithdrawn.flatMap((one) =>
    one.of === of && one.exported ? [one.exported] : [],
  );
  const found = await Promise.all(
    exports.map(async ({ name, find }) => [name, await find(deps.db, id, deps)] as const),
  );
  return Object.fromEntries(found);
}

/** Call it in the transaction in which a record of kind `of` is taken back by those who made it. */
export async function forgetWithdrawn(trx: Trx, deps: Deps, of: string, id: string): Promise<void> {
  for (const addition of deps.additions.onWithdrawn)
    if (addition.of === of) await addition.forget(trx, id, deps);
}

/** Call it in the transaction in which those who made a record of kind `of` withdraw their names from it. */
export async function forgetNames(trx: Trx, deps: Deps, of: string, id: string): Promise<void> {
  for (const addition of deps.additions.onNameWithdrawn)
    if (addition.of === of) await addition.forget(trx, id, deps);
}

/** Call it where the list of records of kind `of` is written anew: what all modules know of these. */
export async function relistAdded(
  trx: Trx,
  { relists }: Pick<Additions, 'relists'>,
  of: string,
  ids: readonly string[],
): Promise<void> {
  for (const addition of relists) if (addition.of === of) await addition.relist(trx, ids);
}

export interface OtherUse {
  label: MessageKey;
  count: number;
}

/** What names a record in modules that its owner doesn't know; those that don't are left out. */
export async function otherUsesOf(
  db: Read,
  { uses }: Pick<Additions, 'uses'>,
  of: string,
  id: string,
): Promise<OtherUse[]> {
  const sources = uses.filter((source) => source.of === of);
  const counts = await Promise.all(sources.map((source) => source.count(db, id)));
  return sources.map(({ label }, at) => ({ label, count: counts[at] ?? 0 })).filter(({ count }) => count > 0);
}
