/** Who may do what with publications. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const PUBLICATION_PERMISSIONS = [
  {
    name: 'publications.write',
    roles: ['editor', 'facilitator'],
    summary: 'Write publications, send them to review, propose corrections of what is published.',
  },
  {
    name: 'publications.publish',
    roles: ['editor'],
    summary: 'Publish, schedule, give back, correct and archive publications; keep the categories.',
  },
  {
    name: 'publications.set_rules',
    roles: [],
    summary: 'Say whether publishing takes two pairs of eyes.',
  },
] as const satisfies readonly PermissionSpec[];
