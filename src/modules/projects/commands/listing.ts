/** In the list of proposals: which of them became a project that everybody may read. */
import type { Trx } from '../../../platform/db/handles.ts';
import { markListing } from '../../proposals/index.ts';

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
  const ids = new Set([...also, ...rows.map((row) => row.proposal_id)]);
  // In one order, so that no two wait for each other.
  for (const id of [...ids].toSorted())
    await markListing(trx, id, async () => ({ project: await isInProject(trx, id) }));
}

async function isInProject(trx: Trx, proposalId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('project_proposals as l')
    .innerJoin('projects as p', 'p.id', 'l.project_id')
    .select('p.id')
    .where('l.proposal_id', '=', proposalId)
    .where('p.status', '=', 'published')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
