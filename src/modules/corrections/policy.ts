/** Who may answer requests to correct something. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const CORRECTION_PERMISSIONS = [
  {
    name: 'corrections.answer',
    roles: ['editor'],
    summary: 'Read what people say is wrong about a record, answer it, publish replies of those concerned.',
  },
] as const satisfies readonly PermissionSpec[];
