/** Propuesta Ciudadana: proposals of citizens, from a voice in a room to an answer on the record. */
import type { ModuleManifest } from '../../platform/module.ts';
import { PROPOSAL_ADDITIONS } from './additions.ts';
import { OFFICE_PROPOSALS, PROPOSALS } from './addresses.ts';
import { PROPOSAL_CRONS, proposalJobs } from './jobs.ts';
import { PROPOSAL_LINKS } from './links.ts';
import { proposalMails } from './mails.ts';
import { PROPOSAL_PERMISSIONS } from './policy.ts';
import { apiRoutes } from './routes/api.ts';
import { officeProposalRoutes } from './routes/office.ts';
import { officeSupportRoutes } from './routes/office-supports.ts';
import { ownRoutes } from './routes/own.ts';
import { proposeRoutes } from './routes/propose.ts';
import { publicRoutes } from './routes/public.ts';
import { supportRoutes } from './routes/support.ts';
import './tables.ts';

// What the command line calls.
export { importProposals } from './import/proposal-import.ts';
export { printProposals } from './import/report.ts';

// What modules that stand on proposals need.
export { proposalPath, PROPOSALS } from './addresses.ts';
export { findShown } from './queries/public.ts';

export const proposalsModule: ModuleManifest = {
  name: 'proposals',
  permissions: PROPOSAL_PERMISSIONS,
  settings: [],
  tables: [
    'proposal_numbers',
    'proposals',
    'proposal_decisions',
    'proposal_appeals',
    'proposal_supports',
    'proposal_attestations',
    'proposal_support_counts',
  ],
  menu: {
    public: [{ href: PROPOSALS, label: 'proposals.menu', policy: 'public', order: 28 }],
    office: [
      { href: OFFICE_PROPOSALS, label: 'proposals.office.title', policy: 'proposals.moderate', order: 34 },
    ],
  },
  routes: (deps) => [
    ...proposeRoutes(deps),
    ...ownRoutes(deps),
    ...publicRoutes(deps),
    ...supportRoutes(deps),
    ...apiRoutes(deps),
    ...officeProposalRoutes(deps),
    ...officeSupportRoutes(deps),
  ],
  jobs: proposalJobs,
  crons: PROPOSAL_CRONS,
  mails: proposalMails,
  links: [PROPOSAL_LINKS],
  adds: PROPOSAL_ADDITIONS,
};
