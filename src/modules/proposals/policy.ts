/** Who may do what with proposals. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const PROPOSAL_PERMISSIONS = [
  {
    name: 'proposals.moderate',
    roles: ['moderator'],
    summary: 'Read what was sent, publish it or not with a reason from the public list, take it back.',
  },
  {
    name: 'proposals.settings',
    roles: [],
    summary:
      'Decide whether proposals are read before or after they are public, and what follows from supports.',
  },
  {
    name: 'proposals.attest',
    roles: ['facilitator', 'moderator'],
    summary: 'Note the supports that were given in a meeting or on paper.',
  },
  {
    name: 'proposals.see_authors',
    roles: ['moderator'],
    summary: 'See who a proposal is from.',
  },
] as const satisfies readonly PermissionSpec[];
