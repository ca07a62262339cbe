/** Who may do what with institutions and people. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const OFFICIALS_PERMISSIONS = [
  {
    name: 'officials.write',
    roles: ['editor'],
    summary: 'Write institutions, posts, people and what sources say of them; publish and archive them.',
  },
  {
    name: 'officials.import',
    roles: ['editor'],
    summary: 'Read lists of institutions and people in, and take a whole import back.',
  },
  {
    name: 'officials.merge',
    roles: ['editor'],
    summary: 'Say which records are one person and which are not, and take that back.',
  },
] as const satisfies readonly PermissionSpec[];
