/** Whoever wants to be told by mail what becomes of a record. Addresses are sealed, and gone when they leave. */
import type { ModuleManifest } from '../../platform/module.ts';
import { PROPOSAL } from '../proposals/index.ts';
import { followPath } from './addresses.ts';
import { leaveAll } from './commands/follow.ts';
import { FOLLOW_CRONS, followJobs } from './jobs.ts';
import { followMails } from './mails.ts';
import { followRoutes } from './routes/follow.ts';
import './tables.ts';

export const followsModule: ModuleManifest = {
  name: 'follows',
  permissions: [],
  settings: [],
  tables: ['follows'],
  menu: { public: [], office: [] },
  routes: followRoutes,
  jobs: followJobs,
  crons: FOLLOW_CRONS,
  mails: followMails,
  adds: {
    onWithdrawn: [{ of: PROPOSAL, forget: (trx, id) => leaveAll(trx, PROPOSAL, id) }],
    tabs: [
      {
        of: 'proposal_page',
        group: 'follows',
        path: 'seguir',
        hrefOf: ({ slug }) => followPath(Number(slug)),
        label: 'follows.do',
        policy: 'public',
        order: 10,
      },
    ],
  },
};
