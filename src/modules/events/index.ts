/** The Encuentros: series, editions, programme, registration. */
import type { ModuleManifest } from '../../platform/module.ts';
import { EVENT_CITED, EVENT_CITED_TAB } from './cited.tsx';
import { EVENT_CRONS, eventJobs } from './jobs.ts';
import { EVENT_CARDS } from './cards.ts';
import { EVENT_FILE_USES } from './file-uses.ts';
import { EVENT_HISTORIES } from './history/sources.ts';
import { EVENT_LINKS } from './links.ts';
import { eventMails } from './mails.ts';
import { EVENT_PERMISSIONS } from './policy.ts';
import { checkPlaces } from './queries/check-places.ts';
import { ownDataRoutes } from './retention/own-routes.ts';
import { ownRegistrationRoutes } from './routes/own-registration.tsx';
import { registrationRoutes } from './routes/registration.tsx';
import { officeRoutes } from './routes/office.ts';
import { publicRoutes } from './routes/public.ts';
import { samplesSetting } from './samples.ts';
import { EVENT_SEARCH } from './search.ts';
import { EVENT_SITE } from './site.ts';

// What the modules that stand on this one may know of it.
export { editionPath, ownPath, sessionPath } from './addresses.ts';
export { type Act, type Outcome, type SessionInput } from './commands/inputs.ts';
export { acceptOffer } from './commands/registration/own.ts';
export { registerPerson } from './commands/registration/register.ts';
export { offerPlace } from './commands/registration/staff.ts';
export { markMailRefused } from './commands/registration/refused.ts';
export { saveSession, saveSpeaker } from './commands/programme.ts';
export { type Letter, type Told, type Writer } from './emails/letter.ts';
export { writeToRegistrant } from './mails.ts';
export { type EditionDesk, EditionFrame, editionHref } from './pages/office/frame.tsx';
export { EditionCrumbs } from './pages/public/facts.tsx';
export { capital, dayAndTime, daysWords, languageWords, moment, zoneWords } from './pages/words.ts';
export { findPeople, openBatches, type OpenRegistration } from './people.ts';
export { linkToken, openPerson, type Person, tryOpenPerson } from './person.ts';
export type { Edition } from './queries/editions.ts';
export {
  findSession,
  listMaterials,
  listSessions,
  type MaterialRow,
  type SessionRow,
} from './queries/programme.ts';
export {
  findRegistration,
  findRegistrationEvent,
  listWorkshopPlaces,
  type RegistrationEvent,
  type RegistrationRow,
} from './queries/registrations.ts';
export {
  actOf,
  editionDesk,
  faultOfRefusal,
  get as officeGet,
  officePage,
  post as officePost,
  ROOT as OFFICE_ROOT,
} from './routes/office-desk.ts';
export { labelOf, optionWords, saidFields } from './routes/office-person-words.ts';
export { formOf as registrationFormOf, readRegistration } from './routes/registration-input.ts';
export { findOwn } from './routes/own-found.ts';
export { ASKED_LANGUAGES, DEPARTMENTS, fold } from './rules/choices.ts';
export { editionOf, readerOf } from './routes/public-answer.ts';

export { importEvents } from './import/events.ts';
export { exportEvent } from './import/export.ts';
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
    'event_reminders',
    'event_session_told',
    'event_session_news',
    'event_purges',
    'event_erasures',
  ],
  menu: {
    public: [{ href: '/encuentros', label: 'events.menu', policy: 'public', order: 10 }],
    office: [{ href: '/admin/encuentros', label: 'events.menu', policy: 'events.read_drafts', order: 10 }],
  },
  routes: (deps) => [
    ...publicRoutes(deps),
    ...registrationRoutes(deps),
    ...ownDataRoutes(deps),
    ...ownRegistrationRoutes(deps),
    ...officeRoutes(deps),
  ],
  jobs: (_deps) => [...eventJobs()],
  crons: EVENT_CRONS,
  mails: (deps) => eventMails(deps),
  checks: [checkPlaces],
  links: EVENT_LINKS,
  adds: {
    ...EVENT_SITE,
    cards: EVENT_CARDS,
    fileUses: [EVENT_FILE_USES],
    histories: EVENT_HISTORIES,
    search: EVENT_SEARCH,
    cited: [EVENT_CITED],
    tabs: [EVENT_CITED_TAB],
  },
};
