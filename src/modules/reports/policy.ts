/** Who may do what with reports. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const REPORT_PERMISSIONS = [
  {
    name: 'reports.read',
    roles: ['editor', 'facilitator'],
    summary: 'See the exact numbers of an edition and the draft of its report.',
  },
  { name: 'reports.publish', roles: ['editor'], summary: 'Write, publish and withdraw the public report.' },
] as const satisfies readonly PermissionSpec[];
