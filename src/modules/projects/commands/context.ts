/** What every command of the module shares: how it says no, the locks, and what is written beside each change. */
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act, Outcome, Refusal } from '../../../platform/db/outcome.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import { touchSearch } from '../../../platform/search/touch.ts';
import { MILESTONE, PROJECT } from '../kind.ts';
import { milestoneContent, projectContent } from '../queries/content.ts';
import type { ProjectStatus } from '../tables.ts';
import { relistProposalsOf } from './listing.ts';

/**
 * `changed`: somebody saved a newer version · `not_now`: not in this state · `not_public`: nobody may read that proposal ·
 * `other_answer`: it was given to none of these proposals · `no_evidence`: nothing shows that it was reached ·
 * `no_reason`, `no_day` · `later`: a day that has not come · `gone`: the file is no more · `full`: it holds no more ·
 * `no_address`: an address that leads nowhere · `copied`: it says with a proposal's words what its authors may take back ·
 * `says_so`: a milestone, reason or note of the project says already what this proposal says.
 */
export type RefusedCode =
  | 'not_found'
  | 'changed'
  | 'not_now'
  | 'not_public'
  | 'other_answer'
  | 'no_evidence'
  | 'no_reason'
  | 'no_day'
  | 'later'
  | 'gone'
  | 'full'
  | 'no_address'
  | 'copied'
  | 'says_so';

export type Result<T extends object = object> = Outcome<T, RefusedCode>;

export const refused = (code: RefusedCode, field?: string): Refusal<RefusedCode> => ({
  ok: false,
  refused: code,
  ...(field !== undefined && { field }),
});

/** Under its lock: everything that happens to one project and its milestones happens one after the other. */
export const lockProject = (trx: Trx, id: string) =>
  trx.selectFrom('projects').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** A milestone with its project, which is locked. */
export async function lockMilestone(trx: Trx, projectId: string, id: string) {
  const project = await lockProject(trx, projectId);
  const milestone =
    project &&
    (await trx
      .selectFrom('project_milestones')
      .selectAll()
      .where('id', '=', id)
      .where('project_id', '=', projectId)
      .executeTakeFirst());
  return project && milestone ? { project, milestone } : undefined;
}

interface Done {
  id: string;
  status: ProjectStatus;
}

/** For the organisation always; for the public and the search as soon as everybody may read it. */
export async function noteProject(
  trx: Trx,
  act: Act,
  { id, status }: Done,
  action: string,
  reason?: string,
): Promise<void> {
  const record = { kind: PROJECT, id };
  await audit(trx, { actor: act.actor, action: `projects.${action}`, subject: record });
  await relistProposalsOf(trx, id);
  if (status === 'draft') return;
  const content = await projectContent(trx, id);
  await recordHistory(trx, { actor: act.actor, record, action, reason, content });
  await touchSearch(trx, record);
}

/** The same of a milestone; its past stands with that of its project. */
export async function noteMilestone(
  trx: Trx,
  act: Act,
  project: Done,
  id: string,
  action: string,
): Promise<void> {
  const record = { kind: MILESTONE, id };
  // What its milestones say is said by the project: lists, feed and map of the site tell that it changed.
  await trx
    .updateTable('projects')
    .set({ updated_at: act.now })
    .where('id', '=', project.id)
    .where('updated_at', '<', act.now)
    .execute();
  await audit(trx, { actor: act.actor, action: `projects.milestone_${action}`, subject: record });
  if (project.status === 'draft') return;
  const within = { kind: PROJECT, id: project.id };
  const content = await milestoneContent(trx, id);
  await recordHistory(trx, { actor: act.actor, record, within, action, content });
  await touchSearch(trx, within);
}
