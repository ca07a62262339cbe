/** A proposal, or several, becomes a project: made, changed, published, stopped, taken out of what is public. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { freeSlug, slugOf } from '../../../platform/slug.ts';
import { relistProposalsOf } from './listing.ts';
import { lockProject, noteMilestone, noteProject, refused, type Result } from './context.ts';
import { noteTurn } from './turns.ts';
import { type ProposalWords, refuseCopied, refuseCopiedIn, refuseSaid } from './own-words.ts';

type ProjectRow = NonNullable<Awaited<ReturnType<typeof lockProject>>>;

export interface ProjectInput {
  title: string;
  summary: string;
  /** Numbers of proposals. */
  proposals: readonly number[];
  answerId: string | undefined;
  /** Left out: the organisation itself. */
  institutionId: string | undefined;
  personId: string | undefined;
  results: string;
}

/**
 * A draft.
 * @param id drawn with the form: sent twice it is made once
 */
export async function createProject(
  trx: Trx,
  act: Act,
  id: string,
  input: ProjectInput,
): Promise<Result<{ id: string }>> {
  const linked = await linkable(trx, input, new Set());
  if (!linked.ok) return linked;
  const made = await trx
    .insertInto('projects')
    .values({
      id,
      slug: await slugFor(trx, input.title),
      status: 'draft',
      ...columnsOf(input),
      results_at: input.results === '' ? null : act.now,
      stopped_at: null,
      published_at: null,
      created_at: act.now,
      updated_at: act.now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return { ok: true, id };
  await link(trx, act, id, linked.ids);
  await noteProject(trx, act, { id, status: 'draft' }, 'created');
  return { ok: true, id };
}

/** @param version as when the form was drawn */
export async function saveProject(
  trx: Trx,
  act: Act,
  id: string,
  version: number,
  input: ProjectInput,
): Promise<Result> {
  const row = await lockProject(trx, id);
  if (!row) return refused('not_found');
  if (row.version !== version) return refused('changed');
  const before = await trx
    .selectFrom('project_proposals')
    .select('proposal_id')
    .where('project_id', '=', id)
    .execute();
  const known = new Set(before.map((one) => one.proposal_id));
  const linked = await linkable(trx, input, known);
  if (!linked.ok) return linked;
  const said = await refuseSaid(trx, id, linked.added);
  if (said) return said;
  await trx
    .updateTable('projects')
    .set({
      ...columnsOf(input),
      results_at: input.results === row.results ? row.results_at : input.results === '' ? null : act.now,
      version: version + 1,
      updated_at: act.now,
    })
    .where('id', '=', id)
    .execute();
  if (input.results === '' && row.results !== '') await noteTurn(trx, act, row, 'no_results');
  const staying = new Set(linked.ids);
  await unlink(
    trx,
    act,
    row,
    [...known].filter((one) => !staying.has(one)),
  );
  await link(trx, act, id, linked.ids);
  await relistProposalsOf(trx, id, [...known]);
  await noteProject(trx, act, row, 'changed');
  return { ok: true };
}

const columnsOf = (input: ProjectInput) => ({
  title: input.title,
  summary: input.summary,
  institution_id: input.institutionId ?? null,
  person_id: input.personId ?? null,
  answer_id: input.answerId ?? null,
  results: input.results,
});

/**
 * Everybody may read them, or they stood there before; the answer was given to one of them; and what the project says is
 * not copied from them.
 */
async function linkable(
  trx: Trx,
  input: ProjectInput,
  known: ReadonlySet<string>,
): Promise<Result<{ ids: string[]; added: ProposalWords[] }>> {
  const { proposals, answerId } = input;
  const rows = await trx
    .selectFrom('proposals')
    .select(['id', 'title', 'problem', 'affected', 'summary'])
    .where(sql<boolean>`number = any(${[...proposals]}::integer[])`)
    .forShare()
    .execute();
  const fit = rows.filter(({ id, title }) => title !== null || known.has(id)).map(({ id }) => id);
  if (fit.length === 0 || fit.length < new Set(proposals).size) return refused('not_public', 'proposals');
  if (answerId !== undefined) {
    const given = await trx
      .selectFrom('answers as n')
      .innerJoin('asks as a', 'a.id', 'n.ask_id')
      .select('n.id')
      .where('n.id', '=', answerId)
      .where('a.proposal_id', 'in', fit)
      .executeTakeFirst();
    if (!given) return refused('other_answer', 'answer');
  }
  const { title, summary, results } = input;
  const added = rows.filter(({ id }) => !known.has(id));
  return refuseCopied({ title, summary, results }, rows) ?? { ok: true, ids: fit, added };
}

/** Those that stand in it already keep the moment since which they do. */
const link = (trx: Trx, { now: linked_at }: Act, project_id: string, ids: readonly string[]) =>
  trx
    .insertInto('project_proposals')
    .values(ids.map((proposal_id) => ({ project_id, proposal_id, linked_at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();

/** Who follows them was told that they became this project; where nobody can read it they hear nothing of it. */
async function unlink(trx: Trx, act: Act, project: ProjectRow, ids: readonly string[]): Promise<void> {
  for (const proposalId of ids) {
    await trx
      .deleteFrom('project_proposals')
      .where('project_id', '=', project.id)
      .where('proposal_id', '=', proposalId)
      .execute();
    if (project.status === 'published') await noteTurn(trx, act, project, 'left', { proposalId });
  }
}

/** Its address never changes. Two who take the same one wait for each other: the lock is of the words. */
async function slugFor(trx: Trx, title: string): Promise<string> {
  const base = slugOf(title) || 'proyecto';
  await sql`select pg_advisory_xact_lock(hashtextextended(${`projects.slug:${base}`}, 0))`.execute(trx);
  const rows = await trx
    .selectFrom('projects')
    .select('slug')
    .where('slug', 'like', `${base.slice(0, 70)}%`)
    .execute();
  return freeSlug(base, new Set([...rows.map(({ slug }) => slug), 'feed.xml', 'nuevo']));
}

/** From now on everybody reads it, with its milestones. Pressed twice it is published once. */
export async function publishProject(trx: Trx, act: Act, id: string): Promise<Result> {
  const row = await lockProject(trx, id);
  if (!row) return refused('not_found');
  if (row.status === 'published') return { ok: true };
  await trx
    .updateTable('projects')
    .set({
      status: 'published',
      published_at: row.published_at ?? act.now,
      version: row.version + 1,
      updated_at: act.now,
    })
    .where('id', '=', id)
    .execute();
  if (row.published_at !== null) await noteTurn(trx, act, row, 'shown_again');
  const project = { id, status: 'published' as const };
  await noteProject(trx, act, project, 'published');
  const milestones = await trx
    .selectFrom('project_milestones')
    .select('id')
    .where('project_id', '=', id)
    .orderBy('due_on')
    .execute();
  for (const { id: milestone } of milestones) await noteMilestone(trx, act, project, milestone, 'published');
  return { ok: true };
}

/** Nobody but the organisation reads it any more. @param reason in words for the public */
export async function archiveProject(trx: Trx, act: Act, id: string, reason: string): Promise<Result> {
  const row = await lockProject(trx, id);
  if (!row) return refused('not_found');
  if (row.status !== 'published') return refused('not_now');
  await trx
    .updateTable('projects')
    .set({ status: 'archived', version: row.version + 1, updated_at: act.now })
    .where('id', '=', id)
    .execute();
  await noteTurn(trx, act, row, 'archived');
  await noteProject(trx, act, { id, status: 'archived' }, 'archived', reason);
  return { ok: true };
}

/** It goes on no more, and stays to be read with the reason. @param reason empty: it goes on again */
export async function stopProject(trx: Trx, act: Act, id: string, reason: string): Promise<Result> {
  const row = await lockProject(trx, id);
  if (!row) return refused('not_found');
  if (row.stopped_reason === reason) return { ok: true };
  // Somebody else said why meanwhile: what everybody reads is not replaced unseen.
  if (row.stopped_reason !== '' && reason !== '') return refused('not_now');
  const copied = await refuseCopiedIn(trx, id, { reason });
  if (copied) return copied;
  await trx
    .updateTable('projects')
    .set({
      stopped_reason: reason,
      stopped_at: reason === '' ? null : act.now,
      version: row.version + 1,
      updated_at: act.now,
    })
    .where('id', '=', id)
    .execute();
  if (reason === '') await noteTurn(trx, act, row, 'resumed', { stoodSince: row.stopped_at });
  await noteProject(trx, act, row, reason === '' ? 'resumed' : 'stopped', reason || undefined);
  return { ok: true };
}
