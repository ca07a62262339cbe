/**
 * Versions of every record that the public can see: what it said, who changed it in which role, when
 * and why. Written in the transaction of the change, shown to the public.
 */
import { type Generated, sql } from 'kysely';
import type { Actor, Role } from '../access/access.ts';
import { actorRef } from '../audit/audit.ts';
import type { Trx } from '../db/handles.ts';
import type { RecordRef } from '../links.ts';

export interface HistoryTable {
  id: Generated<number>;
  at: Generated<Temporal.Instant>;
  record_kind: string;
  record_id: string;
  actor: string;
  /** The role is public, the person is not. */
  actor_role: string;
  /** Code of what happened: `created`, `changed`, `published`, `postponed`, `cancelled` … */
  action: string;
  reason: string | null;
  /** Id of the source that says so. */
  source_id: string | null;
  /** What the record is a part of, also after it was removed from it: the edition of a session. */
  within_kind: string | null;
  within_id: string | null;
  /** The public content after the change. */
  content: unknown;
}

declare module '../db/handles.ts' {
  interface Database {
    history: HistoryTable;
  }
}

export interface HistoryEntry {
  actor: Actor;
  record: RecordRef;
  /** What it is a part of, whose history tells of it too. */
  within?: RecordRef | undefined;
  action: string;
  reason?: string | undefined;
  /** Id of the source on which the change rests. */
  source?: string | undefined;
  content: Record<string, unknown>;
}

function roleOf(actor: Actor): Role | 'system' | 'anonymous' {
  if (actor.kind === 'staff') return actor.roles[0] ?? 'editor';
  return actor.kind;
}

/** One statement for all entries. Call it in the transaction of the change; what goes into `content` is public. */
export async function recordHistory(trx: Trx, ...entries: readonly HistoryEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await trx
    .insertInto('history')
    .values(
      entries.map((e) => ({
        record_kind: e.record.kind,
        record_id: e.record.id,
        actor: actorRef(e.actor),
        actor_role: roleOf(e.actor),
        action: e.action,
        reason: e.reason ?? null,
        source_id: e.source ?? null,
        within_kind: e.within?.kind ?? null,
        within_id: e.within?.id ?? null,
        content: sql`${JSON.stringify(e.content)}::jsonb`,
      })),
    )
    .execute();
}

/**
 * Takes back what one version said and why: what should never have been written there, a telephone number, a name.
 * That there was one, and when, stays.
 * @returns false when it is none of this record's
 */
export async function blankVersion(trx: Trx, record: RecordRef, version: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('history')
    .set(BLANK)
    .where('id', '=', version)
    .where('record_kind', '=', record.kind)
    .where('record_id', '=', record.id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Takes back why the newest version was written, and on what it rests: what it says is in force, and is changed in the
 * record itself.
 * @returns false when it is none of this record's
 */
export async function blankReason(trx: Trx, record: RecordRef, version: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('history')
    .set({ reason: null, source_id: null })
    .where('id', '=', version)
    .where('record_kind', '=', record.kind)
    .where('record_id', '=', record.id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Takes words back out of one field of every version of a record: a part of it is not shown any more, the rest is.
 * @param instead stands where they stood
 */
export async function takeWordsBack(
  trx: Trx,
  record: RecordRef,
  { field, words, instead }: { field: string; words: string; instead: string },
): Promise<void> {
  await trx
    .updateTable('history')
    .set({
      content: sql`jsonb_set(content, array[${field}], to_jsonb(replace(content ->> ${field}, ${words}, ${instead})))`,
    })
    .where('record_kind', '=', record.kind)
    .where('record_id', '=', record.id)
    .where(sql<boolean>`strpos(content ->> ${field}, ${words}) > 0`)
    .execute();
}

const BLANK = { content: sql`'{}'::jsonb`, reason: null, source_id: null };

/**
 * Takes back what every version of a record said and why: for what was public by somebody's consent that they
 * withdrew. That there were versions, and when, stays. Call it after the last entry of the record.
 */
export async function blankHistory(trx: Trx, record: RecordRef): Promise<void> {
  await trx
    .updateTable('history')
    .set(BLANK)
    .where('record_kind', '=', record.kind)
    .where('record_id', '=', record.id)
    .execute();
}
