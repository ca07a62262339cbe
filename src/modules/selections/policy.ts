/** Who may do what with processes of selection. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const SELECTIONS_PERMISSIONS = [
  {
    name: 'selections.write',
    roles: ['editor'],
    summary: 'Write processes of selection and what sources say of them; publish and archive them.',
  },
] as const satisfies readonly PermissionSpec[];
