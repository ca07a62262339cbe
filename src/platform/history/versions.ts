/** Versions of one record, as they are read: never by whom, and for the public only what was public. */
import { type ExpressionBuilder, sql } from 'kysely';
import type { Database, Read, Trx } from '../db/handles.ts';
import type { RecordRef } from '../links.ts';
import type { PublicSpan } from './spans.ts';

/** Undefined: all of them, for those who may see drafts. */
export type Spans = readonly PublicSpan[] | undefined;

export interface Version {
  id: number;
  at: Temporal.Instant;
  /** The role in which somebody acted; who it was is not published. */
  actor_role: string;
  action: string;
  reason: string | null;
  source_id: string | null;
  content: unknown;
}

/** As it stands in the address of a page; undefined for anything else. */
export function versionIdOf(text: string | null | undefined): number | undefined {
  return /^[1-9]\d{0,14}$/.test(text ?? '') ? Number(text) : undefined;
}

type History = ExpressionBuilder<Database, 'history'>;

function versions(db: Read, { kind, id }: RecordRef, spans: Spans) {
  const all = db
    .selectFrom('history')
    .select(['id', 'at', 'actor_role', 'action', 'reason', 'source_id', 'content'])
    .where('record_kind', '=', kind)
    .where('record_id', '=', id);
  return spans ? all.where((eb) => eb.or(spans.map((span) => inForce(eb, { kind, id }, span)))) : all;
}

/** Written in a span, or before it and still so when it began: what everybody saw at that moment. */
function inForce(eb: History, { kind, id }: RecordRef, { from, to }: PublicSpan) {
  const first = eb
    .selectFrom('history as first')
    .select((one) => one.fn.coalesce(one.fn.max('first.id'), sql<number>`0`).as('id'))
    .where('first.record_kind', '=', kind)
    .where('first.record_id', '=', id)
    .where('first.id', '<=', from);
  return eb.and([eb('id', '>=', first), ...(to === undefined ? [] : [eb('id', '<', to)])]);
}

/** Newest first. @param page.before id of the last one of the page before */
export function listVersions(
  db: Read,
  record: RecordRef,
  spans: Spans,
  page: { before?: number | undefined; limit: number },
): Promise<Version[]> {
  const query = versions(db, record, spans).orderBy('id', 'desc').limit(page.limit);
  return (page.before === undefined ? query : query.where('id', '<', page.before)).execute();
}

export function findVersion(
  db: Read,
  record: RecordRef,
  spans: Spans,
  id: number,
): Promise<Version | undefined> {
  return versions(db, record, spans).where('id', '=', id).executeTakeFirst();
}

/** The one that it replaced, among those that may be read. */
export function findVersionBefore(
  db: Read,
  record: RecordRef,
  spans: Spans,
  id: number,
): Promise<Version | undefined> {
  return versions(db, record, spans).where('id', '<', id).orderBy('id', 'desc').limit(1).executeTakeFirst();
}

/** The one that replaced it, among those that may be read. */
export async function findVersionAfter(
  db: Read,
  record: RecordRef,
  spans: Spans,
  id: number,
): Promise<number | undefined> {
  const row = await versions(db, record, spans)
    .where('id', '>', id)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/** Of all, also those that the public may not read; 0: there is none. */
export async function latestVersion(db: Read, { kind, id }: RecordRef): Promise<number> {
  const row = await db
    .selectFrom('history')
    .select('id')
    .where('record_kind', '=', kind)
    .where('record_id', '=', id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? 0;
}

/** Ask it under the record's lock: whoever writes a version holds it, so that of two who restore the second is told. */
export async function isLatestVersion(trx: Trx, record: RecordRef, id: number): Promise<boolean> {
  return (await latestVersion(trx, record)) === id;
}

/** Of a stored version, in the shape in which it was stored. */
export function contentOf({ content }: Pick<Version, 'content'>): Record<string, unknown> {
  return typeof content === 'object' && content !== null && !Array.isArray(content)
    ? (content as Record<string, unknown>)
    : {};
}
