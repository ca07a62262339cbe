/** Who may do what with accounts and organisation: all of it is the administrators'. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const PERMISSIONS = [
  { name: 'accounts.manage_staff', roles: [], summary: 'Invite people, change their roles, shut them out.' },
  {
    name: 'accounts.manage_organisation',
    roles: [],
    summary: "Change the organisation's name, logo, contact, time zone and privacy notice.",
  },
  {
    name: 'accounts.read_mails',
    roles: [],
    summary: 'See the state of outgoing mails and have them tried again.',
  },
  { name: 'accounts.read_activity', roles: [], summary: 'See who did what and when.' },
  { name: 'accounts.confirm_key', roles: [], summary: 'Confirm that a copy of the secret key is kept.' },
] as const satisfies readonly PermissionSpec[];
