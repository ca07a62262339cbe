/** Who makes projects of proposals and says how far they are. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const PROJECT_PERMISSIONS = [
  {
    name: 'projects.write',
    roles: ['editor', 'moderator'],
    summary: 'Make projects of proposals, with milestones, what shows that these were reached, and results.',
  },
] as const satisfies readonly PermissionSpec[];
