/** What institutions are asked about proposals, what they answer, and the silence that is on the record. */
import type { ModuleManifest } from '../../platform/module.ts';
import { LEDGER, newAskPath, OFFICE_ASKS, OWN_ASKS } from './addresses.ts';
import { ASK_HISTORY } from './history-source.ts';
import { ANSWER_CRONS, answerJobs } from './jobs.ts';
import { ASK_LINKS } from './links.ts';
import { answerMails } from './mails.ts';
import { ANSWER_NEWS } from './news.ts';
import { relistAsked } from './commands/standing.ts';
import { ANSWER_NOTES } from './notes.ts';
import { ANSWER_PERMISSIONS } from './policy.ts';
import { accountRoutes } from './routes/office-accounts.ts';
import { officeAskRoutes } from './routes/office.ts';
import { countAsksOf } from './queries/institutions.ts';
import { ownRoutes } from './routes/own.ts';
import { publicRoutes } from './routes/public.ts';
import { askCountry, askDays, remindBefore } from './settings.ts';
import './tables.ts';

// What modules that stand on answers need.
export { answersPath } from './addresses.ts';

export const answersModule: ModuleManifest = {
  name: 'answers',
  permissions: ANSWER_PERMISSIONS,
  settings: [askDays, askCountry, remindBefore],
  tables: ['asks', 'ask_deliveries', 'ask_papers', 'answers', 'institution_accounts'],
  menu: {
    public: [],
    office: [
      { href: OFFICE_ASKS, label: 'answers.office.title', policy: 'answers.ask', order: 35 },
      { href: OWN_ASKS, label: 'answers.own.title', policy: 'answers.reply', order: 36 },
    ],
  },
  routes: (deps) => [
    ...publicRoutes(deps),
    ...accountRoutes(deps),
    ...officeAskRoutes(deps),
    ...ownRoutes(deps),
  ],
  jobs: answerJobs,
  crons: ANSWER_CRONS,
  mails: answerMails,
  links: [ASK_LINKS],
  adds: {
    news: [ANSWER_NEWS],
    notes: ANSWER_NOTES,
    histories: [ASK_HISTORY],
    relists: [{ of: 'proposal', relist: relistAsked }],
    uses: [{ of: 'institution', label: 'answers.uses', count: countAsksOf }],
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
