/**
 * Makes `dist/` from the sources; does nothing when it is newer than all of them. Runs on any
 * Node from 20 on, since `npm ci` calls it with the machine's own.
 *
 *   node scripts/build.mjs [--force]
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAssets } from './assets.mjs';
import { projectNode } from './project-node.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(root, 'dist');
const stamp = path.join(dist, '.built');
/** Folders whose TypeScript ends up in dist; other files of theirs are copied. */
const sources = ['src', 'migrations', 'samples', 'test/bench'];
const inputs = [...sources, 'locales', 'scripts', 'tsconfig.json', 'tsconfig.build.json', 'package.json'];

function* walk(file) {
  const info = statSync(file, { throwIfNoEntry: false });
  if (!info) return;
  yield { file, info };
  if (info.isDirectory()) for (const name of readdirSync(file)) yield* walk(path.join(file, name));
}

/** True when nothing among the sources is newer than the last build. Folders count: a file may be gone. */
export function isFresh() {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) return false;
  for (const input of inputs)
    for (const { info } of walk(path.join(root, input))) if (info.mtimeMs > built) return false;
  return true;
}

function run(name, node, args) {
  const { status, stdout, stderr, error } = spawnSync(node, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name}: ${error?.message ?? stdout + stderr}`);
}

function compile() {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  if (!existsSync(tsc))
    throw new Error('typescript is not installed: run "npm ci" without leaving out development packages');
  run('tsc', process.execPath, [tsc, '-p', 'tsconfig.build.json']);
}

/** By the project's own Node: the bundler needs a newer one than npm may run on. */
function bundle() {
  run('rolldown', projectNode() ?? process.execPath, [path.join(root, 'scripts/bundle.mjs')]);
}

/** A migration or route that was deleted must not live on in dist. */
function sweep() {
  for (const source of sources) {
    for (const { file, info } of walk(path.join(dist, source))) {
      if (info.isDirectory()) continue;
      const original = path.join(root, path.relative(dist, file));
      const found = ['', '.ts', '.tsx'].some((ext) =>
        existsSync(ext === '' ? original : original.replace(/\.js$/, ext)),
      );
      if (!found) rmSync(file);
    }
  }
}

function copyData() {
  for (const source of ['samples', 'migrations']) {
    for (const { file, info } of walk(path.join(root, source))) {
      if (!info.isFile() || file.endsWith('.ts')) continue;
      cpSync(file, path.join(dist, path.relative(root, file)), { recursive: true });
    }
  }
}

export async function build() {
  // Taken before: what changes while we build is built again next time.
  const began = new Date();
  mkdirSync(dist, { recursive: true });
  compile();
  sweep();
  copyData();
  bundle();
  await buildAssets(root);
  writeFileSync(stamp, `${began.toISOString()}\n`);
  utimesSync(stamp, began, began);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--force')) rmSync(dist, { recursive: true, force: true });
  if (!isFresh()) {
    const began = performance.now();
    try {
      await build();
      console.log(`built in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  }
}
