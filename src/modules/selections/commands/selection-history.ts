/** Versions of a process that the public can read, in the transaction of the change. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import { SELECTION, SELECTION_EVENT } from '../kinds.ts';
import { type ChangedRows, inVersions, type RowValues } from '../rules/changed-rows.ts';
import type { KindFile } from '../schemas/kind-file.ts';
import type { RowChanges } from './row-changes.ts';

/**
 * What the process itself says, its events, how many rows of each sort stand behind them, and of the rows that changed
 * what they said before and after. Rows are not repeated in every version, which is kept for ever: many of them at once
 * make several versions that follow each other.
 * @param changed of `changesSince`; left out where no row was written
 */
export async function recordSelection(
  trx: Trx,
  act: Act,
  id: string,
  action: string,
  changed: RowChanges = { groups: [], more: 0 },
): Promise<void> {
  const { spec, ...row } = await trx
    .selectFrom('selections as s')
    .innerJoin('selection_kinds as k', 'k.id', 's.kind_id')
    .select(['s.slug', 's.title', 's.summary', 's.year', 's.post', 's.seats', 's.alternates', 's.shortlist'])
    .select(['s.term_starts', 's.term_ends', 's.known_until', 's.known_note', 's.not_found'])
    .select(['k.title as kind', 'k.version as kind_version', 'k.spec'])
    .where('s.id', '=', id)
    .executeTakeFirstOrThrow();
  const events = await trx
    .selectFrom('selection_events')
    .select(['key', 'title', 'on_date', 'basis', 'effect'])
    .where('selection_id', '=', id)
    .where(
      sql<boolean>`exists (select from citations c where c.record_kind = ${SELECTION_EVENT}
        and c.record_id = selection_events.id::text and c.shown)`,
    )
    .orderBy('on_date')
    .orderBy('position')
    .execute();
  const counts = await sql<{ what: string; count: number }>`
    select 'court_actions' as what, count(*) from selection_court_actions where selection_id = ${id}
    union all select 'documents', count(*) from selection_documents where selection_id = ${id}
    union all select 'holders', count(*) from seat_holders where selection_id = ${id}
    union all select 'candidacies', count(*) from candidacies where selection_id = ${id}
    union all select 'states', count(*) from candidacy_states where selection_id = ${id}
    union all select 'rubrics', count(*) from rubrics where selection_id = ${id}
    union all select 'gradings', count(*) from gradings where selection_id = ${id}
    union all select 'objections', count(*) from candidacy_objections where selection_id = ${id}
    union all select 'checks', count(*) from selection_checks where selection_id = ${id}
    union all select 'rounds', count(*) from vote_rounds where selection_id = ${id}`.execute(trx);
  const content = {
    ...row,
    known_until: row.known_until?.toString() ?? '',
    events,
    counts: Object.fromEntries(counts.rows.map(({ what, count }) => [what, count])),
  };
  const parts = inVersions(changed.groups.map((group) => inWordsOf(spec, group)));
  await recordHistory(
    trx,
    ...parts.map((rows, at) => ({
      actor: act.actor,
      record: { kind: SELECTION, id },
      action: at === 0 ? action : 'changed',
      reason: act.reason || undefined,
      source: act.source,
      content: {
        ...content,
        ...(rows.length > 0 && { rows }),
        ...(changed.more > 0 && at === parts.length - 1 && { more_rows: changed.more }),
      },
    })),
  );
}

/** Keys of the kind as it calls them on that day: a later version of it may have others. */
function inWordsOf(spec: KindFile, { rows, ...group }: ChangedRows): ChangedRows {
  const words: Readonly<Record<string, (key: string) => string | undefined>> = {
    stage: (key) => spec.stages.find((one) => one.key === key)?.title,
    to_stage: (key) => spec.stages.find((one) => one.key === key)?.title,
    threshold: (key) => spec.thresholds.find((one) => one.key === key)?.what,
    through: (key) => spec.bodies.find((one) => one.key === key)?.name,
    group: (key) => spec.bodies.flatMap(({ parts }) => parts).find((one) => one.group === key)?.label,
  };
  const said = (values: RowValues | null): RowValues | null =>
    values &&
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, words[name]?.(String(value)) ?? value]),
    );
  return {
    ...group,
    rows: rows.map(({ line, before, after }) => ({ line, before: said(before), after: said(after) })),
  };
}
