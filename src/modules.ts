/** The explicit list of modules. Only this file knows them all. */
import type { PermissionSpec } from './platform/access/access.ts';
import type { LinkSource } from './platform/links.ts';
import type { ModuleManifest } from './platform/module.ts';
import { accountsModule } from './modules/accounts/index.ts';
import { eventsModule } from './modules/events/index.ts';

export const modules: readonly ModuleManifest[] = [accountsModule, eventsModule];

export const links: readonly LinkSource[] = modules.flatMap((m) => m.links ?? []);

export const permissions: readonly PermissionSpec[] = modules.flatMap((m) => m.permissions);
