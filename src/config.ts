/**
 * The environment, read once into one frozen typed object. Every variable is described here;
 * `docs/reference/environment.md` is compared with this list by a test.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
  readonly host: string;
  /** TCP port of the web server; 0 takes a free one. */
  readonly port: number;
  /** Public address without a slash at the end, e.g. `https://encuentro.example.org`. */
  readonly baseUrl: string;
  /** Absolute path. */
  readonly dataDir: string;
  /** Undefined: the program starts its own PostgreSQL in the data folder. */
  readonly databaseUrl: string | undefined;
  /** Connections per web process. */
  readonly databasePool: number;
  /** Undefined: every mail becomes a file under `dataDir/mail`. */
  readonly smtpUrl: string | undefined;
  /** Absolute path. */
  readonly secretKeyFile: string;
  readonly webWorkers: number;
  readonly logLevel: LogLevel;
  /** Load `samples/` into an empty database. */
  readonly samples: boolean;
  /** Who may set `X-Forwarded-*`: nobody, everybody, a number of hops, or a list of addresses. */
  readonly trustProxy: boolean | number | string;
  /** With it, `GET /metrics` answers whoever sends it as a bearer token; without it, nobody. */
  readonly metricsToken: string | undefined;
}

export interface VariableSpec {
  name: string;
  /** As the operator reads it; empty when there is none. */
  default: string;
  summary: string;
}

/** Thrown by `loadConfig`: one line per variable that is wrong, for the operator's screen. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

export const VARIABLES: readonly VariableSpec[] = [
  { name: 'HOST', default: '127.0.0.1', summary: 'Address the web server listens on.' },
  { name: 'PORT', default: '3000', summary: 'Port the web server listens on; 0 takes a free one.' },
  {
    name: 'BASE_URL',
    default: 'http://HOST:PORT',
    summary:
      'Public address of the site, with http or https and without a path. Links in mails and feeds start with it.',
  },
  {
    name: 'DATA_DIR',
    default: './data',
    summary:
      'Folder of everything that lasts: database, key, files. Without it, `data` in the program folder.',
  },
  {
    name: 'DATABASE_URL',
    default: '',
    summary:
      'PostgreSQL 18 or newer, as postgres://user:password@host:port/name. Without it the program starts its own in DATA_DIR.',
  },
  {
    name: 'DATABASE_POOL',
    default: '4',
    summary:
      'Database connections of each web process (1 to 50). More is slower where many people want the same place.',
  },
  {
    name: 'SMTP_URL',
    default: '',
    summary:
      'Mail server, as smtp://user:password@host:port or smtps://… (?from=address: the sender, if not the organisation’s contact; ?perMinute=60: no more mails than that a minute). Without it mails are kept as files under DATA_DIR/mail.',
  },
  {
    name: 'SECRET_KEY_FILE',
    default: 'DATA_DIR/secret.key',
    summary:
      'File with the key that personal data is encrypted with. Made at the first start; never part of a backup.',
  },
  { name: 'WEB_WORKERS', default: '1', summary: 'Web processes (1 to 64).' },
  { name: 'LOG_LEVEL', default: 'info', summary: `How much is logged: ${LOG_LEVELS.join(', ')}.` },
  { name: 'SAMPLES', default: '1', summary: '0 starts with an empty site instead of the samples.' },
  {
    name: 'TRUST_PROXY',
    default: '0',
    summary:
      'Whose X-Forwarded-* headers are believed: 0 nobody, 1 one proxy in front (any number: so many), or addresses separated by commas.',
  },
  {
    name: 'METRICS_TOKEN',
    default: '',
    summary:
      'Bearer token that GET /metrics asks for (16 characters or more). Without it the page does not exist.',
  },
];

/** Folder of the program: where package.json is, for sources and for the built files alike. */
export const PROGRAM_DIR = (() => {
  const above = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
  return path.basename(above) === 'dist' ? path.dirname(above) : above;
})();

interface Reader {
  readonly faults: string[];
  text: (name: string) => string | undefined;
  /** Notes the fault. The value itself is not repeated: it may hold a password. */
  wrong: (name: string, must: string) => undefined;
  whole: (name: string, fallback: number, from: number, to: number) => number;
  url: (name: string, protocols: readonly string[], example: string) => URL | undefined;
}

