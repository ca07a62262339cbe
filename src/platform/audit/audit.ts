/**
 * Who did what to which record, and when: written in the transaction of the change. For the
 * organisation's eyes. Carries ids and codes, never names, addresses or answers of those who take part.
 */
import { type Generated, sql } from 'kysely';
import type { Actor } from '../access/access.ts';
import type { Read, Trx } from '../db/handles.ts';
import type { RecordRef } from '../links.ts';

export interface AuditTable {
  id: Generated<number>;
  at: Generated<Temporal.Instant>;
  /** `staff:{id}`, `system:{what}` or `anonymous`. */
  actor: string;
  /** `{module}.{verb}`. */
  action: string;
  subject_kind: string;
  subject_id: string;
  /** Plain facts of the change: states, counts, codes. */
  detail: unknown;
}

declare module '../db/handles.ts' {
  interface Database {
    audit_log: AuditTable;
  }
}

export interface AuditEntry {
  actor: Actor;
  action: string;
  subject: RecordRef;
  detail?: Record<string, string | number | boolean | null | readonly string[]>;
}

/** The name under which an actor stands in audit and history. */
export function actorRef(actor: Actor): string {
  if (actor.kind === 'staff') return `staff:${actor.userId}`;
  return actor.kind === 'system' ? `system:${actor.what}` : 'anonymous';
}

/** Writes entries in one statement. */
export async function audit(trx: Trx, ...entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await trx
    .insertInto('audit_log')
    .values(
      entries.map((e) => ({
        actor: actorRef(e.actor),
        action: e.action,
        subject_kind: e.subject.kind,
        subject_id: e.subject.id,
        detail: sql`${JSON.stringify(e.detail ?? {})}::jsonb`,
      })),
    )
    .execute();
}

/** Newest first, paged by key. @param before id of the last entry of the page before */
export async function listAudit(db: Read, options: { before?: number; limit: number; subject?: RecordRef }) {
  let query = db.selectFrom('audit_log').selectAll().orderBy('id', 'desc').limit(options.limit);
  if (options.before !== undefined) query = query.where('id', '<', options.before);
  if (options.subject) {
    query = query
      .where('subject_kind', '=', options.subject.kind)
      .where('subject_id', '=', options.subject.id);
  }
  return query.execute();
}
