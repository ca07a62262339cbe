/**
 * `npm test`: the checks of the texts at once, then build and tests; nothing is begun once one has failed. The last
 * line counts the tests. Arguments are passed to the tests: `npm test -- src/platform`.
 */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = (name) =>
  path.join(root, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name);
const report = path.join(os.tmpdir(), `ja-tests-${process.pid}.json`);

const shell = process.platform === 'win32';

/** None of them writes anything. */
const texts = [
  ['lint', bin('oxlint'), []],
  ['format', bin('oxfmt'), ['--check']],
  ['dead code', bin('knip'), []],
];

/**
 * One checker: a second has most of the same work to do again (on two cores 22 s of processor time instead of 35, and
 * no sooner done). It takes as long as the others together and needs one core, so the tests begin beside it.
 */
const types = ['types', bin('tsc'), ['-p', 'tsconfig.json', '--checkers', '1']];

const build = ['build', process.execPath, ['scripts/build.mjs']];
const tests = [
  'tests',
  bin('vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
];

function count() {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
    return `${numPassedTests} passed, ${numFailedTests} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''}`;
  } catch {
    return undefined;
  } finally {
    rmSync(report, { force: true });
  }
}

/** What it said is printed when it is over, so that no two mix. @returns whether it passed */
async function look([name, command, args]) {
  const began = performance.now();
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell });
  const said = [];
  child.stdout.on('data', (piece) => said.push(piece));
  child.stderr.on('data', (piece) => said.push(piece));
  const status = await new Promise((resolve) => {
    child.on('error', (error) => {
      said.push(Buffer.from(`${error.message}\n`));
      resolve(1);
    });
    child.on('close', resolve);
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`— ${name}`);
  process.stdout.write(Buffer.concat(said));
  console.log(status === 0 ? `✓ ${name} ${seconds} s` : `✗ ${name} failed after ${seconds} s`);
  return status === 0;
}

/** Prints as it goes, and is stopped when `broken` comes true. @returns whether it passed */
async function run([name, command, args], broken) {
  console.log(`— ${name}`);
  const began = performance.now();
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell });
  // As by Ctrl-C: the tests then stop what they have started.
  void broken.then((isBroken) => isBroken && child.kill('SIGINT'));
  const status = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code ?? 'stopped'));
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(status === 0 ? `✓ ${name} ${seconds} s` : `✗ ${name} failed after ${seconds} s (${status})`);
  return status === 0;
}

const typed = look(types);
const passed = await Promise.all(texts.map(look));
const steps = passed.includes(false) ? [] : [build, tests];
for (const step of steps) {
  passed.push(
    await run(
      step,
      typed.then((isRight) => !isRight),
    ),
  );
  if (passed.includes(false)) break;
}
passed.push(await typed);
const counted = count();
if (counted) console.log(counted);
if (passed.includes(false)) process.exitCode = 1;
