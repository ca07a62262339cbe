/** Meetings: the main door of Propuesta Ciudadana. A code for the room, sheets for those without a phone. */
import type { ModuleManifest } from '../../platform/module.ts';
import { OFFICE_MEETINGS, TABLE } from './addresses.ts';
import { forgetNames, forgetProposal } from './commands/forget.ts';
import { MEETING_HISTORY } from './history-source.ts';
import { MEETING_CRONS, meetingJobs } from './jobs.ts';
import { keptOf } from './kept.ts';
import { MEETING_LINKS } from './links.ts';
import { meetingMails } from './mails.ts';
import { MEETING_NOTES } from './notes.ts';
import { MEETING_PERMISSIONS } from './policy.ts';
import { confirmRoutes } from './routes/confirm.ts';
import { officeMeetingRoutes } from './routes/office.ts';
import { officeListRoutes } from './routes/office-list.ts';
import { officeSheetRoutes } from './routes/office-sheets.ts';
import { officeWriteRoutes } from './routes/office-write.ts';
import { publicRoutes } from './routes/public.ts';
import { photoDays } from './settings.ts';
import './tables.ts';

export const meetingsModule: ModuleManifest = {
  name: 'meetings',
  permissions: MEETING_PERMISSIONS,
  settings: [photoDays],
  tables: ['meetings', 'meeting_sheets', 'meeting_sheet_photos', 'meeting_proposals', 'meeting_uploads'],
  menu: {
    public: [],
    office: [{ href: OFFICE_MEETINGS, label: 'meetings.office.title', policy: 'meetings.run', order: 33 }],
  },
  routes: (deps) => [
    ...publicRoutes(deps),
    ...confirmRoutes(deps),
    ...officeMeetingRoutes(deps),
    ...officeWriteRoutes(deps),
    ...officeSheetRoutes(deps),
    ...officeListRoutes(deps),
  ],
  jobs: meetingJobs,
  crons: MEETING_CRONS,
  mails: meetingMails,
  links: MEETING_LINKS,
  adds: {
    notes: MEETING_NOTES,
    histories: [MEETING_HISTORY],
    tabs: [
      {
        of: 'proposals',
        group: 'meetings',
        path: 'mesa',
        hrefOf: () => TABLE,
        label: 'meetings.code.way',
        policy: 'public',
        order: 5,
      },
    ],
    onWithdrawn: [{ of: 'proposal', forget: forgetProposal, exported: { name: 'meeting', find: keptOf } }],
    onNameWithdrawn: [{ of: 'proposal', forget: forgetNames }],
  },
};
