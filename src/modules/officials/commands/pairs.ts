/** What people decide about two records that may be one person. Each decision can be taken back. */
import { actorRef, audit } from '../../../platform/audit/audit.ts';
import type { Read, Trx } from '../../../platform/db/handles.ts';
import type { Act, Outcome, Refusal } from '../../../platform/db/outcome.ts';
import { MATCH_BANDS, type Match } from '../matching/pair.ts';
import { PERSON } from '../kinds.ts';
import type { PairDecision } from '../tables.ts';
import { recordPeople } from './person-history.ts';
import { elder, linkPeople, lockPeople, type Root, unlinkPeople } from './merge.ts';

/**
 * `not_found` · `decided`: somebody else was quicker · `one_already`: both are shown as one person · `told_apart`:
 * of two of these records somebody said that they are not the same · `no_reason`: the public reads why
 */
export type PairRefusal = 'not_found' | 'decided' | 'one_already' | 'told_apart' | 'no_reason';
export type PairResult = Outcome<{ shown?: string }, PairRefusal>;

const refuse = (refused: PairRefusal): Refusal<PairRefusal> => ({ ok: false, refused });

export interface NewPair {
  a: string;
  b: string;
  match: Match;
  importId?: string | undefined;
}

const AT_ONCE = 500;

/**
 * Puts pairs into the queue. One that is there already stays as it is, whatever was decided of it; of two that are
 * shown as one, or were told apart under other records, nobody is asked (`openPairs`).
 * @returns how many are new
 */
export async function queuePairs(trx: Trx, { now }: Act, pairs: readonly NewPair[]): Promise<number> {
  let added = 0;
  for (let from = 0; from < pairs.length; from += AT_ONCE) {
    const rows = pairs.slice(from, from + AT_ONCE).map(({ a, b, match, importId }) => ({
      one_id: a < b ? a : b,
      other_id: a < b ? b : a,
      band: match.band,
      band_rank: MATCH_BANDS.indexOf(match.band),
      score: match.score,
      reasons: match.reasons,
      decided_by: null,
      decided_at: null,
      import_id: importId ?? null,
      created_at: now,
    }));
    const made = await trx
      .insertInto('person_pairs')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['one_id', 'other_id']).doNothing())
      .returning('id')
      .execute();
    added += made.length;
  }
  return added;
}

/**
 * Puts two records beside each other that nothing brought together, for somebody to decide.
 * @returns the pair, with what was decided of it before where it was there already
 */
export async function askPair(
  trx: Trx,
  act: Act,
  [one, other]: readonly [string, string],
  match: Match,
): Promise<Outcome<{ id: string }, 'not_found' | 'one_already'>> {
  const roots = await lockPeople(trx, [one, other]);
  const [a, b] = [roots.get(one), roots.get(other)];
  if (!a || !b) return { ok: false, refused: 'not_found' };
  const [first, second] = one < other ? [one, other] : [other, one];
  const find = () =>
    trx
      .selectFrom('person_pairs')
      .select('id')
      .where('one_id', '=', first)
      .where('other_id', '=', second)
      .executeTakeFirst();
  const before = await find();
  if (before) return { ok: true, id: before.id };
  if (a.id === b.id) return { ok: false, refused: 'one_already' };
  await queuePairs(trx, act, [{ a: one, b: other, match }]);
  const pair = await find();
  if (!pair) throw new Error('the pair is not there');
  await log(trx, act, [a, b], 'asked', pair.id);
  return { ok: true, id: pair.id };
}

export interface Decision {
  decision: Exclude<PairDecision, 'open'>;
  /** Which of the two keeps its page; left out: whoever is public, then whoever was here first. */
  shown?: 'one' | 'other' | undefined;
}

/**
 * Decides a pair of the queue, with `act.reason` for the public. Under the locks of both people: of two who decide at
 * once, the second is told.
 * @returns the id of the record that is shown, where they are the same
 */
export async function decidePair(
  trx: Trx,
  act: Act,
  id: string,
  { decision, shown }: Decision,
): Promise<PairResult> {
  if (decision !== 'later' && !act.reason?.trim()) return refuse('no_reason');
  const found = await lockPair(trx, id);
  if (!found) return refuse('not_found');
  const { pair, one, other } = found;
  if (pair.decision === 'same' || pair.decision === 'not_same') return refuse('decided');
  if (one.id === other.id) return refuse('one_already');
  if (decision === 'same' && (await areToldApart(trx, one.id, other.id))) return refuse('told_apart');
  await trx
    .updateTable('person_pairs')
    .set({
      decision,
      note: act.reason ?? '',
      decided_by: actorRef(act.actor),
      decided_at: act.now,
    })
    .where('id', '=', id)
    .execute();
  if (decision !== 'same') {
    await log(trx, act, [one, other], decision, id);
    if (decision === 'not_same') await recordPeople(trx, act, shownOf(one, other), 'told_apart');
    return { ok: true };
  }
  const into = shown === 'one' ? one : shown === 'other' ? other : elder(one, other);
  await linkPeople(trx, act, { from: into === one ? other : one, into, pairId: id });
  return { ok: true, shown: into.id };
}

/** Takes a decision back: the pair stands in the queue again, and two who were shown as one are two. */
export async function reopenPair(trx: Trx, act: Act, id: string): Promise<PairResult> {
  if (!act.reason?.trim()) return refuse('no_reason');
  const found = await lockPair(trx, id);
  if (!found) return refuse('not_found');
  const { pair, one, other } = found;
  if (pair.decision === 'open') return refuse('decided');
  await trx
    .updateTable('person_pairs')
    .set({ decision: 'open', note: '', decided_by: null, decided_at: null })
    .where('id', '=', id)
    .execute();
  if (pair.decision !== 'same' || !(await unlinkPeople(trx, act, one, id)))
    await log(trx, act, [one, other], 'reopened', id);
  return { ok: true };
}

/** The people first, then the pair: in the same order wherever both are locked. */
async function lockPair(trx: Trx, id: string) {
  const seen = await trx
    .selectFrom('person_pairs')
    .select(['one_id', 'other_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!seen) return undefined;
  const roots = await lockPeople(trx, [seen.one_id, seen.other_id]);
  const pair = await trx
    .selectFrom('person_pairs')
    .select('decision')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  const [one, other] = [roots.get(seen.one_id), roots.get(seen.other_id)];
  return pair && one && other ? { pair, one, other } : undefined;
}

/** Whether somebody said “not the same” of any two records, one shown under each. */
async function areToldApart(db: Read, one: string, other: string): Promise<boolean> {
  const row = await db
    .selectFrom('person_pairs as q')
    .innerJoin('people as a', 'a.id', 'q.one_id')
    .innerJoin('people as b', 'b.id', 'q.other_id')
    .select('q.id')
    .where('q.decision', '=', 'not_same')
    .where((eb) =>
      eb.or([
        eb.and([eb('a.canonical_id', '=', one), eb('b.canonical_id', '=', other)]),
        eb.and([eb('a.canonical_id', '=', other), eb('b.canonical_id', '=', one)]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

const shownOf = (...roots: readonly Root[]): string[] =>
  roots.filter(({ status }) => status === 'published').map(({ id }) => id);

async function log(
  trx: Trx,
  act: Act,
  roots: readonly Root[],
  decision: string,
  pairId: string,
): Promise<void> {
  await audit(
    trx,
    ...roots.map(({ id }) => ({
      actor: act.actor,
      action: `officials.pair_${decision}`,
      subject: { kind: PERSON, id },
      detail: { pair: pairId },
    })),
  );
}
