/** Processes as lists and their own page know them. What cites nothing is not among it. */
import { type RawBuilder, sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { Part } from '../../../platform/feeds/parts.ts';
import {
  CANDIDACY,
  COURT_ACTION,
  OBJECTION,
  SEAT_HOLDER,
  SELECTION_DOCUMENT,
  SELECTION_EVENT,
  VOTE_ROUND,
} from '../kinds.ts';
import type { DatedEvent } from '../rules/standing.ts';
import type { KindFile } from '../schemas/kind-file.ts';
import { isCited } from './cited.ts';

/** More at once than any country has had in a lifetime. */
const MOST_LISTED = 500;

const COLUMNS = [
  's.id',
  's.slug',
  's.title',
  's.summary',
  's.year',
  's.post',
  's.seats',
  's.alternates',
  's.shortlist',
  's.institution_id',
  's.term_starts',
  's.term_ends',
  's.known_until',
  's.known_note',
  's.not_found',
  's.is_example',
  's.version',
  's.created_at',
  's.updated_at',
  's.kind_id',
] as const;

const published = (db: Read) =>
  db.selectFrom('selections as s').select(COLUMNS).where('s.status', '=', 'published');

export type PublishedSelection = Awaited<ReturnType<typeof listSelections>>[number];

/** Newest year first. One query. */
export function listSelections(db: Read) {
  return published(db).orderBy('s.year', 'desc').orderBy('s.slug').limit(MOST_LISTED).execute();
}

export function findSelection(db: Read, slug: string) {
  return published(db).where('s.slug', '=', slug).executeTakeFirst();
}

export async function isArchivedSelection(db: Read, slug: string): Promise<boolean> {
  const row = await db
    .selectFrom('selections')
    .select('id')
    .where('slug', '=', slug)
    .where('status', '=', 'archived')
    .executeTakeFirst();
  return row !== undefined;
}

/** Those of these that everybody may see. One query. */
export async function selectionsById(
  db: Read,
  ids: readonly string[],
): Promise<Map<string, PublishedSelection>> {
  if (ids.length === 0) return new Map();
  const rows = await published(db)
    .where('s.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Ids of all that everybody may see. */
export function selectionIds(db: Read) {
  return db.selectFrom('selections').select('id').where('status', '=', 'published');
}

/** For the map of the site: addresses only. */
export function selectionAddresses(db: Read, { from, limit }: Part) {
  let query = db
    .selectFrom('selections')
    .select(['slug', 'updated_at'])
    .where('status', '=', 'published')
    .orderBy('id')
    .limit(limit);
  if (from !== undefined) query = query.where('id', '>=', from);
  return query.execute();
}

/** The rules of these versions. One query. */
export async function kindsById(db: Read, ids: readonly string[]): Promise<Map<string, KindFile>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('selection_kinds')
    .select(['id', 'spec'])
    .where('id', '=', sql<string>`any(${[...new Set(ids)]}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, spec }) => [id, spec]));
}

export interface FoundKind {
  id: string;
  version: number;
  created_at: Temporal.Instant;
  spec: KindFile;
}

/** Ids of all versions of one kind. One query. */
export interface KindVersion {
  id: string;
  version: number;
  created_at: Temporal.Instant;
}

/** The newest first. */
export function versionsOfKind(db: Read, slug: string): Promise<KindVersion[]> {
  return db
    .selectFrom('selection_kinds')
    .select(['id', 'version', 'created_at'])
    .where('slug', '=', slug)
    .orderBy('version', 'desc')
    .execute();
}

/** The newest version of a kind, or the one asked for. */
export function findKind(db: Read, slug: string, version?: number): Promise<FoundKind | undefined> {
  let query = db
    .selectFrom('selection_kinds')
    .select(['id', 'version', 'created_at', 'spec'])
    .where('slug', '=', slug)
    .orderBy('version', 'desc')
    .limit(1);
  if (version !== undefined) query = query.where('version', '=', version);
  return query.executeTakeFirst();
}

/** By their title, the newest version of each. */
export async function listKinds(db: Read): Promise<{ slug: string; title: string }[]> {
  const rows = await db
    .selectFrom('selection_kinds')
    .distinctOn('slug')
    .select(['slug', 'title'])
    .orderBy('slug')
    .orderBy('version', 'desc')
    .limit(MOST_LISTED)
    .execute();
  return rows.toSorted((a, b) => a.title.localeCompare(b.title, 'es'));
}

const EVENT_COLUMNS = [
  'e.id',
  'e.selection_id',
  'e.key',
  'e.stage',
  'e.title',
  'e.detail',
  'e.on_date',
  'e.at_time',
  'e.until_date',
  'e.basis',
  'e.effect',
  'e.to_stage',
  'e.position',
] as const;

/** Of one process more than any has had; beyond it the oldest are left out of what is computed. */
const MOST_EVENTS = 2000;

const citedEvents = (db: Read) =>
  db.selectFrom('selection_events as e').where(isCited(SELECTION_EVENT, 'e.id'));

export type ShownEvent = Awaited<ReturnType<typeof eventsOf>>[number];

/** Everything that happened or is announced in one process, in the order of its file. One query. */
export function eventsOf(db: Read, selectionId: string) {
  return citedEvents(db)
    .select(EVENT_COLUMNS)
    .where('e.selection_id', '=', selectionId)
    .orderBy('e.position')
    .limit(MOST_EVENTS)
    .execute();
}

/** What the standing of these processes is computed from. One query. */
export async function datedEvents(db: Read, ids: readonly string[]): Promise<Map<string, DatedEvent[]>> {
  if (ids.length === 0) return new Map();
  const rows = await citedEvents(db)
    .select(['e.selection_id', 'e.id', 'e.stage', 'e.title', 'e.on_date', 'e.until_date', 'e.basis'])
    .select(['e.effect', 'e.to_stage', 'e.position'])
    .where('e.selection_id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('e.position')
    .limit(MOST_EVENTS * 10)
    .execute();
  return Map.groupBy(rows, (row) => row.selection_id);
}

/** What events of these processes are called, for the search. One query. */
export async function eventTexts(db: Read, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await citedEvents(db)
    .select(['e.selection_id', 'e.title', 'e.detail'])
    .where('e.selection_id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('e.position')
    .limit(MOST_EVENTS * 10)
    .execute();
  const groups = Map.groupBy(rows, (row) => row.selection_id);
  return new Map([...groups].map(([id, list]) => [id, list.flatMap(({ title, detail }) => [title, detail])]));
}

/** What an event comes from: pairs of ids. One query. */
export function eventLinks(db: Read, selectionId: string): Promise<{ from_id: string; to_id: string }[]> {
  return db
    .selectFrom('selection_event_links as l')
    .innerJoin('selection_events as e', 'e.id', 'l.to_id')
    .select(['l.from_id', 'l.to_id'])
    .where('e.selection_id', '=', selectionId)
    .limit(MOST_EVENTS * 5)
    .execute();
}

const MOST_COURT_ACTIONS = 500;

export type ShownCourtAction = Awaited<ReturnType<typeof courtActionsOf>>[number];

/** The latest first. One query. */
export function courtActionsOf(db: Read, selectionId: string) {
  return db
    .selectFrom('selection_court_actions as a')
    .select(['a.id', 'a.key', 'a.court', 'a.file_number', 'a.action', 'a.filed_by', 'a.filed_on'])
    .select(['a.decided_on', 'a.outcome', 'a.effect', 'a.effect_kind', 'a.stage', 'a.event_id'])
    .where('a.selection_id', '=', selectionId)
    .where(isCited(COURT_ACTION, 'a.id'))
    .orderBy(sql`coalesce(a.decided_on, a.filed_on, '')`, 'desc')
    .orderBy('a.position')
    .limit(MOST_COURT_ACTIONS)
    .execute();
}

const MOST_DOCUMENTS = 500;

export type ShownDocument = Awaited<ReturnType<typeof documentsOf>>[number];

/** Of the process; those of a candidacy stand on its page. One query. */
export function documentsOf(db: Read, selectionId: string) {
  return db
    .selectFrom('selection_documents as d')
    .select(['d.id', 'd.title', 'd.stage', 'd.event_id'])
    .where('d.selection_id', '=', selectionId)
    .where('d.candidacy_key', '=', '')
    .where(isCited(SELECTION_DOCUMENT, 'd.id'))
    .orderBy('d.position')
    .limit(MOST_DOCUMENTS)
    .execute();
}

export interface RecordCounts {
  candidacies: number;
  holders: number;
  rounds: number;
  objections: number;
  /** Sources print different values of something. */
  contradicted: boolean;
}

/**
 * How many rows with a source stand behind the other pages of the process. One query.
 * @param contradicted expression that says whether any of them has values that differ
 */
export async function countRecords(
  db: Read,
  selectionId: string,
  contradicted: RawBuilder<boolean>,
): Promise<RecordCounts> {
  const of = (table: string, kind: string) => sql<number>`(select count(*) from ${sql.table(table)} r
    where r.selection_id = ${selectionId} and ${isCited(kind, 'r.id')})`;
  return await db
    .selectNoFrom([
      of('candidacies', CANDIDACY).as('candidacies'),
      of('seat_holders', SEAT_HOLDER).as('holders'),
      of('vote_rounds', VOTE_ROUND).as('rounds'),
      of('candidacy_objections', OBJECTION).as('objections'),
      contradicted.as('contradicted'),
    ])
    .executeTakeFirstOrThrow();
}
