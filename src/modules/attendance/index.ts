/** Who was where: links to the online rooms, the door, attendance per session. */
import type { ModuleManifest } from '../../platform/module.ts';
import { KEPT_DOOR } from './door-kept.ts';
import { DOOR_PERMISSIONS, DOOR_TAB_ADDITION, DOOR_TABLES, doorRoutes } from './door-manifest.ts';
import { KEPT_PRESENCE } from './kept.ts';
import { roomNote } from './links.ts';
import { attendanceMails } from './mails.ts';
import { ATTENDANCE_TAB } from './pages/office-attendance.tsx';
import { ROOMS_TAB } from './pages/office-rooms.tsx';
import { ATTENDANCE_PERMISSIONS } from './policy.ts';
import { officeAttendanceRoutes } from './routes/office-attendance.ts';
import { officeRoomRoutes } from './routes/office-rooms.ts';
import { roomRoutes } from './routes/room.tsx';
import { ticketNote } from './routes/ticket.tsx';

// What the modules that stand on this one may know of it.
export { type Attending, recordAttendance } from './commands/record.ts';
export { roomLink } from './links.ts';
export {
  type AttendanceCounts,
  attendanceOf,
  countAttendance,
  hasAttended,
  listAttended,
} from './queries/attended.ts';

export const attendanceModule: ModuleManifest = {
  name: 'attendance',
  permissions: [...ATTENDANCE_PERMISSIONS, ...DOOR_PERMISSIONS],
  settings: [],
  tables: [
    'attendance_rooms',
    'attendance_links',
    'attendance_browsers',
    'attendance_people',
    'attendance_sessions',
    ...DOOR_TABLES,
  ],
  menu: { public: [], office: [] },
  routes: (deps) => [
    ...roomRoutes(deps),
    ...officeRoomRoutes(deps),
    ...officeAttendanceRoutes(deps),
    ...doorRoutes(deps),
  ],
  jobs: () => [],
  crons: [],
  mails: (deps) => attendanceMails(deps),
  adds: {
    tabs: [
      DOOR_TAB_ADDITION,
      {
        of: 'event',
        group: 'day',
        path: ROOMS_TAB,
        label: 'attendance.office.tab.rooms',
        policy: 'attendance.edit_rooms',
        order: 10,
      },
      {
        of: 'event',
        group: 'day',
        path: ATTENDANCE_TAB,
        label: 'attendance.office.tab.attendance',
        policy: 'attendance.read',
        order: 30,
      },
    ],
    notes: [
      { of: 'event_registration', find: ticketNote },
      { of: 'event_registration', find: roomNote },
    ],
    kept: [KEPT_PRESENCE, KEPT_DOOR],
  },
};
