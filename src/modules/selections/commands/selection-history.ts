/** Versions of a process that the public can read, in the transaction of the change. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import { SELECTION, SELECTION_EVENT } from '../kinds.ts';

/**
 * What the process itself says, its events, and how many rows of each sort stand behind them. The rows of people are
 * counted, not repeated: they have their own pages, and a version is kept for ever.
 */
export async function recordSelection(trx: Trx, act: Act, id: string, action: string): Promise<void> {
  const row = await trx
    .selectFrom('selections as s')
    .innerJoin('selection_kinds as k', 'k.id', 's.kind_id')
    .select(['s.slug', 's.title', 's.summary', 's.year', 's.post', 's.seats', 's.alternates', 's.shortlist'])
    .select(['s.term_starts', 's.term_ends', 's.known_until', 's.known_note', 's.not_found'])
    .select(['k.title as kind', 'k.version as kind_version'])
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
  await recordHistory(trx, {
    actor: act.actor,
    record: { kind: SELECTION, id },
    action,
    reason: act.reason || undefined,
    source: act.source,
    content: {
      ...row,
      known_until: row.known_until?.toString() ?? '',
      events,
      counts: Object.fromEntries(counts.rows.map(({ what, count }) => [what, count])),
    },
  });
}
