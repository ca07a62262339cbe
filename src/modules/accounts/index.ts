/** Staff: sign-in, roles, invitations; the organisation and its privacy notice. */
import type { ModuleManifest } from '../../platform/module.ts';
import { LOGO_USE } from './logo-use.ts';
import { accountMails } from './mails.ts';
import { accountJobs, CRONS } from './jobs.ts';
import { OFFICE_MENU } from './menu.ts';
import { PERMISSIONS } from './policy.ts';
import { accountRoutes } from './routes/account.tsx';
import { arriveRoutes } from './routes/arrive.tsx';
import { operationRoutes } from './routes/operations.tsx';
import { organisationRoutes } from './routes/organisation.tsx';
import { signInRoutes } from './routes/sign-in.tsx';
import { staffRoutes } from './routes/staff.tsx';
import { SETTINGS } from './settings.ts';
import { TABLES } from './tables.ts';

export { loadActor } from './actor.ts';
export { firstAdminLink } from './commands/first-admin.ts';
export { addUser } from './commands/invitations.ts';
export { ensurePrivacyNotice } from './commands/privacy.ts';
export { currentPrivacyVersion, findStaff, listStaff, namesOf, staffWithRole } from './queries.ts';
export { keyCopyConfirmed } from './settings.ts';

export const accountsModule: ModuleManifest = {
  name: 'accounts',
  permissions: PERMISSIONS,
  settings: SETTINGS,
  tables: TABLES,
  menu: { public: [], office: OFFICE_MENU },
  routes: (deps) => [
    ...operationRoutes(deps),
    ...signInRoutes(deps),
    ...arriveRoutes(deps),
    ...accountRoutes(deps),
    ...staffRoutes(deps),
    ...organisationRoutes(deps),
  ],
  jobs: accountJobs,
  crons: CRONS,
  mails: accountMails,
  adds: { fileUses: [LOGO_USE] },
};
