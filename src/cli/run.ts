/** Finds the verb, reads the environment, runs it, and says in plain lines what went wrong. */
import { ConfigError, loadConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { OperatorError, createLog, reduceError } from '../platform/log.ts';
import { DONE, FAILED, UsageError, WRONG_USE } from './verb.ts';
import type { Verb } from './verb.ts';
import { verbs, webVerb } from './verbs.ts';

export interface Terminal {
  say: (line: string) => void;
  complain: (line: string) => void;
}

function overview(): string {
  const width = Math.max(...verbs.map((verb) => verb.usage.length));
  return [
    'Usage: ja <verb> …',
    '',
    ...verbs.map((verb) => `  ${verb.usage.padEnd(width)}  ${verb.summary}`),
    '',
    'ja <verb> --help says more.',
  ].join('\n');
}

function explain(verb: Verb): string {
  return [`Usage: ja ${verb.usage}`, '', verb.summary, ...(verb.help ?? [])].join('\n');
}

function configOf(env: NodeJS.ProcessEnv, terminal: Terminal): Config | undefined {
  try {
    return loadConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const line of error.lines) terminal.complain(line);
    return undefined;
  }
}

/**
 * @param argv what stands after the program's name
 * @returns the exit code: 0 done, 1 not done and why, 2 wrong use
 */
export async function run(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<number> {
  const [name, ...args] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.say(overview());
    return name === undefined ? WRONG_USE : DONE;
  }
  const verb = [...verbs, webVerb].find((one) => one.name === name);
  if (!verb) {
    terminal.complain(`There is no verb "${name}".\n\n${overview()}`);
    return WRONG_USE;
  }
  if (args.includes('--help') || args.includes('-h')) {
    terminal.say(explain(verb));
    return DONE;
  }
  const config = configOf(env, terminal);
  if (!config) return FAILED;
  const log = createLog({ level: config.logLevel });
  try {
    const { run: act } = await verb.load();
    return await act({ args, config, env, log, ...terminal });
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.complain(`${error.message}\n\n${explain(verb)}`);
      return WRONG_USE;
    }
    if (error instanceof OperatorError) {
      terminal.complain(error.message);
      if (error.cause !== undefined) terminal.complain(JSON.stringify(reduceError(error.cause)));
    } else {
      // Its text may hold a person's data; class, code and place are enough to report it.
      terminal.complain(`Unexpected fault: ${JSON.stringify(reduceError(error))}`);
    }
    return FAILED;
  }
}
