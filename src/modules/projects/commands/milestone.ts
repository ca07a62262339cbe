/** The milestones of a project: what is to be reached, by whom, by when; how far it is; what shows it. */
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { useFiles } from '../../../platform/files/uses.ts';
import type { Progress } from '../tables.ts';
import { isSameText } from '../rules/own-words.ts';
import { lockMilestone, lockProject, noteMilestone, refused, type Result } from './context.ts';
import { refuseCopiedIn } from './own-words.ts';
import { noteTurn, takenBack } from './turns.ts';

export interface MilestoneInput {
  title: string;
  /** Left out: the organisation's own. */
  institutionId: string | undefined;
  dueOn: Temporal.PlainDate;
}

/** A page can show so many; what needs more is several projects. */
const MOST_MILESTONES = 60;
const MOST_EVIDENCE = 30;

/** @param id drawn with the form: sent twice it is made once */
export async function addMilestone(
  trx: Trx,
  act: Act,
  projectId: string,
  id: string,
  input: MilestoneInput,
): Promise<Result> {
  const project = await lockProject(trx, projectId);
  if (!project) return refused('not_found');
  const copied = await refuseCopiedIn(trx, projectId, { title: input.title });
  if (copied) return copied;
  const { count } = await trx
    .selectFrom('project_milestones')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('project_id', '=', projectId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MOST_MILESTONES) return refused('full');
  const made = await trx
    .insertInto('project_milestones')
    .values({
      id,
      project_id: projectId,
      ...columnsOf(input),
      progress_on: null,
      progress_at: null,
      created_at: act.now,
      updated_at: act.now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) await noteMilestone(trx, act, project, id, 'created');
  return { ok: true };
}

const columnsOf = ({ title, institutionId, dueOn }: MilestoneInput) => ({
  title,
  institution_id: institutionId ?? null,
  due_on: dueOn,
});

export interface MilestoneRef {
  projectId: string;
  id: string;
  /** As when the form was drawn. */
  version: number;
}

/** What it says stays in the history: a day that is put off is seen to be. */
export async function saveMilestone(
  trx: Trx,
  act: Act,
  { projectId, id, version }: MilestoneRef,
  input: MilestoneInput,
): Promise<Result> {
  const found = await lockMilestone(trx, projectId, id);
  if (!found) return refused('not_found');
  if (found.milestone.version !== version) return refused('changed');
  const { title: titleWas, institution_id: ownerWas } = found.milestone;
  // What stood there already may keep its words while its day is put right.
  const copied =
    input.title === titleWas ? undefined : await refuseCopiedIn(trx, projectId, { title: input.title });
  if (copied) return copied;
  await trx
    .updateTable('project_milestones')
    .set({ ...columnsOf(input), version: version + 1, updated_at: act.now })
    .where('id', '=', id)
    .execute();
  const dueWas = found.milestone.due_on;
  if (!dueWas.equals(input.dueOn))
    await noteTurn(trx, act, found.project, 'dated', { milestoneId: id, dueWas });
  if (!isSameText(titleWas, input.title) || ownerWas !== (input.institutionId ?? null))
    await noteTurn(trx, act, found.project, 'reworded', { milestoneId: id });
  await noteMilestone(trx, act, found.project, id, 'changed');
  return { ok: true };
}

export interface ProgressInput {
  progress: Progress;
  /** Of the day on which it was reached or given up. */
  on: Temporal.PlainDate | undefined;
  reason: string;
  today: Temporal.PlainDate;
}

/** How far it is. Reached is only what something shows. */
export async function setProgress(
  trx: Trx,
  act: Act,
  { projectId, id, version }: MilestoneRef,
  { progress, on, reason, today }: ProgressInput,
): Promise<Result> {
  const found = await lockMilestone(trx, projectId, id);
  if (!found) return refused('not_found');
  if (found.milestone.version !== version) return refused('changed');
  const over = progress === 'done' || progress === 'dropped';
  // Said again it is no news: its followers were told when it was first said.
  const isSame = progress === found.milestone.progress;
  if (over && !on) return refused('no_day', 'progress_on');
  if (over && on && Temporal.PlainDate.compare(on, today) > 0) return refused('later', 'progress_on');
  if (progress === 'dropped' && reason === '') return refused('no_reason', 'reason');
  if (progress === 'done' && (await evidenceCount(trx, id)) === 0) return refused('no_evidence', 'progress');
  const copied =
    reason === found.milestone.reason ? undefined : await refuseCopiedIn(trx, projectId, { reason });
  if (copied) return copied;
  await trx
    .updateTable('project_milestones')
    .set({
      progress,
      progress_on: over ? (on ?? null) : null,
      progress_at: progress === 'pending' ? null : isSame ? found.milestone.progress_at : act.now,
      reason: progress === 'dropped' ? reason : '',
      version: version + 1,
      updated_at: act.now,
    })
    .where('id', '=', id)
    .execute();
  const turn = takenBack(found.milestone.progress, progress);
  if (turn) await noteTurn(trx, act, found.project, turn, { milestoneId: id });
  await noteMilestone(trx, act, found.project, id, 'progress');
  return { ok: true };
}

const evidenceCount = async (trx: Trx, milestoneId: string): Promise<number> =>
  Number(
    (
      await trx
        .selectFrom('milestone_evidence')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('milestone_id', '=', milestoneId)
        .executeTakeFirstOrThrow()
    ).count,
  );

export interface EvidenceInput {
  note: string;
  /** One of them; neither: what was given is no address. */
  sourceId?: string | undefined;
  fileId?: string | undefined;
}

/** The same source or file twice is one. */
export async function addEvidence(
  trx: Trx,
  act: Act,
  { projectId, id }: Omit<MilestoneRef, 'version'>,
  { note, sourceId, fileId }: EvidenceInput,
): Promise<Result> {
  const found = await lockMilestone(trx, projectId, id);
  if (!found) return refused('not_found');
  if (!sourceId && !fileId) return refused('no_address', 'address');
  if ((await evidenceCount(trx, id)) >= MOST_EVIDENCE) return refused('full');
  const copied = await refuseCopiedIn(trx, projectId, { note });
  if (copied) return copied;
  if (fileId && (await useFiles(trx, [fileId])).length > 0) return refused('gone', 'file');
  const made = await trx
    .insertInto('milestone_evidence')
    .values({
      milestone_id: id,
      source_id: sourceId ?? null,
      file_id: fileId ?? null,
      note,
      actor: actorRef(act.actor),
      created_at: act.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) await noteMilestone(trx, act, found.project, id, 'evidence');
  return { ok: true };
}

/** Something entered by mistake goes; what was reached keeps something that shows it. Done twice it is done once. */
export async function removeEvidence(
  trx: Trx,
  act: Act,
  { projectId, id }: Omit<MilestoneRef, 'version'>,
  evidenceId: string,
): Promise<Result> {
  const found = await lockMilestone(trx, projectId, id);
  if (!found) return refused('not_found');
  if (found.milestone.progress === 'done' && (await evidenceCount(trx, id)) <= 1)
    return refused('no_evidence');
  const { numDeletedRows } = await trx
    .deleteFrom('milestone_evidence')
    .where('id', '=', evidenceId)
    .where('milestone_id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows > 0n) {
    await noteTurn(trx, act, found.project, 'evidence_gone', { milestoneId: id });
    await noteMilestone(trx, act, found.project, id, 'evidence_removed');
  }
  return { ok: true };
}

/** Only as long as nobody but the organisation could read it; later it is given up, with the reason. */
export async function removeMilestone(
  trx: Trx,
  act: Act,
  { projectId, id }: Omit<MilestoneRef, 'version'>,
): Promise<Result> {
  const found = await lockMilestone(trx, projectId, id);
  if (!found) return { ok: true };
  if (found.project.published_at !== null) return refused('not_now');
  await trx.deleteFrom('project_milestones').where('id', '=', id).execute();
  await noteMilestone(trx, act, found.project, id, 'removed');
  return { ok: true };
}
