/**
 * Fetches what is at an address, once, as a stranger would: no cookies, no names, few redirects, little time, few
 * bytes. Everything that goes wrong is a code, never a text from outside.
 */
import { request as plainRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { webAddress } from '../address.ts';
import { guardedLookup, type Network, PUBLIC_NETWORK } from './network.ts';

export interface Limits {
  /** Bytes, after decompression too. */
  size: number;
  /** Milliseconds for all of it, redirects included. */
  time: number;
  /** Milliseconds in which nothing comes. */
  silence: number;
  redirects: number;
}

const LIMITS: Limits = { size: 20 * 1024 * 1024, time: 60_000, silence: 10_000, redirects: 5 };

export type FetchFault =
  | 'bad_address'
  | 'inside'
  | 'port'
  | 'no_host'
  | 'unreachable'
  | 'tls'
  | 'timeout'
  | 'too_large'
  | 'redirects'
  | 'cut_short'
  | 'encoding'
  | 'bad_answer'
  | 'empty'
  | `http_${number}`;

export interface Fetched {
  /** The last of the redirects. */
  address: string;
  /** As the server says, parameters included. */
  mediaType: string;
  bytes: Buffer;
}

export type FetchResult = { ok: true; fetched: Fetched } | { ok: false; fault: FetchFault };

interface Options {
  network?: Network;
  limits?: Limits;
}

class Fault extends Error {
  readonly fault: FetchFault;
  constructor(fault: FetchFault) {
    super(fault);
    this.fault = fault;
  }
}

/** Never throws for what the other side does. */
export async function fetchDocument(
  address: string,
  { network = PUBLIC_NETWORK, limits = LIMITS }: Options = {},
): Promise<FetchResult> {
  const late = AbortSignal.timeout(limits.time);
  try {
    let url = checked(address, network);
    for (let hop = 0; hop <= limits.redirects; hop++) {
      const response = await open(url, network, limits, late);
      const next = redirectOf(response, url);
      if (next === undefined) return { ok: true, fetched: await read(response, url, limits, late) };
      response.destroy();
      url = checked(next, network);
    }
    return { ok: false, fault: 'redirects' };
  } catch (error) {
    return { ok: false, fault: late.aborted ? 'timeout' : faultOf(error) };
  }
}

/** Every hop goes through here. The parser of addresses turns decimal, octal and hexadecimal hosts into plain ones. */
function checked(address: string, network: Network): URL {
  const url = webAddress(address);
  if (!url) throw new Fault('bad_address');
  if (network.ports !== 'any' && !network.ports.has(url.port)) throw new Fault('port');
  const host = hostOf(url);
  // No name is asked for where the address is written out.
  if (isIP(host) !== 0 && network.refuses(host)) throw new Fault('inside');
  return url;
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

function open(url: URL, network: Network, limits: Limits, late: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? secureRequest : plainRequest;
  const options: RequestOptions = {
    // No pool: a connection that was checked for one address is used for that one only. No proxy either.
    agent: false,
    lookup: guardedLookup(network),
    signal: late,
    timeout: limits.silence,
    maxHeaderSize: 16_384,
    insecureHTTPParser: false,
    headers: {
      accept: 'text/html,application/pdf;q=0.9,*/*;q=0.8',
      'accept-encoding': 'gzip, deflate, br',
      'accept-language': 'es,*;q=0.5',
      'user-agent': 'JusticiaAbierta-archive/1',
      connection: 'close',
    },
  };
  return new Promise((resolve, reject) => {
    let answer: IncomingMessage | undefined;
    const sent = request(url, options, (response) => resolve((answer = response)));
    // Once an answer has begun, whoever reads it is told.
    sent.on('timeout', () => (answer ?? sent).destroy(new Fault('timeout')));
    sent.on('error', reject);
    // Belt and braces: whoever it is in the end, nothing is read from inside.
    sent.on('socket', (socket) =>
      socket.on('connect', () => {
        if (network.refuses(socket.remoteAddress ?? '')) sent.destroy(new Fault('inside'));
      }),
    );
    sent.end();
  });
}

/** The address it leads on to; undefined when this is the document. */
function redirectOf(response: IncomingMessage, from: URL): string | undefined {
  const status = response.statusCode ?? 0;
  if (status === 200) return undefined;
  const { location } = response.headers;
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) {
    response.destroy();
    throw new Fault(`http_${status}`);
  }
  const next = URL.parse(location, from);
  if (!next) throw new Fault('bad_address');
  return next.href;
}

async function read(
  response: IncomingMessage,
  url: URL,
  limits: Limits,
  late: AbortSignal,
): Promise<Fetched> {
  if (Number(response.headers['content-length'] ?? 0) > limits.size) {
    response.destroy();
    throw new Fault('too_large');
  }
  const bytes = await collect(response, limits, late);
  if (!response.complete) throw new Fault('cut_short');
  if (bytes.length === 0) throw new Fault('empty');
  return { address: url.href, mediaType: response.headers['content-type'] ?? '', bytes };
}

/** Counted before and after decompression, so that a small answer can't become a large one. */
async function collect(response: IncomingMessage, limits: Limits, late: AbortSignal): Promise<Buffer> {
  const opened = decompressor(response.headers['content-encoding']);
  const chunks: Buffer[] = [];
  let size = 0;
  const count = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > limits.size) throw new Fault('too_large');
      chunks.push(chunk);
    }
  };
  await (opened
    ? pipeline(response, opened, count, { signal: late })
    : pipeline(response, count, { signal: late }));
  return Buffer.concat(chunks);
}

function decompressor(encoding: string | undefined) {
  switch ((encoding ?? 'identity').trim().toLowerCase()) {
    case 'identity':
    case '':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      // Also several on top of each other: an old way to make a bomb.
      throw new Fault('encoding');
  }
}

const CODES: readonly [RegExp, FetchFault][] = [
  [/^ERR_INSIDE$/, 'inside'],
  [/^(?:ENOTFOUND|EAI_|ENODATA)/, 'no_host'],
  [/^(?:ETIMEDOUT|ERR_SOCKET_CONNECTION_TIMEOUT)$/, 'timeout'],
  [/^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH)/, 'tls'],
  [/^(?:HPE_|ERR_HTTP|ERR_INVALID)/, 'bad_answer'],
  [/^(?:Z_|ERR__?ERROR_FORMAT|ERR_BROTLI|ERR_PADDING|ERR_BUFFER)/, 'encoding'],
  [/^(?:ERR_STREAM_PREMATURE_CLOSE)$/, 'cut_short'],
];

function faultOf(error: unknown): FetchFault {
  if (error instanceof Fault) return error.fault;
  const code = codeOf(error);
  if (code === 'ECONNRESET') return 'cut_short';
  return CODES.find(([pattern]) => pattern.test(code))?.[1] ?? 'unreachable';
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  // Tried several addresses of one name: the first tells as much as all.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return 'code' in error ? String(error.code) : '';
}
