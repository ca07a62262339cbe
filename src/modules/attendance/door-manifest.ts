/** What the door adds to the module's manifest. */
import type { PermissionSpec } from '../../platform/access/access.ts';
import type { TabAddition } from '../../platform/additions.ts';
import type { Deps } from '../../platform/deps.ts';
import type { RouteSpec } from '../../platform/http/route.ts';
import { DOOR_TAB } from './pages/door-office.tsx';
import { CHECK_IN } from './routes/door-desk.tsx';
import { doorOfficeRoutes } from './routes/door-office.tsx';
import { doorPeopleRoutes } from './routes/door-people.tsx';
import { doorPhoneRoutes } from './routes/door-phone.tsx';
import { doorSyncRoutes } from './routes/door-sync.ts';
import { ticketRoutes } from './routes/ticket.tsx';

export const DOOR_PERMISSIONS: readonly PermissionSpec[] = [
  {
    name: CHECK_IN,
    roles: ['facilitator'],
    summary: 'Run the door: start and take back its phones, mark who comes, see their names.',
  },
];

export const DOOR_TABLES = ['door_tickets', 'door_phones', 'door_invitations', 'door_scans'] as const;

export const DOOR_TAB_ADDITION: TabAddition = {
  of: 'event',
  group: 'day',
  path: DOOR_TAB,
  label: 'attendance.door.office.title',
  policy: CHECK_IN,
  order: 20,
};

export function doorRoutes(deps: Deps): RouteSpec[] {
  return [
    ...doorOfficeRoutes(deps),
    ...doorPhoneRoutes(deps),
    ...doorPeopleRoutes(deps),
    ...doorSyncRoutes(deps),
    ...ticketRoutes(deps),
  ];
}
