/** Against servers of our own on the loopback, which the tests allow by hand. */
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSocketServer, type Socket } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { gzipSync, brotliCompressSync, deflateSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchDocument, type Limits } from './fetch.ts';
import { isInside, type Network, PUBLIC_NETWORK } from './network.ts';

const LOOPBACK = [127, 0, 0, 1].join('.');
/** As outside, but for our own servers. */
const network: Network = {
  refuses: (address) => address !== LOOPBACK && isInside(address),
  ports: 'any',
  resolve: async (host) => [
    {
      address: host === 'inside.example.org' ? '::1' : LOOPBACK,
      family: host === 'inside.example.org' ? 6 : 4,
    },
  ],
};
const limits: Limits = { size: 100_000, time: 20_000, silence: 10_000, redirects: 3 };
/** Only where the time is what is asked about: elsewhere a busy machine would be taken for a slow server. */
const hurried = { time: 900, silence: 300 };

const servers: { server: Server; sockets: Set<Socket> }[] = [];

function keep(server: Server): void {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  servers.push({ server, sockets });
}

async function listening(server: Server): Promise<string> {
  keep(server);
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
  return `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`;
}

const serve = (handle: RequestListener) => listening(createServer(handle));
/** Says whatever it likes, down to the byte. */
const say = (talk: (socket: Socket) => void) =>
  listening(
    createSocketServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => talk(socket));
    }),
  );

