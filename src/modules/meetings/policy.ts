/** Who runs meetings. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const MEETING_PERMISSIONS = [
  {
    name: 'meetings.run',
    roles: ['facilitator', 'moderator'],
    summary: 'Open meetings, type in what is said there, print sheets and enter them, note raised hands.',
  },
] as const satisfies readonly PermissionSpec[];
