#!/usr/bin/env node
/**
 * Starts the program on the Node that comes with the project. Written for any Node from 20 on:
 * it builds when the sources are newer than dist, and then becomes the program, on the right Node
 * and with what V8 has to be told; where a process cannot be replaced, it is the program's parent
 * and passes signals on.
 */
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import module from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, isFresh } from '../scripts/build.mjs';
import { projectNode } from '../scripts/project-node.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const main = path.join(root, 'dist/app/main.js');
// Compiled once, not at every start: a third less work. Not in /tmp, where others could put theirs.
const cache = path.join(root, 'dist/.cache');
// A server's heap for what is new would grow to 32 MB, twice, and stay so. With 8 it answers as fast.
const SERVER_FLAGS = ['--max-semi-space-size=8'];

function fail(line) {
  console.error(line);
  process.exit(1);
}

const environment = { ...process.env, NODE_COMPILE_CACHE: cache };

/** The program in place of this process: same number, same parent, nothing left of what built it. */
function become(node, args) {
  process.execve(node, [node, ...args], environment);
}

/** A child on the right Node. The channel between us tells it when we are gone, however we went. */
function pass(node, args) {
  const child = spawn(node, args, {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: environment,
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`${node}: ${error.message}`));
  child.on('exit', (code, signal) =>
    process.exit(signal ? 128 + (os.constants.signals[signal] ?? 0) : (code ?? 1)),
  );
}

const args = process.argv.slice(2);
if (!isFresh()) {
  try {
    await build();
  } catch (error) {
    if (!existsSync(main)) fail(`The program could not be built.\n${error.message}`);
    console.error(
      `The sources are newer than the built program and could not be built; the last build runs.\n${error.message}`,
    );
  }
}
const node = projectNode();
const here = node === realpathSync(process.execPath) || 'Temporal' in globalThis;
const script = args[0] === 'dev' ? path.join(root, 'scripts/dev.mjs') : main;
const flags = args[0] === 'serve' ? SERVER_FLAGS.filter((flag) => !process.execArgv.includes(flag)) : [];
// Not on Windows, not before Node 22.15, and not where a parent listens on a channel that would close.
const replaceable = 'execve' in process && process.platform !== 'win32' && !process.connected;
if (here && (flags.length === 0 || !replaceable)) {
  module.enableCompileCache?.(cache);
  process.argv.splice(1, 1, script);
  await import(pathToFileURL(script).href);
} else if (here) {
  become(process.execPath, [...process.execArgv, ...flags, script, ...args]);
} else if (node) {
  (replaceable ? become : pass)(node, [...flags, script, ...args]);
} else {
  fail(
    `This needs Node 26 and found ${process.version}. Run "npm ci" with optional packages, or start it with Node 26.`,
  );
}
