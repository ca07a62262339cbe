/** Certificates that anybody can verify, also offline. */
import type { Deps } from '../../platform/deps.ts';
import type { RouteSpec } from '../../platform/http/route.ts';
import type { ModuleManifest } from '../../platform/module.ts';
import { CERTIFICATE_ADDITIONS } from './additions.ts';
import { type Drawer, makeDrawer } from './drawing/drawer.ts';
import { certificateJobs } from './jobs.ts';
import { certificateMails } from './mails.ts';
import { CERTIFICATE_PERMISSIONS } from './policy.ts';
import { checkKey } from './queries/checks.ts';
import type { Shop } from './routes/desk.ts';
import { keyRoutes } from './routes/keys.ts';
import { officeRoutes } from './routes/office.ts';
import { oneRoutes } from './routes/one.ts';
import { ownRoutes } from './routes/own.ts';
import { templateRoutes } from './routes/template.ts';
import { verifyRoutes } from './routes/verify.ts';

/** One drawing thread for each application of this process, shared by its pages and its jobs. */
const drawers = new WeakMap<Deps, Drawer>();

function drawerOf(deps: Deps): Drawer {
  let drawer = drawers.get(deps);
  if (!drawer) drawers.set(deps, (drawer = makeDrawer()));
  return drawer;
}

function routes(deps: Deps): RouteSpec[] {
  const shop: Shop = { deps, drawer: drawerOf(deps) };
  return [
    ...officeRoutes(shop),
    ...templateRoutes(shop),
    ...oneRoutes(shop),
    ...keyRoutes(shop),
    ...ownRoutes(shop),
    ...verifyRoutes(deps),
  ];
}

export const certificatesModule: ModuleManifest = {
  name: 'certificates',
  permissions: CERTIFICATE_PERMISSIONS,
  settings: [],
  tables: [
    'certificate_keys',
    'certificate_templates',
    'certificate_pictures',
    'certificate_designs',
    'certificate_runs',
    'certificates',
  ],
  menu: {
    public: [],
    office: [
      {
        href: '/admin/certificados',
        label: 'certificates.keys.menu',
        policy: 'certificates.change_key',
        order: 85,
      },
    ],
  },
  routes,
  jobs: (deps) => certificateJobs(drawerOf(deps)),
  crons: [],
  mails: certificateMails,
  checks: [checkKey],
  adds: CERTIFICATE_ADDITIONS,
};
