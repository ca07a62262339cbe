/** From a proposal to a project: what will be done, by whom, by when, how far it is, and what came of it. */
import type { ModuleManifest } from '../../platform/module.ts';
import { PROJECT_ADDITIONS } from './additions.ts';
import { OFFICE_PROJECTS } from './addresses.ts';
import { PROJECT_LINKS } from './links.ts';
import { PROJECT_PERMISSIONS } from './policy.ts';
import { apiRoutes } from './routes/api.ts';
import { officeProjectRoutes } from './routes/office.ts';
import { officeMilestoneRoutes } from './routes/office-milestones.ts';
import { publicRoutes } from './routes/public.ts';
import './tables.ts';

export const projectsModule: ModuleManifest = {
  name: 'projects',
  permissions: PROJECT_PERMISSIONS,
  settings: [],
  tables: ['projects', 'project_proposals', 'project_milestones', 'project_turns', 'milestone_evidence'],
  menu: {
    public: [],
    office: [{ href: OFFICE_PROJECTS, label: 'projects.office.title', policy: 'projects.write', order: 36 }],
  },
  routes: (deps) => [
    ...publicRoutes(deps),
    ...apiRoutes(deps),
    ...officeProjectRoutes(deps),
    ...officeMilestoneRoutes(deps),
  ],
  jobs: () => [],
  crons: [],
  mails: () => [],
  links: PROJECT_LINKS,
  adds: PROJECT_ADDITIONS,
};
