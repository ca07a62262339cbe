/**
 * `npm test`: every check in turn, the quick ones first; stops at the first that fails. The last
 * line counts the tests. Arguments are passed to the tests: `npm test -- src/platform`.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = (name) =>
  path.join(root, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name);
const report = path.join(os.tmpdir(), `ja-tests-${process.pid}.json`);

const steps = [
  ['lint', bin('oxlint'), []],
  ['format', bin('oxfmt'), ['--check']],
  ['types', bin('tsc'), ['-p', 'tsconfig.json']],
  ['dead code', bin('knip'), []],
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

for (const [name, command, args] of steps) {
  console.log(`— ${name}`);
  const began = performance.now();
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
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
