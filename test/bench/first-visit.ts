/** What a phone loads at its first visit to an edition: bytes over the wire, requests, and to whom. */
import { once } from 'node:events';
import { connect } from 'node:net';
import path from 'node:path';
import { openDb, openPool } from '../../src/platform/db/pool.ts';
import { kilobytes, type Measured } from './measured.ts';
import { insertLarge } from './pages.ts';
import { type Server, startServer, withFolder } from './server.ts';

const BUDGET = 60_000;
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg|ico)(?:$|\?)/i;

interface Loaded {
  /** Head and body as they came. */
  bytes: number;
  text: string;
}

/** One GET on a connection of its own, every byte of the answer counted. */
async function load(port: number, url: string, encoding: string): Promise<Loaded> {
  const socket = connect({ port, host: '127.0.0.1' });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.write(
    `GET ${url} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: close\r\naccept-encoding: ${encoding}\r\naccept-language: es\r\n\r\n`,
  );
  await once(socket, 'close', { signal: AbortSignal.timeout(10_000) });
  const all = Buffer.concat(chunks);
  const status = all.toString('latin1', 9, 12);
  if (status !== '200') throw new Error(`${url}: ${status}`);
  return { bytes: all.length, text: all.toString('utf8') };
}

/** Everything that a browser fetches for this page without being asked by a person. */
function resourcesOf(html: string): string[] {
  const found: string[] = [];
  for (const [tag] of html.matchAll(/<(?:link|script|img|source|iframe|video|audio|embed|object)\b[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
    // Other links (canonical, alternate, next) are only read.
    if (
      tag.startsWith('<link') &&
      !/\b(?:stylesheet|icon|preload|modulepreload|manifest)\b/.test(attribute('rel') ?? '')
    )
      continue;
    for (const name of ['href', 'src', 'data', 'poster']) {
      const url = attribute(name);
      if (url !== undefined && !url.startsWith('data:')) found.push(url);
    }
    for (const part of attribute('srcset')?.split(',') ?? []) found.push(part.trim().split(' ')[0] ?? '');
  }
  return found;
}

const resourcesOfCss = (css: string): string[] =>
  [...css.matchAll(/url\(["']?([^"')]+)["']?\)|@import\s+["']([^"']+)/g)]
    .map(([, url, imported]) => url ?? imported ?? '')
    .filter((url) => !url.startsWith('data:'));

async function visit(server: Server, encoding: string): Promise<Measured> {
  const origin = `http://127.0.0.1:${server.port}`;
  const page = `${origin}/encuentros/grande`;
  // The addresses are read from the page as it is; the bytes are those of the compressed one.
  const waiting = [page];
  const seen = new Set<string>();
  let bytes = 0;
  let requests = 0;
  let pictures = 0;
  const foreign: string[] = [];
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    if (seen.has(url)) continue;
    seen.add(url);
    const { origin: owner, pathname, search } = new URL(url);
    if (owner !== origin) {
      foreign.push(owner);
      continue;
    }
    if (PICTURE.test(pathname)) {
      pictures += 1;
      continue;
    }
    const plain = await load(server.port, pathname + search, 'identity');
    bytes += (await load(server.port, pathname + search, encoding)).bytes;
    requests += 1;
    const more =
      url === page ? resourcesOf(plain.text) : pathname.endsWith('.css') ? resourcesOfCss(plain.text) : [];
    waiting.push(...more.map((href) => new URL(href, url).href));
  }
  return {
    what: `first visit to an edition, ${encoding}`,
    value: `${kilobytes(bytes)}, ${requests} requests, ${foreign.length} to others`,
    reference: `${kilobytes(BUDGET)}${pictures > 0 ? `, ${pictures} pictures aside` : ''}`,
    ratio: bytes / BUDGET,
    goal: `≤ ${BUDGET / 1000} kB`,
    met: bytes <= BUDGET && foreign.length === 0,
  };
}

export async function measureFirstVisit(): Promise<Measured[]> {
  return await withFolder(async (folder) => {
    const server = await startServer(path.join(folder, 'data'));
    try {
      const db = openDb(openPool({ url: await server.databaseUrl(), max: 1, name: 'bench' }));
      await insertLarge(db, 'grande', 300, 150).finally(async () => await db.destroy());
      return [await visit(server, 'br'), await visit(server, 'gzip')];
    } finally {
      await server.stop();
    }
  });
}
