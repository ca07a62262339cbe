/** Call for contributions, review, and the library of cases and lessons. */
import type { ModuleManifest } from '../../platform/module.ts';
import { LIBRARY, OFFICE_LIBRARY } from './addresses.ts';
import { CONTRIBUTION_HISTORIES } from './histories.ts';
import { CONTRIBUTIONS_KEPT } from './kept.ts';
import { CONTRIBUTION_LINKS } from './links.ts';
import { contributionMails } from './mails.ts';
import { CALL_NOTE } from './notes.ts';
import { CONTRIBUTION_PERMISSIONS } from './policy.ts';
import { libraryRoutes } from './routes/library.ts';
import { officeCallRoutes } from './routes/office-call.ts';
import { officeDecisionRoutes } from './routes/office-decision.ts';
import { officePublishRoutes } from './routes/office-publish.ts';
import { officeReviewRoutes } from './routes/office-review.ts';
import { ownRoutes } from './routes/own.ts';
import { publicCallRoutes } from './routes/public-call.ts';
import { LIBRARY_SITE } from './site.ts';
import { LIBRARY_SEARCH } from './search.ts';

// What the modules that stand on this one may know of it.
export { itemPath } from './addresses.ts';
export { type ListedItem, listItems } from './queries/library.ts';

export const contributionsModule: ModuleManifest = {
  name: 'contributions',
  permissions: CONTRIBUTION_PERMISSIONS,
  settings: [],
  tables: ['contribution_calls', 'contributions', 'contribution_reviews', 'library_items'],
  menu: {
    public: [{ href: LIBRARY, label: 'contributions.library.title', policy: 'public', order: 20 }],
    office: [
      {
        href: OFFICE_LIBRARY,
        label: 'contributions.library.title',
        policy: 'contributions.edit_library',
        order: 20,
      },
    ],
  },
  routes: (deps) => [
    ...publicCallRoutes(deps),
    ...ownRoutes(deps),
    ...libraryRoutes(deps),
    ...officeCallRoutes(deps),
    ...officeReviewRoutes(deps),
    ...officeDecisionRoutes(deps),
    ...officePublishRoutes(deps),
  ],
  jobs: () => [],
  crons: [],
  mails: contributionMails,
  links: CONTRIBUTION_LINKS,
  adds: {
    tabs: [
      {
        of: 'event',
        group: 'programme',
        path: 'convocatoria',
        label: 'contributions.tab',
        policy: 'contributions.review',
        order: 40,
      },
    ],
    notes: [CALL_NOTE],
    kept: [CONTRIBUTIONS_KEPT],
    histories: CONTRIBUTION_HISTORIES,
    search: LIBRARY_SEARCH,
    ...LIBRARY_SITE,
  },
};
