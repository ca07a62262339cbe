/** Propuesta Ciudadana: proposals of citizens, from a voice in a room to an answer on the record. */
import type { ModuleManifest } from '../../platform/module.ts';
import { PROPOSAL_ADDITIONS } from './additions.ts';
import { OFFICE_PROPOSALS, PROPOSALS } from './addresses.ts';
import { PROPOSAL_CRONS, proposalJobs } from './jobs.ts';
import { PROPOSAL_LINKS } from './links.ts';
import { proposalMails } from './mails.ts';
import { PROPOSAL_PERMISSIONS } from './policy.ts';
import { apiRoutes } from './routes/api.ts';
import { flagRoutes } from './routes/flag.ts';
import { officeAttentionRoutes } from './routes/office-attention.ts';
import { officeFileRoutes } from './routes/office-files.ts';
import { listRoutes } from './routes/list.ts';
import { officeProposalRoutes } from './routes/office.ts';
import { officeSupportRoutes } from './routes/office-supports.ts';
import { newsFeedRoutes } from './routes/news-feed.ts';
import { ownDataRoutes } from './routes/own-data.ts';
import { ownFileRoutes } from './routes/own-files.ts';
import { ownRoutes } from './routes/own.ts';
import { draftRoutes } from './routes/drafts.ts';
import { proposeRoutes } from './routes/propose.ts';
import { publicRoutes } from './routes/public.ts';
import { supportRoutes } from './routes/support.ts';
import { moderation, thresholds } from './settings.ts';
import './listings-table.ts';
import './draft-tables.ts';
import './file-tables.ts';
import './flag-tables.ts';
import './threshold-tables.ts';
import './tables.ts';

// What the command line calls.
export { importProposals } from './import/proposal-import.ts';
export { printProposals } from './import/report.ts';

// What modules that stand on proposals need.
export { NEW_PROPOSAL, officeProposalPath, ownPath, proposalPath, PROPOSALS } from './addresses.ts';
export { attest } from './commands/attest.ts';
export { mayWriteTo } from './commands/mail-days.ts';
export { markListings } from './commands/listings.ts';
export { proveAddress } from './commands/prove-address.ts';
export { type Sending, sendProposal } from './commands/send.ts';
export { readProposalList, type ReadList } from './import/proposal-import.ts';
export { ProposalFields } from './pages/propose.tsx';
export { categoryWords, departmentWords, STATE_TONE } from './pages/words.ts';
export { historyPath } from './addresses.ts';
export { lockProposal } from './commands/context.ts';
export { PROPOSAL } from './commands/public-record.ts';
export { countSupporters, freezeText, recordAmendments, reviseText } from './commands/revise.ts';
export { findByLink } from './queries/by-link.ts';
export { findByNumber, findProposal, type ProposalRow } from './queries/own.ts';
export { findShown, listShownByIds } from './queries/public.ts';
export { mailboxOf } from './rules/mailbox.ts';
export { isPublic } from './rules/proposal.ts';
export { TEXT_FIELDS } from './schemas/proposal.ts';
export { readProposal } from './routes/proposal-input.ts';
export { CATEGORIES, categoryLabel } from './rules/categories.ts';
export { ProposalForm } from './schemas/proposal.ts';
export { isLinkOf, linkToken, openAuthors, openText } from './sealed.ts';
export type { State as ProposalState } from './tables.ts';

export const proposalsModule: ModuleManifest = {
  name: 'proposals',
  permissions: PROPOSAL_PERMISSIONS,
  settings: [moderation, thresholds],
  tables: [
    'proposal_numbers',
    'proposal_listings',
    'proposals',
    'proposal_decisions',
    'proposal_appeals',
    'proposal_supports',
    'proposal_attestations',
    'proposal_support_counts',
    'proposal_drafts',
    'proposal_mail_days',
    'proposal_files',
    'proposal_flags',
    'proposal_thresholds',
  ],
  menu: {
    public: [{ href: PROPOSALS, label: 'proposals.menu', policy: 'public', order: 28 }],
    office: [
      { href: OFFICE_PROPOSALS, label: 'proposals.office.title', policy: 'proposals.moderate', order: 34 },
    ],
  },
  routes: (deps) => [
    ...proposeRoutes(deps),
    ...draftRoutes(deps),
    ...ownRoutes(deps),
    ...ownFileRoutes(deps),
    ...ownDataRoutes(deps),
    ...flagRoutes(deps),
    ...listRoutes(deps),
    ...publicRoutes(deps),
    ...newsFeedRoutes(deps),
    ...supportRoutes(deps),
    ...apiRoutes(deps),
    ...officeProposalRoutes(deps),
    ...officeFileRoutes(deps),
    ...officeAttentionRoutes(deps),
    ...officeSupportRoutes(deps),
  ],
  jobs: proposalJobs,
  crons: PROPOSAL_CRONS,
  mails: proposalMails,
  links: [PROPOSAL_LINKS],
  adds: PROPOSAL_ADDITIONS,
};
