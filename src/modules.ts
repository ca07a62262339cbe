/** The explicit list of modules. Only this file knows them all. */
import type { PermissionSpec } from './platform/access/access.ts';
import type { Additions } from './platform/additions.ts';
import type { LinkSource } from './platform/links.ts';
import type { ModuleManifest } from './platform/module.ts';
import { accompanimentModule } from './modules/accompaniment/index.ts';
import { accountsModule } from './modules/accounts/index.ts';
import { answersModule } from './modules/answers/index.ts';
import { attendanceModule } from './modules/attendance/index.ts';
import { certificatesModule } from './modules/certificates/index.ts';
import { contributionsModule } from './modules/contributions/index.ts';
import { correctionsModule } from './modules/corrections/index.ts';
import { eventsModule } from './modules/events/index.ts';
import { followsModule } from './modules/follows/index.ts';
import { mailingsModule } from './modules/mailings/index.ts';
import { meetingsModule } from './modules/meetings/index.ts';
import { observationsModule } from './modules/observations/index.ts';
import { officialsModule } from './modules/officials/index.ts';
import { projectsModule } from './modules/projects/index.ts';
import { proposalsModule } from './modules/proposals/index.ts';
import { publicationsModule } from './modules/publications/index.ts';
import { reportsModule } from './modules/reports/index.ts';
import { selectionsModule } from './modules/selections/index.ts';
import { siteModule } from './modules/site/index.ts';
import { surveysModule } from './modules/surveys/index.ts';

export const modules: readonly ModuleManifest[] = [
  accountsModule,
  eventsModule,
  attendanceModule,
  contributionsModule,
  mailingsModule,
  certificatesModule,
  surveysModule,
  reportsModule,
  publicationsModule,
  officialsModule,
  selectionsModule,
  observationsModule,
  proposalsModule,
  meetingsModule,
  answersModule,
  accompanimentModule,
  projectsModule,
  followsModule,
  correctionsModule,
  siteModule,
];

export const links: readonly LinkSource[] = modules.flatMap((m) => m.links ?? []);

export const additions: Additions = {
  tabs: modules.flatMap((m) => m.adds?.tabs ?? []).toSorted((a, b) => a.order - b.order),
  notes: modules.flatMap((m) => m.adds?.notes ?? []),
  kept: modules.flatMap((m) => m.adds?.kept ?? []),
  search: modules.flatMap((m) => m.adds?.search ?? []),
  histories: modules.flatMap((m) => m.adds?.histories ?? []),
  cited: modules.flatMap((m) => m.adds?.cited ?? []),
  fileUses: modules.flatMap((m) => m.adds?.fileUses ?? []),
  cards: modules.flatMap((m) => m.adds?.cards ?? []),
  home: modules.flatMap((m) => m.adds?.home ?? []).toSorted((a, b) => a.order - b.order),
  feeds: modules.flatMap((m) => m.adds?.feeds ?? []),
  addresses: modules.flatMap((m) => m.adds?.addresses ?? []),
  figures: modules.flatMap((m) => m.adds?.figures ?? []),
  uses: modules.flatMap((m) => m.adds?.uses ?? []),
  news: modules.flatMap((m) => m.adds?.news ?? []),
  relists: modules.flatMap((m) => m.adds?.relists ?? []),
  onWithdrawn: modules.flatMap((m) => m.adds?.onWithdrawn ?? []),
  onNameWithdrawn: modules.flatMap((m) => m.adds?.onNameWithdrawn ?? []),
};

export const permissions: readonly PermissionSpec[] = modules.flatMap((m) => m.permissions);
