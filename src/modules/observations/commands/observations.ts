/** An observer answers a check; somebody else looks at it. */
import { actorRef, audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act, Outcome } from '../../../platform/db/outcome.ts';
import { useFiles } from '../../../platform/files/uses.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import { OBSERVATION } from '../kind.ts';
import type { AnswerCode } from '../rules/result.ts';

export type ObservationRefusal = 'changed' | 'evidence' | 'proof' | 'own' | 'not_found' | 'not_now' | 'note';

type Result<T extends object = object> = Outcome<T, ObservationRefusal>;

const refuse = (refused: ObservationRefusal, field?: string) =>
  field === undefined ? ({ ok: false, refused } as const) : ({ ok: false, refused, field } as const);

/** Of a process: the keys of stage and check are those of its kind, which the caller has looked up. */
export interface CheckRef {
  selectionId: string;
  stage: string;
  check: string;
}

export interface Seen {
  answer: AnswerCode;
  evidence: string;
  observedOn: Temporal.PlainDate;
  sourceId: string | undefined;
  fileId: string | undefined;
  /** As the form was drawn; 0: there was no answer yet. */
  version: number;
}

/** Writes the answer. Whoever looked at the one before has not looked at this one: it waits again. */
export async function answerCheck(
  trx: Trx,
  act: Act,
  { selectionId, stage, check }: CheckRef,
  seen: Seen,
): Promise<Result<{ id: string }>> {
  if (seen.answer !== 'not_observed') {
    if (seen.evidence.trim() === '') return refuse('evidence', 'evidence');
    if (!seen.sourceId && !seen.fileId) return refuse('proof', 'address');
  }
  if (seen.fileId && (await useFiles(trx, [seen.fileId])).length > 0) return refuse('proof', 'address');
  const values = {
    answer: seen.answer,
    evidence: seen.evidence,
    observed_on: seen.observedOn,
    source_id: seen.sourceId ?? null,
    file_id: seen.fileId ?? null,
    state: 'waiting' as const,
    author: actorRef(act.actor),
    reviewer: null,
    review_note: '',
    reviewed_at: null,
    updated_at: act.now,
  };
  const where = { selection_id: selectionId, stage, check_key: check };
  // Two who answer one check at once: the second sees what the first has written.
  const made =
    seen.version === 0
      ? await trx
          .insertInto('observations')
          .values({ ...where, ...values, created_at: act.now })
          .onConflict((conflict) => conflict.columns(['selection_id', 'stage', 'check_key']).doNothing())
          .returning('id')
          .executeTakeFirst()
      : await trx
          .updateTable('observations')
          .set((eb) => ({ ...values, version: eb('version', '+', 1) }))
          .where('selection_id', '=', selectionId)
          .where('stage', '=', stage)
          .where('check_key', '=', check)
          .where('version', '=', seen.version)
          .returning('id')
          .executeTakeFirst();
  if (!made) return refuse('changed');
  await audit(trx, {
    actor: act.actor,
    action: 'observations.answer',
    subject: { kind: OBSERVATION, id: made.id },
    detail: { answer: seen.answer },
  });
  return { ok: true, id: made.id };
}

/** A second pair of eyes: nobody looks at their own answer. What is confirmed is public, and has a past from then on. */
export async function reviewObservation(
  trx: Trx,
  act: Act,
  id: string,
  { review, note, version }: { review: 'confirmed' | 'returned'; note: string; version: number },
): Promise<Result> {
  const row = await trx
    .selectFrom('observations')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return refuse('not_found');
  if (row.version !== version) return refuse('changed');
  if (row.state !== 'waiting') return refuse('not_now');
  if (row.author === actorRef(act.actor)) return refuse('own');
  if (review === 'returned' && note.trim() === '') return refuse('note', 'note');
  await trx
    .updateTable('observations')
    .set({
      state: review,
      reviewer: actorRef(act.actor),
      review_note: note,
      reviewed_at: act.now,
      version: row.version + 1,
      updated_at: act.now,
    })
    .where('id', '=', id)
    .execute();
  await audit(trx, {
    actor: act.actor,
    action: 'observations.review',
    subject: { kind: OBSERVATION, id },
    detail: { review },
  });
  if (review === 'confirmed')
    await recordHistory(trx, {
      actor: act.actor,
      record: { kind: OBSERVATION, id },
      action: 'published',
      source: row.source_id ?? undefined,
      content: {
        stage: row.stage,
        check: row.check_key,
        answer: row.answer,
        evidence: row.evidence,
        observed_on: row.observed_on.toString(),
        file: row.file_id,
      },
    });
  return { ok: true };
}
