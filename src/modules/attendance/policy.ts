/** Who may do what with rooms and attendance. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const ATTENDANCE_PERMISSIONS = [
  {
    name: 'attendance.edit_rooms',
    roles: ['editor', 'facilitator'],
    summary: 'Set, replace and remove the addresses of the online rooms.',
  },
  {
    name: 'attendance.read',
    roles: ['facilitator'],
    summary: 'See who was in which session, with names; export it.',
  },
] as const satisfies readonly PermissionSpec[];
