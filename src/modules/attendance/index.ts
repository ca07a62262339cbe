/** Who was where: links to the online rooms, the door, attendance per session. */
import type { ModuleManifest } from '../../platform/module.ts';

// What the modules that stand on this one may know of it.
export { type Attending, type Recorded, recordAttendance } from './commands/record.ts';
export {
  type AttendanceCounts,
  attendanceOf,
  type AttendanceOfOne,
  type AttendedRow,
  type AttendedRule,
  countAttendance,
  hasAttended,
  listAttended,
} from './queries/attended.ts';
export { type Via } from './tables.ts';

export const attendanceModule: ModuleManifest = {
  name: 'attendance',
  permissions: [],
  settings: [],
  tables: [
    'attendance_rooms',
    'attendance_links',
    'attendance_browsers',
    'attendance_people',
    'attendance_sessions',
  ],
  menu: { public: [], office: [] },
  routes: () => [],
  jobs: () => [],
  crons: [],
  mails: () => [],
};
