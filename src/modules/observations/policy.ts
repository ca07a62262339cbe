/** Who may watch a process, and who may look at what others saw. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const OBSERVATION_PERMISSIONS = [
  {
    name: 'observations.write',
    roles: ['observer', 'editor'],
    summary: 'Answer the checklist of a process, and look at the answers of others.',
  },
] as const satisfies readonly PermissionSpec[];
