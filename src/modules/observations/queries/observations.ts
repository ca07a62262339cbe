/** What was seen of a process. Each query is bounded: there is one row for each check of its kind. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { CitedSource } from '../../../platform/sources/citations.ts';
import type { AnswerCode } from '../rules/result.ts';
import type { ObservationState } from '../tables.ts';

export interface Observation {
  id: string;
  stage: string;
  check_key: string;
  answer: AnswerCode;
  evidence: string;
  observed_on: Temporal.PlainDate;
  file_id: string | null;
  state: ObservationState;
  author: string;
  reviewer: string | null;
  review_note: string;
  reviewed_at: Temporal.Instant | null;
  version: number;
  source: CitedSource | undefined;
}

/** A kind has at most 40 stages with 20 checks each. */
const MOST = 800;

/** @param shown only what somebody else has confirmed. One query. */
export async function observationsOf(
  db: Read,
  selectionId: string,
  { shown }: { shown: boolean },
): Promise<Observation[]> {
  let query = observed(db).where('o.selection_id', '=', selectionId).limit(MOST);
  if (shown) query = query.where('o.state', '=', 'confirmed');
  return (await query.execute()).map(asObservation);
}

/** What was answered to one check, by whoever. One query. */
export async function findObservation(
  db: Read,
  selectionId: string,
  stage: string,
  check: string,
): Promise<Observation | undefined> {
  const row = await observed(db)
    .where('o.selection_id', '=', selectionId)
    .where('o.stage', '=', stage)
    .where('o.check_key', '=', check)
    .executeTakeFirst();
  return row && asObservation(row);
}

const observed = (db: Read) =>
  db
    .selectFrom('observations as o')
    .leftJoin('sources as s', 's.id', 'o.source_id')
    .select(['o.id', 'o.stage', 'o.check_key', 'o.answer', 'o.evidence', 'o.observed_on', 'o.file_id'])
    .select(['o.state', 'o.author', 'o.reviewer', 'o.review_note', 'o.reviewed_at', 'o.version'])
    .select(['s.id as source_id', 's.address', 's.title', 's.publisher', 's.date_printed', 's.date_from'])
    .select(['s.date_precision', 's.lang', 's.kind']);

type Row = Awaited<ReturnType<ReturnType<typeof observed>['execute']>>[number];

function asObservation(row: Row): Observation {
  const {
    source_id,
    address,
    title,
    publisher,
    date_printed,
    date_from,
    date_precision,
    lang,
    kind,
    ...own
  } = row;
  return {
    ...own,
    source:
      source_id === null
        ? undefined
        : {
            id: source_id,
            address,
            title: title ?? '',
            publisher: publisher ?? '',
            date_printed: date_printed ?? '',
            date_from,
            date_precision,
            lang: lang ?? 'es',
            kind: kind ?? 'other',
          },
  };
}

/** How many answers of each process wait for somebody else than this person. One query. */
export async function waitingFor(db: Read, author: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('observations')
    .select(['selection_id', sql<number>`count(*)::int`.as('waiting')])
    .where('state', '=', 'waiting')
    .where('author', '<>', author)
    .groupBy('selection_id')
    .execute();
  return new Map(rows.map((row) => [row.selection_id, row.waiting]));
}
