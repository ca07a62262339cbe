/** Memory of the one process that serves and works, when it has been used a little and rests. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Measured, megabytes } from './measured.ts';
import { startServer, withFolder } from './server.ts';

const BUDGET = 250 * 2 ** 20;
const PAGES = 30;
// V8 gives back what it does not need any more after some 20 s of rest.
const SETTLE = 30_000;

/** Bytes of a process that lie in memory. */
function residentBytes(pid: number): number {
  try {
    const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    if (line) return Number(line[1]) * 1024;
  } catch {
    // No /proc here.
  }
  return Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout) * 1024;
}

/** Opens so many pages, following links from the home page, and then the same ones again. */
async function browse(port: number): Promise<void> {
  const origin = `http://127.0.0.1:${port}`;
  const known = ['/'];
  for (let opened = 0; opened < PAGES; opened++) {
    const url = known[opened % known.length] ?? '/';
    const html = await (await fetch(origin + url)).text();
    for (const [, href] of html.matchAll(/<a\b[^>]*\shref="(\/[^"#]*)/g)) {
      const address = (href ?? '').replaceAll('&amp;', '&');
      if (known.length < PAGES && !known.includes(address) && !address.startsWith('/admin'))
        known.push(address);
    }
  }
}

/** @returns bytes that the one process keeps while it rests */
async function idleBytes(): Promise<number> {
  return await withFolder(async (folder) => {
    const server = await startServer(path.join(folder, 'data'), { env: { SAMPLES: '1' } });
    try {
      await browse(server.port);
      await sleep(SETTLE);
      return residentBytes(server.pid);
    } finally {
      await server.stop();
    }
  });
}

export async function measureMemory(): Promise<Measured[]> {
  const idle = await idleBytes();
  return [
    {
      what: `idle memory after ${PAGES} pages`,
      value: megabytes(idle),
      reference: megabytes(BUDGET),
      ratio: idle / BUDGET,
      goal: `< ${megabytes(BUDGET)}`,
      met: idle < BUDGET,
    },
  ];
}
