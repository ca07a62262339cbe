/** What `main.ts` (or the test harness) makes once and hands to everything. No globals besides. */
import type { Config } from '../config.ts';
import type { Additions } from './additions.ts';
import type { Db } from './db/handles.ts';
import type { LinkSource } from './links.ts';
import type { Log } from './log.ts';
import type { Vault } from './vault/vault.ts';

export interface Deps {
  config: Config;
  db: Db;
  vault: Vault;
  log: Log;
  /** How to find title and address of any module's records. */
  links: readonly LinkSource[];
  /** What modules add to each other's records. */
  additions: Additions;
  /** The clock. Tests move it; nothing else reads the system's time for a decision. */
  now: () => Temporal.Instant;
}
