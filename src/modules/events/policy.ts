/** Who may do what with the Encuentros. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const EVENT_PERMISSIONS = [
  {
    name: 'events.read_drafts',
    roles: ['editor', 'facilitator', 'moderator'],
    summary: 'See editions that are not published.',
  },
  {
    name: 'events.edit',
    roles: ['editor'],
    summary: 'Create and change editions, sessions, speakers, questions.',
  },
  { name: 'events.publish', roles: ['editor'], summary: 'Publish, postpone and cancel editions.' },
  {
    name: 'events.read_registrations',
    roles: ['facilitator'],
    summary: 'See who comes, with names and answers; export them.',
  },
  {
    name: 'events.manage_registrations',
    roles: ['facilitator'],
    summary: 'Add people by hand, approve, change the state of a registration.',
  },
  {
    name: 'events.purge_personal_data',
    roles: [],
    summary: 'Remove what is known of those who registered before its days are over.',
  },
] as const satisfies readonly PermissionSpec[];
