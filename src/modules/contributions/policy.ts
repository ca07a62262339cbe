/** Who may do what with contributions and the library. */
import type { PermissionSpec, Role } from '../../platform/access/access.ts';

/** Those who can be asked for a review; administrators can too. */
export const REVIEWERS: readonly Role[] = ['editor', 'facilitator', 'moderator'];

export const CONTRIBUTION_PERMISSIONS = [
  {
    name: 'contributions.review',
    roles: REVIEWERS,
    summary: 'See the list of contributions, review those taken or assigned.',
  },
  {
    name: 'contributions.decide',
    roles: ['editor'],
    summary: 'Set up the call, assign reviews, see who sent a contribution, decide, publish.',
  },
  {
    name: 'contributions.edit_library',
    roles: ['editor'],
    summary: 'Correct what the library holds, take it back.',
  },
] as const satisfies readonly PermissionSpec[];
