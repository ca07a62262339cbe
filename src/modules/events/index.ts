/** The Encuentros: series, editions, programme, registration. */
import type { ModuleManifest } from '../../platform/module.ts';
import { EVENT_CRONS, eventJobs } from './jobs.ts';
import { EVENT_LINKS } from './links.ts';
import { eventMails } from './mails.ts';
import { EVENT_PERMISSIONS } from './policy.ts';
import { checkPlaces } from './queries/check-places.ts';
import { ownRegistrationRoutes } from './routes/own-registration.tsx';
import { registrationRoutes } from './routes/registration.tsx';
import { officeRoutes } from './routes/office.ts';
import { publicRoutes } from './routes/public.ts';
import { samplesSetting } from './samples.ts';

export { importEvents } from './import/events.ts';
export { MAX_FILE_BYTES as MAX_EVENT_FILE_BYTES } from './import/json.ts';
export { printReport } from './import/print.ts';
export { loadSamples } from './samples.ts';

export const eventsModule: ModuleManifest = {
  name: 'events',
  permissions: EVENT_PERMISSIONS,
  settings: [samplesSetting],
  tables: [
    'event_series',
    'events',
    'event_places',
    'event_rooms',
    'event_tracks',
    'event_sessions',
    'event_speakers',
    'event_session_speakers',
    'event_materials',
    'event_questions',
    'event_registrations',
    'event_workshop_places',
  ],
  menu: {
    public: [{ href: '/encuentros', label: 'events.menu', policy: 'public', order: 10 }],
    office: [{ href: '/admin/encuentros', label: 'events.menu', policy: 'events.read_drafts', order: 10 }],
  },
  routes: (deps) => [
    ...publicRoutes(deps),
    ...registrationRoutes(deps),
    ...ownRegistrationRoutes(deps),
    ...officeRoutes(deps),
  ],
  jobs: (_deps) => [...eventJobs()],
  crons: EVENT_CRONS,
  mails: (deps) => eventMails(deps),
  checks: [checkPlaces],
  links: EVENT_LINKS,
};
