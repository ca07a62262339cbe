/** `npm run dev`: compiles on every change and starts the server again. */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAssets } from './assets.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const posix = process.platform !== 'win32';
// A group each: tsc is a parent of the real compiler and does not pass signals on.
const start = (args) =>
  spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], detached: posix });

function kill(child) {
  try {
    if (posix) process.kill(-child.pid, 'SIGTERM');
    else child.kill();
  } catch {
    // Gone already.
  }
}

const compiler = start([
  'node_modules/typescript/bin/tsc',
  '-p',
  'tsconfig.build.json',
  '--watch',
  '--preserveWatchOutput',
]);
const server = start([
  '--watch-preserve-output',
  '--watch-path=dist',
  'dist/src/main.js',
  'serve',
  ...process.argv.slice(3),
]);

let timer;
watch(path.join(root, 'src/browser'), { recursive: true }, () => {
  clearTimeout(timer);
  timer = setTimeout(() => void buildAssets(root).catch((error) => console.error(error.message)), 100);
});

let ending = false;
function end() {
  if (ending) return;
  ending = true;
  kill(compiler);
  server.kill('SIGTERM');
  server.once('exit', () => process.exit(0));
}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'disconnect']) process.on(signal, end);
server.once('exit', (code) => {
  kill(compiler);
  process.exit(code ?? 1);
});
