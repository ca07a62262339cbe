/**
 * A text that was sent becomes a better one, by its authors and whoever helps them, as long as few stand behind it; later
 * they only add to it. What everybody reads gets a version; what waits, or is hidden, stays sealed.
 */
import { sql } from 'kysely';
import type { Read, Trx } from '../../../platform/db/handles.ts';
import type { Outcome } from '../../../platform/db/outcome.ts';
import { isPublic } from '../rules/proposal.ts';
import { openText, type ProposalText } from '../sealed.ts';
import { type Context, lockProposal, refused, type RefusedCode, type Result } from './context.ts';
import { inTheOpen, noteAct, recordVersion, sealedAway } from './public-record.ts';

export interface Revision {
  /** As when whoever decides read it. */
  textVersion: number;
  text: ProposalText;
  /** In words for the public. */
  reason: string;
  /** From so many supports on it changes no more; nor once it was put to an institution. */
  frozenFrom: number;
}

/**
 * How many support it, counted from the rows and not from what the sweep has added up: whoever asks under the
 * proposal's lock, which attestations wait for too, knows it exactly.
 * @returns by mail at most `limit`, and all that was attested
 */
export async function countSupporters(db: Read, id: string, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select coalesce(sum(seen - discarded), 0) from proposal_attestations
        where proposal_id = ${id}::uuid and taken_back_at is null)::int
      + (select count(*) from (select 1 from proposal_supports
        where proposal_id = ${id}::uuid and state = 'confirmed' limit ${limit}) as some_of_them)::int as count`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** @returns whether everybody reads it, and how many supported it before, exactly. The same text is no version */
export async function reviseText(
  trx: Trx,
  c: Context,
  id: string,
  r: Revision,
): Promise<Outcome<{ isPublic: boolean; supports: number }, RefusedCode | 'frozen'>> {
  const row = await lockProposal(trx, id);
  if (!row || row.number === null || row.state === 'withdrawn') return refused('not_now');
  if (row.text_version !== r.textVersion) return refused('changed');
  const before = openText(c.vault, row);
  if (!before) return refused('unreadable');
  const supports = await countSupporters(trx, id, r.frozenFrom);
  if (row.frozen_at !== null || supports >= r.frozenFrom) return { ok: false, refused: 'frozen' };
  const seen = isPublic(row.state);
  const { title, problem, affected, summary } = r.text;
  const text = { title, problem, affected, summary };
  if (JSON.stringify(text) === JSON.stringify(before)) return { ok: true, isPublic: seen, supports };
  await trx
    .updateTable('proposals')
    .set({
      ...(seen ? await inTheOpen(trx, text) : sealedAway(c, id, text)),
      text_version: row.text_version + 1,
      version: row.version + 1,
      updated_at: c.now,
    })
    .where('id', '=', id)
    .execute();
  if (seen) await recordVersion(trx, c, row, text, { action: 'revised', reason: r.reason, supports });
  await noteAct(trx, c, id, 'revise');
  return { ok: true, isPublic: seen, supports };
}

/**
 * From now on its text is what an institution was asked about. The first time counts; under the proposal's lock, which
 * `reviseText` waits for too, so that nobody changes the words between the question and its mail.
 */
export async function freezeText(trx: Trx, id: string, now: Temporal.Instant): Promise<void> {
  await trx
    .updateTable('proposals')
    .set({ frozen_at: now })
    .where('id', '=', id)
    .where('frozen_at', 'is', null)
    .execute();
}

/**
 * A version for what was added below a text that changes no more.
 * @param amendments all that everybody reads now, with their numbers; empty when the last one was taken away
 */
export async function recordAmendments(
  trx: Trx,
  c: Context,
  id: string,
  amendments: string,
): Promise<Result> {
  const row = await lockProposal(trx, id);
  const text = row && isPublic(row.state) ? openText(c.vault, row) : undefined;
  if (!row || !text) return refused('not_now');
  await trx
    .updateTable('proposals')
    .set({ version: row.version + 1, updated_at: c.now })
    .where('id', '=', id)
    .execute();
  await recordVersion(trx, c, row, text, { action: 'amended', amendments });
  await noteAct(trx, c, id, 'amend');
  return { ok: true };
}
