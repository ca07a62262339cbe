/** A verb of the command line (`ja backup …`). */
import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';
import type { Config } from '../config.ts';
import type { Log } from '../platform/log.ts';

/** Exit codes that scripts rely on. */
export const DONE = 0;
/** Nothing was done; the reasons were printed. */
export const FAILED = 1;
export const WRONG_USE = 2;

export interface Call {
  /** What stands after the verb. */
  args: readonly string[];
  config: Config;
  /** For what isn't configuration: who started us, what the terminal can. */
  env: Readonly<Record<string, string | undefined>>;
  log: Log;
  /** Prints a line for the person at the terminal. */
  say: (line: string) => void;
  /** Prints a complaint. */
  complain: (line: string) => void;
}

export interface Verb {
  name: string;
  /** What stands after `ja` in the help, e.g. `backup <file>`. */
  usage: string;
  /** One line. */
  summary: string;
  /** Further lines of `ja <verb> --help`. */
  help?: readonly string[];
  /** Loaded when called, so that a small verb starts quickly. */
  load: () => Promise<{ run: (call: Call) => Promise<number> }>;
}

/** Thrown by a verb that was called wrongly: printed with the verb's usage, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * What stands after the verb, as options and the rest.
 * @throws {UsageError} when an option is unknown or lacks its value
 */
export function readArgs<const O extends ParseArgsOptionsConfig>({ args }: Pick<Call, 'args'>, options: O) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
