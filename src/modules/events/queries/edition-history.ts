/** What happened to an edition and to the sessions that it has or had, in one list. */
import type { Database, Read } from '../../../platform/db/handles.ts';
import { type ExpressionBuilder, sql } from 'kysely';
import type { Spans } from '../../../platform/history/versions.ts';

type History = ExpressionBuilder<Database & { h: Database['history'] }, 'h'>;

export type EditionHistoryRow = Awaited<ReturnType<typeof listEditionHistory>>[number];

/**
 * Newest first, one statement whatever their number, each with what the record said before.
 * @param spans while the edition was public: what it said as a draft is nobody's business; undefined: all, for the back office
 */
export function listEditionHistory(
  db: Read,
  eventId: string,
  spans: Spans,
  page: { before: number | undefined; limit: number },
) {
  const { before, limit } = page;
  const rows = db
    .selectFrom('history as h')
    .select([
      'h.id',
      'h.at',
      'h.actor_role',
      'h.action',
      'h.reason',
      'h.record_kind',
      'h.record_id',
      'h.content',
    ])
    .where((eb) => shown(eb, spans, before))
    .orderBy('h.id', 'desc')
    .limit(limit);
  // Each half by its own index, the newest first, and no more of it than can be shown.
  const own = rows.where('h.record_kind', '=', 'event').where('h.record_id', '=', eventId);
  const parts = rows
    .where('h.within_kind', '=', 'event')
    .where('h.within_id', '=', eventId)
    .where('h.record_kind', '=', 'event_session');
  return db
    .selectFrom(sql<Row>`(select * from (${own}) a union all select * from (${parts}) b)`.as('v'))
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('history as p')
          .select('p.content as earlier')
          .whereRef('p.record_kind', '=', 'v.record_kind')
          .whereRef('p.record_id', '=', 'v.record_id')
          .whereRef('p.id', '<', 'v.id')
          .orderBy('p.id', 'desc')
          .limit(1)
          .as('p'),
      (join) => join.onTrue(),
    )
    .selectAll('v')
    .select('p.earlier')
    .orderBy('v.id', 'desc')
    .limit(limit)
    .execute();
}

/** Older than `before`, and written in one of the spans. */
function shown(eb: History, spans: Spans, before: number | undefined) {
  const within = spans?.map(({ from, to }) =>
    eb.and([eb('h.id', '>=', from), ...(to === undefined ? [] : [eb('h.id', '<', to)])]),
  );
  return eb.and([
    ...(before === undefined ? [] : [eb('h.id', '<', before)]),
    ...(within ? [eb.or(within)] : []),
  ]);
}

interface Row {
  id: number;
  at: Temporal.Instant;
  actor_role: string;
  action: string;
  reason: string | null;
  record_kind: string;
  record_id: string;
  content: unknown;
}
