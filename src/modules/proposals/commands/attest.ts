/** So many hands in a meeting, so many lines on a sheet: what somebody of the organisation saw, with where and when. */
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Outcome } from '../../../platform/db/outcome.ts';
import { isPublic } from '../rules/proposal.ts';
import type { Attested } from '../tables.ts';
import { type Context, lockProposal, refused, type RefusedCode, type Result } from './context.ts';
import { relistProposals } from './listings.ts';
import { noteAct } from './public-record.ts';

export interface Attestation {
  kind: Attested;
  seen: number;
  discarded: number;
  /** Why some do not count, in words for the public. */
  reason: string;
  place: string;
  onDate: Temporal.PlainDate;
  /** Code of the sheet of paper on which they stand; one sheet is noted once. */
  sheet?: string | undefined;
}

/**
 * @returns the id of what is noted: of the same noted twice, the first; `differs`: the same hands or lines are noted with
 * another count of what does not count, which is to be taken back first
 */
export async function attest(
  trx: Trx,
  c: Context,
  id: string,
  a: Attestation,
): Promise<Outcome<{ id: string }, RefusedCode | 'differs'>> {
  const { sheet = '' } = a;
  const row = await lockProposal(trx, id);
  if (!row) return refused('not_found');
  if (!isPublic(row.state)) return refused('not_now');
  const same = await trx
    .selectFrom('proposal_attestations')
    .select(['id', 'discarded', 'reason'])
    .where('proposal_id', '=', id)
    .where('kind', '=', a.kind)
    .where('seen', '=', a.seen)
    .where('place', '=', a.place)
    .where('on_date', '=', a.onDate)
    .where('sheet', '=', sheet)
    .where('taken_back_at', 'is', null)
    .executeTakeFirst();
  // A double click; two of the same in one place on one day would be told apart by their place.
  if (same)
    return same.discarded === a.discarded && same.reason === a.reason
      ? { ok: true, id: same.id }
      : { ok: false, refused: 'differs' };
  const made = await trx
    .insertInto('proposal_attestations')
    .values({
      proposal_id: id,
      kind: a.kind,
      seen: a.seen,
      discarded: a.discarded,
      reason: a.reason,
      place: a.place,
      on_date: a.onDate,
      sheet,
      actor: actorRef(c.actor),
      created_at: c.now,
      taken_back_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await relistProposals(trx, [id]);
  await noteAct(trx, c, id, 'attest', { kind: a.kind, seen: a.seen, discarded: a.discarded });
  return { ok: true, id: made.id };
}

/** It stays in the record as taken back; it counts no more. Done twice it is done once. */
export async function takeAttestationBack(
  trx: Trx,
  c: Context,
  id: string,
  attestationId: string,
): Promise<Result> {
  await lockProposal(trx, id);
  await trx
    .updateTable('proposal_attestations')
    .set({ taken_back_at: c.now })
    .where('id', '=', attestationId)
    .where('proposal_id', '=', id)
    .where('taken_back_at', 'is', null)
    .execute();
  await relistProposals(trx, [id]);
  await noteAct(trx, c, id, 'take_attestation_back');
  return { ok: true };
}
