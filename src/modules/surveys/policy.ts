/** Who may do what with surveys. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const SURVEY_PERMISSIONS = [
  {
    name: 'surveys.edit',
    roles: ['editor', 'facilitator'],
    summary: 'Write the survey of an edition, open and close it.',
  },
  {
    name: 'surveys.read_results',
    roles: ['editor', 'facilitator'],
    summary: 'See what was answered, free texts included; export it.',
  },
] as const satisfies readonly PermissionSpec[];
