/** What is said of an institution or of one of its posts, changed under the institution's lock. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { INSTITUTION } from '../kinds.ts';
import type { Evidence } from '../tables.ts';
import {
  followStatements,
  lockInstitution,
  type LockedInstitution,
  recordChange,
  refused,
  type Result,
} from './institution-context.ts';
import { followPost } from './post-columns.ts';
import { correctSaid, decideSaid, keepBack, type SaidInput, say, withdrawSaid } from './statement-changes.ts';
import type { Subject } from './statements.ts';

/** Of which institution, and in which version somebody saw it. */
export interface Target {
  id: string;
  /** Of its posts; left out: the institution itself. */
  postId?: string | undefined;
  /** A newer one is never written over. Left out: whatever it is. */
  version?: number | undefined;
}

/** @returns what became of it: one that contradicts what is shown stands beside it */
export function sayOfInstitution(
  trx: Trx,
  act: Act,
  target: Target,
  input: SaidInput,
): Promise<Result<{ evidence: Evidence }>> {
  return change(trx, act, target, { action: 'said', source: input.place?.sourceId }, (subject) =>
    say(trx, act, subject, input),
  );
}

export function correctOfInstitution(
  trx: Trx,
  act: Act,
  target: Target,
  statementId: string,
  input: Omit<SaidInput, 'property'>,
): Promise<Result<{ evidence: Evidence }>> {
  return change(trx, act, target, { action: 'corrected', source: input.place?.sourceId }, (subject) =>
    correctSaid(trx, act, subject, statementId, input),
  );
}

export function withdrawOfInstitution(
  trx: Trx,
  act: Act,
  target: Target,
  statementId: string,
): Promise<Result> {
  return change(trx, act, target, { action: 'withdrawn' }, (subject) =>
    withdrawSaid(trx, act, subject, statementId),
  );
}

/** @param reason why this one is shown, in words for the public */
export function decideOfInstitution(
  trx: Trx,
  act: Act,
  target: Target,
  statementId: string,
  reason: string,
): Promise<Result> {
  return change(trx, { ...act, reason }, target, { action: 'decided' }, (subject) =>
    decideSaid(trx, act, subject, statementId, reason),
  );
}

/** For editors only from now on. @param reason why, for them; it is not published */
export function keepBackOfInstitution(
  trx: Trx,
  act: Act,
  target: Target,
  statementId: string,
  reason: string,
): Promise<Result> {
  return change(trx, act, target, { action: 'kept_back' }, (subject) =>
    keepBack(trx, act, subject, statementId, reason),
  );
}

/**
 * Says which institution stands above this one, as a source prints it.
 * @param parent.text as the source names it
 */
export function setParent(
  trx: Trx,
  act: Act,
  target: Target,
  { id, text, ...said }: Omit<SaidInput, 'property' | 'value'> & { id: string; text: string },
): Promise<Result<{ evidence: Evidence }>> {
  return sayOfInstitution(trx, act, target, {
    ...said,
    property: 'parent',
    value: { text, kind: INSTITUTION, id },
  });
}

async function change<T extends object>(
  trx: Trx,
  act: Act,
  target: Target,
  { action, source }: { action: string; source?: string | undefined },
  write: (subject: Subject) => Promise<Result<T>>,
): Promise<Result<T>> {
  const row = await lockInstitution(trx, target.id);
  if (!row) return refused('not_found');
  if (target.version !== undefined && target.version !== row.version) return refused('changed');
  const subject = await subjectOf(trx, row, target.postId);
  if (!subject) return refused('not_found');
  const done = await write(subject);
  if (!done.ok) return done;
  if (subject.kind === 'post') await followPost(trx, act, subject.id);
  const refusal = await followStatements(trx, act, row);
  if (refusal) return refusal;
  // A public page always has a name that a source says.
  if (row.status === 'published' && !(await hasShownName(trx, row.id)))
    return refused('incomplete', { field: 'name' });
  await recordChange(trx, act, row, action, source);
  return done;
}

async function subjectOf(
  trx: Trx,
  row: LockedInstitution,
  postId: string | undefined,
): Promise<Subject | undefined> {
  if (postId === undefined) return { kind: INSTITUTION, id: row.id };
  const post = await trx
    .selectFrom('posts')
    .select('id')
    .where('id', '=', postId)
    .where('institution_id', '=', row.id)
    .executeTakeFirst();
  return post && { kind: 'post', id: post.id };
}

async function hasShownName(trx: Trx, id: string): Promise<boolean> {
  const row = await trx
    .selectFrom('statements')
    .select('id')
    .where('subject_id', '=', id)
    .where('property', '=', 'name')
    .where('evidence', '=', 'shown')
    .executeTakeFirst();
  return row !== undefined;
}
