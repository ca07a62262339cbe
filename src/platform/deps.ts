/** What `main.ts` (or the test harness) makes once and hands to everything. No globals besides. */
import type { Config } from '../config.ts';
import type { Db } from './db/handles.ts';
import type { Log } from './log.ts';
import type { Vault } from './vault/vault.ts';

export interface Deps {
  config: Config;
  db: Db;
  vault: Vault;
  log: Log;
  /** The clock. Tests move it; nothing else reads the system's time for a decision. */
  now: () => Temporal.Instant;
}
