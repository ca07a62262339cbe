/** So many hands in a meeting, so many lines on a sheet: what somebody of the organisation saw, with where and when. */
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { isPublic } from '../rules/proposal.ts';
import type { Attested } from '../tables.ts';
import { type Context, lockProposal, refused, type Result } from './context.ts';
import { noteAct } from './public-record.ts';

export interface Attestation {
  kind: Attested;
  seen: number;
  discarded: number;
  /** Why some do not count, in words for the public. */
  reason: string;
  place: string;
  onDate: Temporal.PlainDate;
}

export async function attest(trx: Trx, c: Context, id: string, a: Attestation): Promise<Result> {
  const row = await lockProposal(trx, id);
  if (!row) return refused('not_found');
  if (!isPublic(row.state)) return refused('not_now');
  const same = await trx
    .selectFrom('proposal_attestations')
    .select('id')
    .where('proposal_id', '=', id)
    .where('kind', '=', a.kind)
    .where('seen', '=', a.seen)
    .where('place', '=', a.place)
    .where('on_date', '=', a.onDate)
    .where('taken_back_at', 'is', null)
    .executeTakeFirst();
  // A double click; two of the same in one place on one day would be told apart by their place.
  if (same) return { ok: true };
  await trx
    .insertInto('proposal_attestations')
    .values({
      proposal_id: id,
      kind: a.kind,
      seen: a.seen,
      discarded: a.discarded,
      reason: a.reason,
      place: a.place,
      on_date: a.onDate,
      actor: actorRef(c.actor),
      created_at: c.now,
      taken_back_at: null,
    })
    .execute();
  await noteAct(trx, c, id, 'attest', { kind: a.kind, seen: a.seen, discarded: a.discarded });
  return { ok: true };
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
  await noteAct(trx, c, id, 'take_attestation_back');
  return { ok: true };
}
