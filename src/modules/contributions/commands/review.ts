/** Taking, assigning, giving and declining reviews. One row for each reviewer, whatever is pressed how often. */
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { json } from '../../../platform/db/values.ts';
import { sealNote } from '../sealed.ts';
import type { Scores } from '../rules/review.ts';
import { type Context, lockContribution, refused, type Result } from './context.ts';

const entry = (c: Context, action: string, id: string, detail = {}) => ({
  actor: c.actor,
  action: `contributions.${action}`,
  subject: { kind: 'contribution', id },
  detail,
});

function staffId({ actor }: Context): string {
  if (actor.kind !== 'staff') throw new TypeError('Only staff reviews.');
  return actor.userId;
}

/** Reviews that count: given, or promised. */
async function countStanding(trx: Trx, id: string): Promise<number> {
  const rows = await trx
    .selectFrom('contribution_reviews')
    .select('reviewer_id')
    .where('contribution_id', '=', id)
    .where('state', '!=', 'recused')
    .execute();
  return rows.length;
}

/** A reviewer takes one that is still looking for a reader. The row's lock keeps the last place from two. */
export async function takeReview(trx: Trx, c: Context, id: string, wanted: number): Promise<Result> {
  const row = await lockContribution(trx, id);
  if (!row) return refused('not_found');
  if (row.state !== 'submitted') return refused('not_now');
  const own = await trx
    .selectFrom('contribution_reviews')
    .select('state')
    .where('contribution_id', '=', id)
    .where('reviewer_id', '=', staffId(c))
    .executeTakeFirst();
  if (own) return own.state === 'recused' ? refused('recused_before') : { ok: true };
  if ((await countStanding(trx, id)) >= wanted) return refused('enough');
  await assign(trx, c, id, [staffId(c)]);
  await audit(trx, entry(c, 'take_review', id));
  return { ok: true };
}

/** Asks others for a review; those who were asked already, or declined, stay as they are. */
export async function assignReviewers(
  trx: Trx,
  c: Context,
  id: string,
  reviewers: readonly string[],
): Promise<Result> {
  const row = await lockContribution(trx, id);
  if (!row) return refused('not_found');
  if (row.state !== 'submitted') return refused('not_now');
  await assign(trx, c, id, reviewers);
  await audit(trx, entry(c, 'assign_reviews', id, { reviewers: [...reviewers] }));
  return { ok: true };
}

async function assign(trx: Trx, c: Context, id: string, reviewers: readonly string[]): Promise<void> {
  if (reviewers.length === 0) return;
  await trx
    .insertInto('contribution_reviews')
    .values(
      reviewers.map((reviewer_id) => ({
        contribution_id: id,
        reviewer_id,
        sealed_note: null,
        assigned_at: c.now,
        given_at: null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['contribution_id', 'reviewer_id']).doNothing())
    .execute();
}

/**
 * Gives one's review, or gives it anew, until the author is told what was decided.
 * @param textVersion of the text that was read; refused as `changed` when the author changed it meanwhile
 */
export async function giveReview(
  trx: Trx,
  c: Context,
  id: string,
  review: { scores: Scores; note: string; textVersion: number },
): Promise<Result> {
  const row = await lockContribution(trx, id);
  if (!row) return refused('not_found');
  if (row.state !== 'submitted') return refused('not_now');
  if (row.text_version !== review.textVersion) return refused('changed');
  const reviewer = staffId(c);
  const given = await trx
    .updateTable('contribution_reviews')
    .set({
      state: 'given',
      scores: json({ ...review.scores }),
      sealed_note: sealNote(c.vault, id, reviewer, review.note),
      text_version: review.textVersion,
      given_at: c.now,
    })
    .where('contribution_id', '=', id)
    .where('reviewer_id', '=', reviewer)
    .where('state', '!=', 'recused')
    .executeTakeFirst();
  if (given.numUpdatedRows === 0n) return refused('not_now');
  await audit(trx, entry(c, 'give_review', id));
  return { ok: true };
}

/** A conflict of interest: what one may have written is gone, and one reads no more of it. */
export async function recuse(trx: Trx, c: Context, id: string): Promise<Result> {
  const row = await lockContribution(trx, id);
  if (!row) return refused('not_found');
  const reviewer = staffId(c);
  const blank = { state: 'recused', scores: json({}), sealed_note: null, given_at: null } as const;
  await trx
    .insertInto('contribution_reviews')
    .values({ contribution_id: id, reviewer_id: reviewer, ...blank, assigned_at: c.now })
    .onConflict((conflict) => conflict.columns(['contribution_id', 'reviewer_id']).doUpdateSet(blank))
    .execute();
  await audit(trx, entry(c, 'recuse', id));
  return { ok: true };
}

/** Hands an open review back to the pile: somebody else will read it. */
export async function handBack(trx: Trx, c: Context, id: string): Promise<Result> {
  const row = await lockContribution(trx, id);
  if (!row) return refused('not_found');
  const gone = await trx
    .deleteFrom('contribution_reviews')
    .where('contribution_id', '=', id)
    .where('reviewer_id', '=', staffId(c))
    .where('state', '=', 'assigned')
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) return refused('not_now');
  await audit(trx, entry(c, 'hand_back_review', id));
  return { ok: true };
}
