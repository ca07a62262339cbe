/** In the list of proposals: which of them became a project that everybody may read. */
import type { Trx } from '../../../platform/db/handles.ts';
import { markListings } from '../../proposals/index.ts';

/** @param also proposals that stood in it until now */
export async function relistProposalsOf(
  trx: Trx,
  projectId: string,
  also: readonly string[] = [],
): Promise<void> {
  const rows = await trx
    .selectFrom('project_proposals')
    .select('proposal_id')
    .where('project_id', '=', projectId)
    .execute();
  await relistInProjects(trx, [...new Set([...also, ...rows.map((row) => row.proposal_id)])]);
}

export async function relistInProjects(trx: Trx, proposalIds: readonly string[]): Promise<void> {
  await markListings<{ project: boolean }>(trx, proposalIds, { project: false }, async () => {
    const rows = await trx
      .selectFrom('project_proposals as l')
      .innerJoin('projects as p', 'p.id', 'l.project_id')
      .select('l.proposal_id')
      .where('l.proposal_id', 'in', [...proposalIds])
      .where('p.status', '=', 'published')
      .execute();
    return new Map(rows.map((row) => [row.proposal_id, { project: true }]));
  });
}
