/** Sheets of scores and rounds of votes: what stands on one is just what the file says of it. */
import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { FileGrading, FileRound, FileRubric } from '../schemas/process-file.ts';
import { aspectRow, resultRow } from './plain-rows.ts';
import { type Changes, noChanges, type Row, syncRows } from './sync-rows.ts';

type Ids = ReadonlyMap<string, string>;

const add = (total: Changes, more: Changes): void => {
  total.created += more.created;
  total.changed += more.changed;
  total.left += more.left;
  total.removed += more.removed;
};

const idIn = (ids: Ids, key: string | undefined): string => ids.get(key ?? '') ?? '';

export async function writeAspects(trx: Trx, rubrics: readonly FileRubric[], ids: Ids): Promise<Changes> {
  const rows = rubrics.flatMap(({ key, aspects }) =>
    aspects.map((aspect, at) => aspectRow(aspect, at, idIn(ids, key))),
  );
  const changes: Changes = await syncRows(trx, 'rubric_aspects', ['rubric_id', 'key'], rows);
  const gone = await trx
    .deleteFrom('rubric_aspects')
    .where('rubric_id', '=', sql<string>`any(${rubrics.map(({ key }) => idIn(ids, key))}::uuid[])`)
    .where(
      sql<boolean>`not exists (select from unnest(${rows.map((row) => row.rubric_id)}::uuid[],
        ${rows.map((row) => row.key)}::text[]) as w (r, k) where w.r = rubric_id and w.k = key)`,
    )
    .executeTakeFirst();
  return { ...changes, removed: Number(gone.numDeletedRows) };
}

export async function writeScores(
  trx: Trx,
  gradings: readonly FileGrading[],
  sheets: Ids,
  candidacies: Ids,
): Promise<Changes> {
  const total = noChanges();
  for (const { key, scores } of gradings) {
    const grading = idIn(sheets, key);
    const rows = scores.flatMap(({ candidacy, points }) =>
      Object.entries(points).map(([aspect, value]) => ({
        grading_id: grading,
        candidacy_id: idIn(candidacies, candidacy),
        aspect_key: aspect,
        value,
      })),
    );
    add(total, await syncRows(trx, 'scores', ['grading_id', 'candidacy_id', 'aspect_key'], rows));
    const gone = await trx
      .deleteFrom('scores')
      .where('grading_id', '=', grading)
      .where(
        sql<boolean>`not exists (select from unnest(${rows.map((row) => row.candidacy_id)}::uuid[],
          ${rows.map((row) => row.aspect_key)}::text[]) as w (c, a) where w.c = candidacy_id and w.a = aspect_key)`,
      )
      .executeTakeFirst();
    const printed = scores.flatMap(({ candidacy, printed_total: value }) =>
      value === undefined
        ? []
        : [{ grading_id: grading, candidacy_id: idIn(candidacies, candidacy), printed: value }],
    );
    add(total, await syncRows(trx, 'score_totals', ['grading_id', 'candidacy_id'], printed));
    const goneTotals = await trx
      .deleteFrom('score_totals')
      .where('grading_id', '=', grading)
      .where(sql<boolean>`candidacy_id <> all (${printed.map((row) => row.candidacy_id)}::uuid[])`)
      .executeTakeFirst();
    total.removed += Number(gone.numDeletedRows) + Number(goneTotals.numDeletedRows);
  }
  return total;
}

/** One round after the other: memory follows the longest, not all of them. */
export async function writeResults(
  trx: Trx,
  rounds: readonly FileRound[],
  ids: { rounds: Ids; candidacies: Ids; holders: Ids },
): Promise<{ results: Changes; ballots: Changes }> {
  const total = { results: noChanges(), ballots: noChanges() };
  for (const round of rounds) {
    const roundId = idIn(ids.rounds, round.key);
    const there = await trx
      .selectFrom('round_results')
      .select(['id', 'candidacy_id', 'option'])
      .where('round_id', '=', roundId)
      .execute();
    const known = new Map(there.map((row) => [`${row.candidacy_id ?? ''} ${row.option}`, row.id]));
    const ballots: Row[] = [];
    const rows = round.results.map((result, at) => {
      const candidacy = result.candidacy === undefined ? null : idIn(ids.candidacies, result.candidacy);
      const id = known.get(`${candidacy ?? ''} ${result.option ?? ''}`) ?? (randomUUIDv7() as string);
      for (const { holder, choice, reason = '' } of result.ballots ?? [])
        ballots.push({ result_id: id, holder_id: idIn(ids.holders, holder), choice, reason });
      return { id, round_id: roundId, candidacy_id: candidacy, ...resultRow(result, at) };
    });
    const kept = new Set(rows.map(({ id }) => id));
    const gone = there.flatMap(({ id }) => (kept.has(id) ? [] : [id]));
    total.ballots.removed += await removeBallots(trx, roundId, ballots);
    if (gone.length > 0) await trx.deleteFrom('round_results').where('id', 'in', gone).execute();
    add(total.results, await syncRows(trx, 'round_results', ['id'], rows));
    add(total.ballots, await syncRows(trx, 'ballots', ['result_id', 'holder_id'], ballots));
    total.results.removed += gone.length;
  }
  return total;
}

/** Ballots of a round that its file does not have. */
async function removeBallots(trx: Trx, roundId: string, wanted: readonly Row[]): Promise<number> {
  const gone = await sql`
    delete from ballots b using round_results r
    where r.id = b.result_id and r.round_id = ${roundId}
      and not exists (select from unnest(${wanted.map((row) => row['result_id'])}::uuid[],
        ${wanted.map((row) => row['holder_id'])}::uuid[]) as w (r, h)
        where w.r = b.result_id and w.h = b.holder_id)`.execute(trx);
  return Number(gone.numAffectedRows ?? 0);
}
