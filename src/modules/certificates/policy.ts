/** Who may do what with certificates. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const CERTIFICATE_PERMISSIONS = [
  {
    name: 'certificates.read',
    roles: ['editor', 'facilitator'],
    summary: 'See certificates with their names, and download them.',
  },
  {
    name: 'certificates.manage',
    roles: ['facilitator'],
    summary: 'Write templates; issue, correct, revoke and send certificates.',
  },
  {
    name: 'certificates.change_key',
    roles: [],
    summary: 'Change the key that certificates are signed with.',
  },
] as const satisfies readonly PermissionSpec[];
