/**
 * `npm test`: the checks of the texts at once, then build and tests; stops at the first that fails. The last
 * line counts the tests. Arguments are passed to the tests: `npm test -- src/platform`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = (name) =>
  path.join(root, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name);
const report = path.join(os.tmpdir(), `ja-tests-${process.pid}.json`);

const shell = process.platform === 'win32';

/**
 * None of them writes anything. One checker of types: a second has most of the same work to do again (on two cores
 * 22 s of processor time instead of 35, and no sooner done).
 */
const texts = [
  ['lint', bin('oxlint'), []],
  ['format', bin('oxfmt'), ['--check']],
  ['types', bin('tsc'), ['-p', 'tsconfig.json', '--checkers', '1']],
  ['dead code', bin('knip'), []],
];

const steps = [
  ['build', process.execPath, ['scripts/build.mjs']],
  [
    'tests',
    bin('vitest'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  ],
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

const passed = await Promise.all(texts.map(look));
if (passed.includes(false)) process.exit(1);

for (const [name, command, args] of steps) {
  console.log(`— ${name}`);
  const began = performance.now();
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell,
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const tests = name === 'tests' ? count() : undefined;
  if (status !== 0) {
    console.log(`✗ ${name} failed after ${seconds} s${error ? `: ${error.message}` : ''}`);
    if (tests) console.log(tests);
    process.exit(1);
  }
  console.log(`✓ ${name} ${seconds} s`);
  if (tests) console.log(tests);
}
