/**
 * What a record cites, and for which of its fields. Several sources may print different values of one field:
 * all are kept, the record shows one of them, with the reason.
 */
import { sql } from 'kysely';
import { audit } from '../audit/audit.ts';
import type { Trx } from '../db/handles.ts';
import type { Act } from '../db/outcome.ts';
import { recordHistory } from '../history/history.ts';
import type { RecordRef } from '../links.ts';
import { type Outcome, refuse } from './outcome.ts';
import { sameValue } from './words.ts';

/** Under this kind the versions of a record's citations are kept; the id is `{kind}:{id}` of the record. */
export const CITATIONS_RECORD = 'citations';
export const citationsId = (record: RecordRef): string => `${record.kind}:${record.id}`;

/** A page can show so many notes; a record that needs more is several. */
export const MOST_CITATIONS = 200;

export interface CitationInput {
  /** Id of the source. */
  source: string;
  record: RecordRef;
  /** Name of the field; empty: the record as a whole. */
  field: string;
  /** As printed in the source; only of a field. */
  value: string;
  page: string;
  passage: string;
}

/**
 * Cites a source on a record. A value that contradicts the one shown is kept, not shown: `showValue` changes that.
 * @returns `contradicts`: there is another value of that field
 */
export async function cite(
  trx: Trx,
  act: Act,
  input: CitationInput,
): Promise<Outcome<{ id: string; contradicts: boolean }>> {
  const { record, field } = input;
  await lockCitations(trx, record);
  const source = await trx
    .selectFrom('sources')
    .select('id')
    .where('id', '=', input.source)
    .executeTakeFirst();
  if (!source) return refuse('not_found', 'source');
  const others = await citationRows(trx, record);
  if (others.length >= MOST_CITATIONS) return refuse('too_many');
  const value = field === '' ? '' : input.value;
  const contradicts = contradictsShown(others, field, value);
  const { id } = await trx
    .insertInto('citations')
    .values({
      source_id: input.source,
      record_kind: record.kind,
      record_id: record.id,
      field,
      value,
      page: input.page,
      passage: input.passage,
      shown: !contradicts,
      position: (others.at(-1)?.position ?? 0) + 1,
      created_at: act.now,
      updated_at: act.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await recordCitations(trx, act, record, 'cited', { source: input.source });
  return { ok: true, id, contradicts };
}

/** Corrects what a citation says: the value as printed, page, passage. */
export async function changeCitation(
  trx: Trx,
  act: Act,
  id: string,
  change: Pick<CitationInput, 'field' | 'value' | 'page' | 'passage'>,
): Promise<Outcome> {
  const own = await lockedCitation(trx, id);
  if (!own) return refuse('not_found');
  const { field, page, passage } = change;
  const value = field === '' ? '' : change.value;
  const others = (await citationRows(trx, own.record)).filter((row) => row.id !== id);
  const shown = !contradictsShown(others, field, value);
  // A reason is about one value among others of one field.
  const reason = shown && field === own.field && sameValue(value, own.value) ? own.reason : '';
  await trx
    .updateTable('citations')
    .set({ field, value, page, passage, shown, reason, updated_at: act.now })
    .where('id', '=', id)
    .execute();
  if (own.shown) await showWhatIsLeft(trx, own.record, own.field, act.now);
  await recordCitations(trx, act, own.record, 'changed');
  return { ok: true };
}

/** Takes a citation away. Where only one value of its field is left, that one is shown. */
export async function uncite(trx: Trx, act: Act, id: string): Promise<Outcome> {
  const own = await lockedCitation(trx, id);
  if (!own) return refuse('not_found');
  await trx.deleteFrom('citations').where('id', '=', id).execute();
  await showWhatIsLeft(trx, own.record, own.field, act.now);
  await recordCitations(trx, act, own.record, 'uncited', act.reason ? { reason: act.reason } : {});
  return { ok: true };
}

/** Takes away what a record cites that is thrown away itself: without it nobody could get at its citations any more. */
export async function forgetCitations(trx: Trx, record: RecordRef): Promise<void> {
  await lockCitations(trx, record);
  await trx
    .deleteFrom('citations')
    .where('record_kind', '=', record.kind)
    .where('record_id', '=', record.id)
    .execute();
}

/**
 * Chooses the value of a field that the record shows; the others stay beside it.
 * @param reason why this one, in words for the public; asked where values contradict each other
 */
export async function showValue(trx: Trx, act: Act, id: string, reason: string): Promise<Outcome> {
  const own = await lockedCitation(trx, id);
  if (!own) return refuse('not_found');
  if (own.field === '' || own.value === '') return refuse('missing_value');
  const rows = (await citationRows(trx, own.record)).filter((row) => row.field === own.field);
  const contradicted = rows.some((row) => row.value !== '' && !sameValue(row.value, own.value));
  if (contradicted && reason.trim() === '') return refuse('missing_reason', 'reason');
  for (const row of rows) {
    if (row.value === '') continue;
    const shown = sameValue(row.value, own.value);
    await trx
      .updateTable('citations')
      .set({ shown, reason: shown ? reason : '', updated_at: act.now })
      .where('id', '=', row.id)
      .execute();
  }
  await recordCitations(trx, act, own.record, 'shown', { reason });
  return { ok: true };
}

/** Puts a citation one place before or after. At the end of the list nothing happens. */
export async function moveCitation(
  trx: Trx,
  act: Act,
  id: string,
  direction: 'up' | 'down',
): Promise<Outcome> {
  const own = await lockedCitation(trx, id);
  if (!own) return refuse('not_found');
  const rows = await citationRows(trx, own.record);
  const at = rows.findIndex((row) => row.id === id);
  const here = rows[at];
  const there = rows[at + (direction === 'up' ? -1 : 1)];
  if (!here || !there) return { ok: true };
  await setPosition(trx, here.id, there.position);
  await setPosition(trx, there.id, here.position);
  await recordCitations(trx, act, own.record, 'moved');
  return { ok: true };
}

const setPosition = (trx: Trx, id: string, position: number) =>
  trx.updateTable('citations').set({ position }).where('id', '=', id).execute();

/** Two who cite on one record at once come one after the other. */
export async function lockCitations(trx: Trx, record: RecordRef): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`citations:${citationsId(record)}`}, 0))`.execute(
    trx,
  );
}

export interface CitationRow {
  id: string;
  source_id: string;
  field: string;
  value: string;
  page: string;
  passage: string;
  shown: boolean;
  reason: string;
  position: number;
  origin: 'desk' | 'record';
}

/** In their order; at most `MOST_CITATIONS`. */
export function citationRows(trx: Trx, record: RecordRef): Promise<CitationRow[]> {
  return trx
    .selectFrom('citations')
    .select(['id', 'source_id', 'field', 'value', 'page', 'passage', 'shown', 'reason', 'position', 'origin'])
    .where('record_kind', '=', record.kind)
    .where('record_id', '=', record.id)
    .orderBy('position')
    .orderBy('id')
    .limit(MOST_CITATIONS)
    .execute();
}

async function lockedCitation(trx: Trx, id: string) {
  const find = () =>
    trx
      .selectFrom('citations')
      .select(['record_kind', 'record_id', 'field', 'value', 'shown', 'reason'])
      .where('id', '=', id)
      .executeTakeFirst();
  const row = await find();
  if (!row) return undefined;
  const record = { kind: row.record_kind, id: row.record_id };
  await lockCitations(trx, record);
  // Read again: somebody before us may have taken it away.
  const own = await find();
  return own && { ...own, record };
}

function contradictsShown(rows: readonly CitationRow[], field: string, value: string): boolean {
  if (field === '' || value === '') return false;
  return rows.some(
    (row) => row.field === field && row.shown && row.value !== '' && !sameValue(row.value, value),
  );
}

async function showWhatIsLeft(
  trx: Trx,
  record: RecordRef,
  field: string,
  now: Temporal.Instant,
): Promise<void> {
  if (field === '') return;
  const rows = (await citationRows(trx, record)).filter((row) => row.field === field && row.value !== '');
  const [first] = rows;
  // Values that still contradict each other wait for somebody to choose.
  if (!first || rows.some((row) => !sameValue(row.value, first.value))) return;
  await trx
    .updateTable('citations')
    .set({ shown: true, reason: '', updated_at: now })
    .where(
      'id',
      'in',
      rows.map((row) => row.id),
    )
    .execute();
}

/** History for the public, audit for the organisation. */
export async function recordCitations(
  trx: Trx,
  { actor }: Act,
  record: RecordRef,
  action: 'cited' | 'changed' | 'uncited' | 'shown' | 'moved',
  told: { reason?: string; source?: string } = {},
): Promise<void> {
  const rows = await citationRows(trx, record);
  const titles = new Map(
    rows.length === 0
      ? []
      : (
          await trx
            .selectFrom('sources')
            .select(['id', 'title'])
            .where('id', 'in', [...new Set(rows.map((row) => row.source_id))])
            .execute()
        ).map((row): [string, string] => [row.id, row.title]),
  );
  const citations = rows.map((row) => ({
    source: row.source_id,
    title: titles.get(row.source_id) ?? '',
    field: row.field,
    value: row.value,
    page: row.page,
    passage: row.passage,
    shown: row.shown,
    reason: row.reason,
  }));
  const own = { kind: CITATIONS_RECORD, id: citationsId(record) };
  await recordHistory(trx, { actor, record: own, action, ...told, content: { citations } });
  await audit(trx, { actor, action: `sources.${action}`, subject: record });
}
