/** The program's entry: the only reader of argument list and environment. */
import { run } from './cli/run.ts';

process.exitCode = await run(process.argv.slice(2), process.env, {
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
});
// The channel to the launcher would keep us alive, and so would anything that was not closed.
if (process.connected) process.disconnect?.();
setTimeout(() => process.exit(), 2000).unref();
