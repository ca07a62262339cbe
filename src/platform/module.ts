/** What a module says of itself: the only thing `modules.ts` and the contract tests need to know. */
import type { PermissionSpec, PolicyName } from './access/access.ts';
import type { Additions } from './additions.ts';
import type { Deps } from './deps.ts';
import type { RouteSpec } from './http/route.ts';
import type { MessageKey } from './i18n/translate.ts';
import type { CronSpec, JobSpec } from './jobs/job.ts';
import type { LinkSource } from './links.ts';
import type { MailSpec } from './mail/mail.ts';
import type { SettingSpec } from './settings/setting.ts';

export interface MenuEntry {
  href: string;
  label: MessageKey;
  /** Shown to those whom this policy lets in. */
  policy: PolicyName;
  order: number;
}

export interface Finding {
  level: 'ok' | 'warn' | 'fail';
  /** One English line for the operator; ids and counts, never names. */
  detail: string;
}

/** What `ja doctor` asks a module about itself. Looks, changes nothing. */
export interface Check {
  name: string;
  run: (deps: Deps) => Promise<Finding>;
}

export interface ModuleManifest {
  name: string;
  permissions: readonly PermissionSpec[];
  settings: readonly SettingSpec[];
  /** Tables whose only writer is this module. */
  tables: readonly string[];
  menu: { public: readonly MenuEntry[]; office: readonly MenuEntry[] };
  routes: (deps: Deps) => RouteSpec[];
  jobs: (deps: Deps) => JobSpec[];
  crons: readonly CronSpec[];
  /** The kinds of mail it sends: how each is written at the moment of sending. */
  mails: (deps: Deps) => MailSpec[];
  checks?: readonly Check[];
  /** How others find title and address of this module's records. */
  links?: readonly LinkSource[];
  /** What it adds to the records of modules that don't know it. */
  adds?: Partial<Additions>;
}