function reader(env: Readonly<Record<string, string | undefined>>): Reader {
  const faults: string[] = [];
  const text = (name: string): string | undefined => {
    const value = env[name]?.trim();
    return value === '' ? undefined : value;
  };
  const wrong = (name: string, must: string): undefined => {
    faults.push(`${name}: ${must}`);
    return undefined;
  };
  const whole = (name: string, fallback: number, from: number, to: number): number => {
    const value = text(name);
    if (value === undefined) return fallback;
    const number = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= from && number <= to) return number;
    wrong(name, `must be a whole number from ${from} to ${to}`);
    return fallback;
  };
  const url = (name: string, protocols: readonly string[], example: string): URL | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    const parsed = URL.canParse(value) ? new URL(value) : undefined;
    if (parsed && protocols.includes(parsed.protocol) && parsed.hostname) return parsed;
    return wrong(name, `must be an address like ${example}`);
  };
  return { faults, text, wrong, whole, url };
}

/**
 * @param env usually `process.env`; empty values count as missing
 * @throws {ConfigError} naming every variable that is wrong
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const { faults, text, wrong, whole, url } = reader(env);
  const host = text('HOST') ?? '127.0.0.1';
  if (!/^[\w.:-]+$/.test(host)) wrong('HOST', 'must be a host name or an IP address');
  const port = whole('PORT', 3000, 0, 65535);
  const base = url('BASE_URL', ['http:', 'https:'], 'https://encuentro.example.org');
  if (base && (base.pathname !== '/' || base.search || base.hash || base.username)) {
    wrong(
      'BASE_URL',
      'must be an address without path, user or question mark, like https://encuentro.example.org',
    );
  }
  const givenDataDir = text('DATA_DIR');
  const dataDir = givenDataDir ? path.resolve(givenDataDir) : path.join(PROGRAM_DIR, 'data');
  const keyFile = text('SECRET_KEY_FILE');
  const logLevel =
    oneOf(text('LOG_LEVEL') ?? 'info', LOG_LEVELS) ??
    wrong('LOG_LEVEL', `must be one of ${LOG_LEVELS.join(', ')}`) ??
    'info';
  const samples = text('SAMPLES') ?? '1';
  if (samples !== '0' && samples !== '1') wrong('SAMPLES', 'must be 0 or 1');
  const smtp = url('SMTP_URL', ['smtp:', 'smtps:'], 'smtps://user:password@mail.example.org');
  if (!/^[1-9]\d{0,5}$/.test(smtp?.searchParams.get('perMinute') ?? '1'))
    wrong('SMTP_URL', 'perMinute must be a whole number from 1 to 999999');
  const metricsToken = text('METRICS_TOKEN');
  if (metricsToken !== undefined && metricsToken.length < 16)
    wrong('METRICS_TOKEN', 'must have at least 16 characters');

  const config: Config = {
    host,
    port,
    baseUrl: base ? base.origin : `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    dataDir,
    databaseUrl:
      url('DATABASE_URL', ['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/name') &&
      text('DATABASE_URL'),
    databasePool: whole('DATABASE_POOL', 4, 1, 50),
    smtpUrl: smtp && text('SMTP_URL'),
    secretKeyFile: keyFile ? path.resolve(keyFile) : path.join(dataDir, 'secret.key'),
    webWorkers: whole('WEB_WORKERS', 1, 1, 64),
    logLevel,
    samples: samples === '1',
    trustProxy:
      trustProxy(text('TRUST_PROXY') ?? '0') ??
      wrong('TRUST_PROXY', 'must be 0, a number of proxies, or IP addresses separated by commas') ??
      false,
    metricsToken,
  };
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(config);
}

function oneOf<T extends string>(value: string, list: readonly T[]): T | undefined {
  return list.find((item) => item === value);
}

function trustProxy(value: string): boolean | number | string | undefined {
  if (value === '0' || value === 'false') return false;
  if (value === 'true') return true;
  if (/^[1-9]\d?$/.test(value)) return Number(value);
  const parts = value.split(',').map((part) => part.trim());
  const known = (part: string) =>
    /^(?:loopback|linklocal|uniquelocal|[\d.]+(?:\/\d{1,2})?|[\da-fA-F:]+(?:\/\d{1,3})?)$/.test(part) &&
    /[.:a-z]/.test(part);
  return parts.every(known) ? parts.join(',') : undefined;
}
