/** Corrections that wait beside the published text until somebody else publishes them. */
import { randomUUIDv7 } from 'node:crypto';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { json } from '../../../platform/db/values.ts';
import type { Prepared } from '../prepared.ts';
import { refusalOf, refusalOfCorrection } from '../rules/workflow.ts';
import type { StoredFields } from '../tables.ts';
import { houseOf, lockPublication, recordDeed, refused, type Result, subjectOf, whoOf } from './context.ts';
import { store } from './write.ts';

/**
 * Hands a correction to whoever may publish it. One that the same person had waiting is replaced.
 * Its reason and its source stand in the act.
 * @param correction.fields of the editor's form, read already and found right
 */
export async function proposeCorrection(
  trx: Trx,
  act: Act,
  id: string,
  correction: { fields: StoredFields; version: number },
): Promise<Result<{ correction: string }>> {
  const row = await lockPublication(trx, id);
  if (!row) return refused('not_found');
  const who = whoOf(act);
  const why = refusalOf('propose', subjectOf(row), who, await houseOf(trx));
  if (why) return refused(why);
  if (row.version !== correction.version) return refused('changed');
  await trx
    .deleteFrom('publication_corrections')
    .where('publication_id', '=', id)
    .where('written_by', '=', who.ref)
    .where('state', '=', 'open')
    .execute();
  const key = randomUUIDv7();
  await trx
    .insertInto('publication_corrections')
    .values({
      id: key,
      publication_id: id,
      base_version: correction.version,
      fields: json(correction.fields),
      reason: act.reason ?? '',
      source_id: act.source ?? null,
      written_by: who.ref,
      created_at: act.now,
      decided_at: null,
    })
    .execute();
  await recordDeed(trx, act, id, 'proposed');
  return { ok: true, correction: key };
}

function lockCorrection(trx: Trx, publicationId: string, id: string) {
  return trx
    .selectFrom('publication_corrections')
    .selectAll()
    .where('publication_id', '=', publicationId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst();
}

/** Publishes a correction, unless somebody changed the publication since it was written. */
export async function publishCorrection(
  trx: Trx,
  act: Act,
  id: string,
  { correction: key, prepared }: { correction: string; prepared: Prepared },
): Promise<Result<{ version: number }>> {
  const row = await lockPublication(trx, id);
  const correction = row && (await lockCorrection(trx, id, key));
  if (!row || !correction) return refused('not_found');
  const proposed = { writtenBy: correction.written_by };
  const refusal = refusalOfCorrection(proposed, subjectOf(row), whoOf(act), await houseOf(trx));
  if (refusal) return refused(refusal);
  const { base_version: version, reason, source_id: source } = correction;
  const why = { reason, ...(source !== null && { source }) };
  const stored = await store(trx, { ...act, ...why }, row, { prepared, version });
  if (!stored.ok) return stored;
  // Its text is of who wrote it, not of who let it out.
  await trx
    .updateTable('publications')
    .set({ written_by: correction.written_by })
    .where('id', '=', id)
    .execute();
  await decide(trx, act, key, 'published', '');
  return stored;
}

export async function returnCorrection(
  trx: Trx,
  act: Act,
  id: string,
  { correction: key, note }: { correction: string; note: string },
): Promise<Result> {
  const row = await lockPublication(trx, id);
  const correction = row && (await lockCorrection(trx, id, key));
  if (!row || !correction) return refused('not_found');
  const who = whoOf(act);
  // Its writer may take it back.
  if (!who.mayPublish && correction.written_by !== who.ref) return refused('forbidden');
  await decide(trx, act, key, 'returned', note);
  await recordDeed(trx, act, id, 'correction_returned');
  return { ok: true };
}

async function decide(
  trx: Trx,
  { now }: Act,
  id: string,
  state: 'published' | 'returned',
  note: string,
): Promise<void> {
  await trx
    .updateTable('publication_corrections')
    .set({ state, note, decided_at: now })
    .where('id', '=', id)
    .execute();
}
