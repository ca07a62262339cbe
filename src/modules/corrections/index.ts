/** What somebody says is wrong about a record, what is answered, and replies of those concerned. */
import type { ModuleManifest } from '../../platform/module.ts';
import { OFFICE } from './addresses.ts';
import { CORRECTION_CRONS, correctionJobs } from './jobs.ts';
import { correctionMails } from './mails.ts';
import { CORRECTION_NOTES } from './notes.ts';
import { CORRECTION_PERMISSIONS } from './policy.ts';
import { CORRECTION_LINKS } from './links.ts';
import { officeCorrectionRoutes } from './routes/office.ts';
import { publicRoutes } from './routes/public.ts';
import { answerDays, keptDays } from './settings.ts';
import './tables.ts';

export const correctionsModule: ModuleManifest = {
  name: 'corrections',
  permissions: CORRECTION_PERMISSIONS,
  settings: [answerDays, keptDays],
  tables: ['corrections'],
  menu: {
    public: [],
    office: [{ href: OFFICE, label: 'corrections.office.title', policy: 'corrections.answer', order: 28 }],
  },
  routes: (deps) => [...publicRoutes(deps), ...officeCorrectionRoutes(deps)],
  jobs: correctionJobs,
  crons: CORRECTION_CRONS,
  mails: correctionMails,
  links: CORRECTION_LINKS,
  adds: { notes: CORRECTION_NOTES },
};
