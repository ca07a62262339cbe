/** What institutions are asked about proposals, what they answer, and the silence that is on the record. */
import type { ModuleManifest } from '../../platform/module.ts';
import { LEDGER, newAskPath, OFFICE_ASKS } from './addresses.ts';
import { ASK_HISTORY } from './history-source.ts';
import { ANSWER_CRONS, answerJobs } from './jobs.ts';
import { ASK_LINKS } from './links.ts';
import { answerMails } from './mails.ts';
import { ANSWER_NOTES } from './notes.ts';
import { ANSWER_PERMISSIONS } from './policy.ts';
import { officeAskRoutes } from './routes/office.ts';
import { publicRoutes } from './routes/public.ts';
import { askCountry, askDays, remindBefore } from './settings.ts';
import './tables.ts';

export const answersModule: ModuleManifest = {
  name: 'answers',
  permissions: ANSWER_PERMISSIONS,
  settings: [askDays, askCountry, remindBefore],
  tables: ['asks', 'ask_deliveries', 'answers'],
  menu: {
    public: [],
    office: [{ href: OFFICE_ASKS, label: 'answers.office.title', policy: 'answers.ask', order: 35 }],
  },
  routes: (deps) => [...publicRoutes(deps), ...officeAskRoutes(deps)],
  jobs: answerJobs,
  crons: ANSWER_CRONS,
  mails: answerMails,
  links: [ASK_LINKS],
  adds: {
    notes: ANSWER_NOTES,
    histories: [ASK_HISTORY],
    tabs: [
      {
        of: 'proposal',
        group: 'answers',
        path: 'respuestas',
        hrefOf: ({ slug }) => newAskPath(Number(slug)),
        label: 'answers.office.ask',
        policy: 'answers.ask',
        order: 10,
      },
      {
        of: 'proposals',
        group: 'answers',
        path: 'respuestas',
        hrefOf: () => LEDGER,
        label: 'answers.ledger.title',
        policy: 'public',
        order: 10,
      },
    ],
  },
};
