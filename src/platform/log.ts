/**
 * The log: one JSON line per event on standard output. It carries ids, never names, addresses
 * or secret links. An error's text can hold a row's values (PostgreSQL's `detail`), an address
 * (a mail server's refusal) or a body (a JSON parser's complaint), so errors are reduced here,
 * for everybody, to name, code and where they happened.
 */
import { pino, stdTimeFunctions } from 'pino';
import type { DestinationStream, Logger } from 'pino';

export type Log = Logger;

/**
 * An error whose text was written for the operator and holds no data of people, so that it may
 * be printed and logged as it is.
 */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}

export interface ReducedError {
  name: string;
  code?: string;
  /** Names from the database's schema, never values. */
  constraint?: string;
  table?: string;
  /** Only for an OperatorError. */
  message?: string;
  at?: string[];
  cause?: ReducedError;
}

/** What of an error may be kept: its class, code and place in our code; never its text. */
export function reduceError(error: unknown, depth = 0): ReducedError {
  if (!(error instanceof Error)) return { name: typeof error };
  const known = error as Error & { code?: unknown; constraint?: unknown; table?: unknown };
  const reduced: ReducedError = { name: error.constructor.name || error.name };
  if (typeof known.code === 'string' && /^[\w-]{1,60}$/.test(known.code)) reduced.code = known.code;
  if (typeof known.constraint === 'string') reduced.constraint = known.constraint;
  if (typeof known.table === 'string') reduced.table = known.table;
  if (error instanceof OperatorError) reduced.message = error.message;
  // Frames only: the first lines of a stack repeat the message, over as many lines as it has.
  const frames = error.stack
    ?.split('\n')
    .filter((line) => /^ {4}at .*(?::\d+:\d+\)?|<anonymous>\)?)$/.test(line));
  if (frames?.length) reduced.at = frames.slice(0, 6).map((line) => line.trim().slice(0, 200));
  if (error.cause !== undefined && depth < 3) reduced.cause = reduceError(error.cause, depth + 1);
  return reduced;
}

function reduceArgument(value: unknown): unknown {
  if (value instanceof Error) return { err: reduceError(value) };
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (!entries.some(([, item]) => item instanceof Error)) return value;
  return Object.fromEntries(
    entries.map(([key, item]) => [key, item instanceof Error ? reduceError(item) : item]),
  );
}

export interface LogOptions {
  level: string;
  /** Words that stand on every line, e.g. `{ role: 'web' }`. */
  base?: Record<string, unknown>;
  /** Where lines go; standard output when missing. */
  destination?: DestinationStream;
}

/** Makes the one log of a process. */
export function createLog({ level, base = {}, destination }: LogOptions): Log {
  return pino(
    {
      level,
      base,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: [
          'password',
          '*.password',
          'token',
          '*.token',
          'authorization',
          'cookie',
          '*.headers',
          'headers',
          'email',
          '*.email',
          'address',
          '*.address',
        ],
        censor: '…',
      },
      // Before pino looks at it: pino would copy an error's message into the line.
      hooks: {
        logMethod(args, method) {
          const [first, ...rest] = args as unknown[];
          const reduced = [
            reduceArgument(first),
            ...rest.map((item) => (item instanceof Error ? item.constructor.name : item)),
          ];
          method.apply(this, reduced as Parameters<typeof method>);
        },
      },
      // The library that serves the web would log address and full URL, secret links included.
      serializers: {
        req: (request: { id?: unknown; method?: unknown; routeOptions?: { url?: unknown } }) => ({
          id: request.id,
          method: request.method,
          route: request.routeOptions?.url,
        }),
        res: (reply: { statusCode?: unknown }) => ({ status: reply.statusCode }),
        err: (error: unknown) => (error instanceof Error ? reduceError(error) : error),
      },
    },
    // Written at once: the last lines before a crash are those that matter.
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}
