/** What every change of a process at the desk begins and ends with. */
import { sql } from 'kysely';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act, Outcome, Refusal } from '../../../platform/db/outcome.ts';
import { touchSearch } from '../../../platform/search/touch.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { SELECTION } from '../kinds.ts';
import type { KindFile } from '../schemas/kind-file.ts';
import type { Status } from '../tables.ts';
import type { RowScope } from '../queries/row-values.ts';
import { changesSince, rowsBefore } from './row-changes.ts';
import { recordSelection } from './selection-history.ts';

export type DeskRefusal =
  | 'changed'
  | 'not_found'
  | 'not_now'
  | 'reason'
  | 'source'
  | 'source_title'
  | 'unknown_stage'
  | 'unknown_event'
  | 'follows_itself'
  | 'goes_back_where'
  | 'bad_date'
  | 'dates_reversed'
  | 'in_future'
  | 'time_without_day'
  | 'private_number'
  | 'still_used'
  | 'unknown_body'
  | 'body_twice'
  | 'unknown_group'
  | 'seat_label'
  | 'unknown_seat'
  | 'unknown_person'
  | 'other_person'
  | 'not_linked'
  | 'voted_outside'
  | 'has_votes'
  | 'private_filer'
  | 'unknown_rubric'
  | 'unknown_aspect'
  | 'aspect_label'
  | 'aspect_has_scores'
  | 'over_max'
  | 'parts_differ'
  | 'points_do_not_fit'
  | 'points_need_table'
  | 'points_over_max'
  | 'more_votes_than_members'
  | 'unknown_threshold'
  | 'more_present'
  | 'not_complete'
  | 'is_complete'
  | 'not_seated'
  | 'result_of_what'
  | 'result_twice';

export type DeskOutcome<T extends object = object> = Outcome<T, DeskRefusal>;

/** @param detail values for the words */
export const refuse = (
  refused: DeskRefusal,
  field?: string,
  detail?: Record<string, string>,
): Refusal<DeskRefusal> => ({
  ok: false,
  refused,
  ...(field !== undefined && { field }),
  ...(detail && { detail }),
});

/** A process while its change is written. */
export interface LockedSelection {
  id: string;
  title: string;
  status: Status;
  is_example: boolean;
  spec: KindFile;
}

/**
 * Imports of the process wait, and other editors.
 * @param version as the form was drawn: whoever comes second is told
 */
export async function lockSelection(
  trx: Trx,
  id: string,
  version: number,
): Promise<DeskOutcome<{ row: LockedSelection }>> {
  const named = isUuid(id)
    ? await trx.selectFrom('selections').select('slug').where('id', '=', id).executeTakeFirst()
    : undefined;
  if (!named) return refuse('not_found');
  await sql`select pg_advisory_xact_lock(hashtextextended(${`selections:${named.slug}`}, 0))`.execute(trx);
  const row = await trx
    .selectFrom('selections as s')
    .innerJoin('selection_kinds as k', 'k.id', 's.kind_id')
    .select(['s.id', 's.title', 's.status', 's.is_example', 's.version', 'k.spec'])
    .where('s.id', '=', id)
    .forUpdate('s')
    .executeTakeFirst();
  if (!row) return refuse('not_found');
  return row.version === version ? { ok: true, row } : refuse('changed');
}

/**
 * Before rows are written of which the history is to say what they were: `concludeChange` with `rows` says it.
 * @param scope undefined: what is written is new
 */
export async function lookBefore(
  trx: Trx,
  { id, status }: Pick<LockedSelection, 'id' | 'status'>,
  scope: RowScope | undefined,
): Promise<void> {
  // Drafts leave no version.
  if (status !== 'draft') await rowsBefore(trx, id, scope);
}

/** Version, audit, and where everybody may read it history and search. */
export async function concludeChange(
  trx: Trx,
  act: Act,
  { id, status }: Pick<LockedSelection, 'id' | 'status'>,
  done: {
    /** As the audit says it. */
    action: string;
    detail: Record<string, string>;
    /** As the history says it. */
    past?: string;
    /** Rows that were written, after `lookBefore`. */
    rows?: RowScope;
    touched?: readonly { kind: string; id: string }[];
  },
): Promise<void> {
  await trx
    .updateTable('selections')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: act.now }))
    .where('id', '=', id)
    .execute();
  const record = { kind: SELECTION, id };
  await audit(trx, { actor: act.actor, action: done.action, subject: record, detail: done.detail });
  if (status === 'draft' && done.past === undefined) return;
  const changed = done.rows && (await changesSince(trx, id, done.rows));
  await recordSelection(trx, act, id, done.past ?? 'changed', changed);
  await touchSearch(trx, record, ...(done.touched ?? []));
}
