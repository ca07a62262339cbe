/** Who may write to those who registered. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const MAILING_PERMISSIONS = [
  {
    name: 'mailings.read',
    roles: ['editor', 'facilitator'],
    summary: 'See what was written to groups of an edition, and how far it got.',
  },
  {
    name: 'mailings.send',
    roles: ['facilitator'],
    summary: 'Write to groups of those who registered; stop and resume.',
  },
] as const satisfies readonly PermissionSpec[];