afterEach(async () => {
  for (const { server, sockets } of servers.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
});

const fetching = (address: string, changed: Partial<Limits> = {}) =>
  fetchDocument(address, { network, limits: { ...limits, ...changed } });
const failed = (fault: string) => ({ ok: false, fault });

describe('fetching', () => {
  it('brings the bytes and what they are said to be, and says nothing of who asks', async () => {
    let asked: Record<string, unknown> = {};
    const base = await serve((request, response) => {
      asked = request.headers;
      response
        .setHeader('content-type', 'text/html; charset=utf-8')
        .setHeader('set-cookie', 'a=1')
        .end('<p>Hola</p>');
    });
    expect(await fetching(`${base}/nota?x=1`)).toEqual({
      ok: true,
      fetched: {
        address: `${base}/nota?x=1`,
        mediaType: 'text/html; charset=utf-8',
        bytes: Buffer.from('<p>Hola</p>'),
      },
    });
    expect(Object.keys(asked).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'accept-language',
      'connection',
      'host',
      'user-agent',
    ]);
  });

  it('is refused the same server by the rules of the program', async () => {
    const base = await serve((_request, response) => response.end('x'));
    const port = new URL(base).port;
    expect(await fetchDocument(base)).toEqual(failed('port'));
    expect(await fetchDocument(base, { network: { ...PUBLIC_NETWORK, ports: 'any' } })).toEqual(
      failed('inside'),
    );
    expect(
      await fetchDocument(`http://localhost:${port}/`, { network: { ...PUBLIC_NETWORK, ports: 'any' } }),
    ).toEqual(failed('inside'));
  });

  it('asks a name once, when it connects: what it answers later changes nothing', async () => {
    let asked = 0;
    const base = await serve((_request, response) => response.end('fuera'));
    // The first answer is outside, each later one inside.
    const rebinding: Network = {
      ...network,
      resolve: async () => [{ address: asked++ === 0 ? LOOPBACK : '::1', family: asked === 1 ? 4 : 6 }],
    };
    const address = `http://casa.example.org:${new URL(base).port}/`;
    expect(await fetchDocument(address, { network: rebinding, limits })).toMatchObject({ ok: true });
    expect(asked).toBe(1);
    expect(await fetchDocument(address, { network: rebinding, limits })).toEqual(failed('inside'));
  });

  it('looks at whom it is connected to in the end, whatever was answered before', async () => {
    const base = await serve((_request, response) => response.end('dentro'));
    let looked = 0;
    const changing: Network = { ...network, refuses: () => looked++ > 0 };
    expect(await fetchDocument(base, { network: changing, limits })).toEqual(failed('inside'));
  });

  it('follows a few redirects, each checked as the first', async () => {
    const base = await serve((request, response) => {
      const to: Record<string, string> = {
        '/a': '/b',
        '/b': `${base}/c`,
        '/loop': '/loop',
        '/inside': 'http://[::1]/',
        '/name': `http://inside.example.org:${new URL(base).port}/`,
        '/decimal': 'http://2130706434/',
        '/file': 'file:///etc/passwd',
        '/user': 'http://a:b@example.org/',
        '/broken': 'http://[',
      };
      const location = to[request.url ?? ''];
      if (location === undefined) response.end('llegó');
      else response.writeHead(302, { location }).end();
    });
    expect(await fetching(`${base}/a`)).toMatchObject({ ok: true, fetched: { address: `${base}/c` } });
    expect(await fetching(`${base}/loop`)).toEqual(failed('redirects'));
    for (const way of ['inside', 'name', 'decimal'])
      expect(await fetching(`${base}/${way}`)).toEqual(failed('inside'));
    for (const way of ['file', 'user', 'broken'])
      expect(await fetching(`${base}/${way}`)).toEqual(failed('bad_address'));
    const refusesPorts = { ...network, ports: new Set([new URL(base).port]) };
    const other = await serve((_request, response) =>
      response.writeHead(301, { location: 'http://example.org:22/' }).end(),
    );
    expect(
      await fetchDocument(other, {
        network: { ...refusesPorts, ports: new Set([new URL(other).port]) },
        limits,
      }),
    ).toEqual(failed('port'));
  });

  it('takes no other answer than the document itself', async () => {
    const base = await serve((request, response) =>
      response.writeHead(Number(request.url?.slice(1))).end('x'),
    );
    for (const status of [204, 206, 304, 401, 404, 410, 500])
      expect(await fetching(`${base}/${status}`)).toEqual(failed(`http_${status}`));
    expect(await fetching(`${base}/302`)).toEqual(failed('http_302'));
  });

  it('opens what is compressed, and stops at the limit of what comes out', async () => {
    const text = Buffer.from('Texto de la nota. '.repeat(200));
    const bomb = Buffer.alloc(5_000_000);
    const packed: Record<string, [string, Buffer]> = {
      '/gzip': ['gzip', gzipSync(text)],
      '/br': ['br', brotliCompressSync(text)],
      '/deflate': ['deflate', deflateSync(text)],
      '/bomb': ['gzip', gzipSync(bomb)],
      '/bomb-br': ['br', brotliCompressSync(bomb)],
      '/twice': ['gzip, gzip', gzipSync(gzipSync(text))],
      '/unknown': ['zstd', text],
      '/lie': ['gzip', text],
      '/half': ['gzip', gzipSync(text).subarray(0, 40)],
    };
    const base = await serve((request, response) => {
      const [encoding, bytes] = packed[request.url ?? ''] ?? ['identity', text];
      response.setHeader('content-encoding', encoding).end(bytes);
    });
    for (const way of ['gzip', 'br', 'deflate'])
      expect(await fetching(`${base}/${way}`)).toMatchObject({ ok: true, fetched: { bytes: text } });
    for (const way of ['bomb', 'bomb-br'])
      expect(await fetching(`${base}/${way}`)).toEqual(failed('too_large'));
    for (const way of ['twice', 'unknown', 'lie', 'half'])
      expect(await fetching(`${base}/${way}`)).toEqual(failed('encoding'));
  });

  it('stops at the limit of bytes, announced or not', async () => {
    let written = 0;
    const base = await serve((request, response) => {
      if (request.url === '/said')
        return response.setHeader('content-length', '5000000').end(Buffer.alloc(5_000_000));
      if (request.url === '/just') return response.end(Buffer.alloc(100_000, 'a'));
      const timer = setInterval(() => {
        written += 20_000;
        response.write(Buffer.alloc(20_000));
      }, 1);
      response.on('close', () => clearInterval(timer));
      return undefined;
    });
    expect(await fetching(`${base}/said`)).toEqual(failed('too_large'));
    expect(await fetching(`${base}/endless`)).toEqual(failed('too_large'));
    expect(written).toBeLessThan(2_000_000);
    expect(await fetching(`${base}/just`)).toMatchObject({ ok: true });
    expect(await fetching(`${base}/just`, { size: 99_999 })).toEqual(failed('too_large'));
  });

  it('takes no half of a document', async () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n';
    const short = await say((socket) => socket.end(`${head}Content-Length: 100\r\n\r\nonly this`));
    expect(await fetching(short)).toEqual(failed('cut_short'));
    const chunked = await say((socket) => socket.end(`${head}Transfer-Encoding: chunked\r\n\r\n5\r\nhalf `));
    expect(await fetching(chunked)).toEqual(failed('cut_short'));
    const reset = await say((socket) => socket.resetAndDestroy());
    expect(await fetching(reset)).toEqual(failed('cut_short'));
    const nothing = await say((socket) => socket.end(`${head}Content-Length: 0\r\n\r\n`));
    expect(await fetching(nothing)).toEqual(failed('empty'));
  });

  it('takes of an answer that is longer than it says what it says', async () => {
    const base = await say((socket) =>
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nHola y mucho más'),
    );
    expect(await fetching(base)).toMatchObject({ ok: true, fetched: { bytes: Buffer.from('Hola') } });
  });

  it('refuses answers that two readers would read in two ways', async () => {
    const answers = [
      'HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 9\r\n\r\nHola',
      'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nHola',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n',
      'SSH-2.0-OpenSSH_9.9\r\n',
      `HTTP/1.1 200 OK\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`,
    ];
    for (const answer of answers) {
      const base = await say((socket) => socket.end(answer));
      expect([answer.slice(0, 60), await fetching(base)]).toEqual([
        answer.slice(0, 60),
        failed('bad_answer'),
      ]);
    }
  });

  it('waits for nobody who says nothing, or says it letter by letter', async () => {
    const mute = await say(() => {});
    expect(await fetching(mute, hurried)).toEqual(failed('timeout'));
    const slowHead = await say((socket) => drip(socket, 'HTTP/1.1 200 OK\r\nX-A: '.padEnd(5000, 'a')));
    expect(await fetching(slowHead, hurried)).toEqual(failed('timeout'));
    const slowBody = await say((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n');
      drip(socket, 'a'.repeat(5000));
    });
    expect(await fetching(slowBody, hurried)).toEqual(failed('timeout'));
    const stuck = await say((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nabc'));
    expect(await fetching(stuck, hurried)).toEqual(failed('timeout'));
    const turning = await serve((_request, response) => {
      setTimeout(() => response.writeHead(302, { location: '/' }).end(), 200);
    });
    expect(await fetching(turning, { ...hurried, redirects: 100 })).toEqual(failed('timeout'));
  });

  it('says so when nobody is there', async () => {
    const base = await serve((_request, response) => response.end('x'));
    const [kept] = servers.splice(0);
    await new Promise((resolve) => kept?.server.close(resolve));
    expect(await fetching(base)).toEqual(failed('unreachable'));
  });

  it('asks for no key of a server that has none', async () => {
    const base = await say((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nplain'));
    expect(await fetching(base.replace('http:', 'https:'))).toEqual(failed('tls'));
  });
});

function drip(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => socket.write(text[at++] ?? 'a'), 50);
  socket.on('close', () => clearInterval(timer));
}
