/**
 * Sends registrations, or asks for pages, over a bounded number of connections that stay open, each as soon as the one before
 * is answered. A process of its own, and HTTP by hand: on a small machine a comfortable client would take
 * the time that the server is measured by.
 */
import { connect } from 'node:net';

export interface Load {
  port: number;
  path: string;
  /** Bodies, one per registration; with `get` the paths that are asked for. */
  bodies: readonly string[];
  get?: boolean;
  /** Connections at a time. */
  connections: number;
  /** Milliseconds after which it gives up. */
  patience: number;
}

export interface LoadResult {
  /** From the first byte out to the last answer in. */
  elapsed: number;
  latencies: number[];
  /** How often each status came; 0: the connection broke. */
  statuses: Record<string, number>;
}

function requestOf({ path, get = false }: Load, body: string): string {
  if (get)
    return (
      `GET ${body} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: keep-alive\r\n` +
      `accept: text/html\r\naccept-language: es\r\naccept-encoding: gzip, br\r\n\r\n`
    );
  return (
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: keep-alive\r\n` +
    `accept: text/html\r\naccept-language: es\r\naccept-encoding: gzip, br\r\n` +
    `content-type: application/x-www-form-urlencoded\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

/** Status of a whole answer, or undefined while more has to come. Answers without a length count as broken. */
function statusOf(received: string): number | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const length = /\r\ncontent-length: (\d+)/i.exec(received.slice(0, end))?.[1];
  if (length === undefined) return 0;
  if (received.length < end + 4 + Number(length)) return undefined;
  return Number(received.slice(9, 12));
}

async function lane(load: Load, next: () => string | undefined, result: LoadResult): Promise<void> {
  const socket = connect({ port: load.port, host: '127.0.0.1', noDelay: true });
  const { promise, resolve } = Promise.withResolvers<void>();
  let began = 0;
  let received = '';
  const count = (status: number) => {
    result.statuses[status] = (result.statuses[status] ?? 0) + 1;
  };
  const send = () => {
    const body = next();
    if (body === undefined) return void socket.end();
    began = performance.now();
    received = '';
    socket.write(requestOf(load, body));
  };
  socket.setTimeout(load.patience, () => socket.destroy(new Error('late')));
  socket.on('connect', send);
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
    const status = statusOf(received);
    if (status === undefined) return;
    result.latencies.push(performance.now() - began);
    count(status);
    send();
  });
  socket.on('error', () => count(0));
  socket.on('close', () => resolve());
  await promise;
}

async function run(load: Load): Promise<void> {
  const result: LoadResult = { elapsed: 0, latencies: [], statuses: {} };
  let at = 0;
  const began = performance.now();
  const next = () => (performance.now() - began > load.patience ? undefined : load.bodies[at++]);
  await Promise.all(Array.from({ length: load.connections }, () => lane(load, next, result)));
  result.elapsed = performance.now() - began;
  process.send?.(result, () => process.disconnect?.());
}

process.once('message', (load: Load) => void run(load));
