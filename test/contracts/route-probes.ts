/**
 * Probes of addresses: each asks every route something and answers with one line per wrong answer. They know
 * nothing of the program but its routes and how to ask, so that a bad server can be put before them too.
 */
import type { InjectOptions, LightMyRequestResponse as Response } from 'fastify';
import { type PermissionSpec, ROLES, type Role } from '../../src/platform/access/access.ts';
import type { RouteSpec } from '../../src/platform/http/route.ts';
import {
  formGarbage,
  type Garbage,
  jsonGarbage,
  multipartGarbage,
  STRANGE_HEADERS,
  STRANGE_PARAMS,
  STRANGE_QUERIES,
  UNKNOWN_ID,
} from './garbage.ts';

export type Who = Role | 'anonymous';

export interface Subject {
  /** What is declared; what answers may differ, and that is what is looked for. */
  routes: readonly RouteSpec[];
  permissions: readonly PermissionSpec[];
  baseUrl: string;
  /** The address of a route with real records in its places. */
  path: (route: RouteSpec, spoiled?: { place: string; value: string }) => string;
  ask: (who: Who, request: InjectOptions) => Promise<Response>;
}

export const nameOf = (route: RouteSpec): string => `${route.method} ${route.url}`;

/** Fastify prints its routes as a tree of common beginnings: read back into whole addresses. */
export function mountedRoutes(printed: string): string[] {
  const trail: string[] = [];
  return printed.split('\n').flatMap((line) => {
    const [, indent = '', piece = '', methods] =
      /^([│ ]*)[└├]── (\S*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
    trail.splice(indent.length / 4);
    trail.push(piece);
    const wanted = methods?.split(', ').filter((method) => method !== 'HEAD') ?? [];
    return wanted.map((method) => `${method} ${trail.join('')}`);
  });
}

/** How an answer reads: let in, sent to sign in, 401 or 403. */
export function verdict(answer: Response): string {
  const location = String(answer.headers['location'] ?? '');
  if (answer.statusCode === 303 && location.startsWith('/admin/entrar?volver=')) return 'sign-in';
  return answer.statusCode === 401 || answer.statusCode === 403 ? String(answer.statusCode) : 'in';
}

/** What the policy says must happen. */
export function expected(route: RouteSpec, who: Who, permissions: readonly PermissionSpec[]): string {
  if (route.policy === 'public') return 'in';
  if (who === 'anonymous') return route.kind === 'office' ? 'sign-in' : '401';
  if (route.policy === 'signed_in' || who === 'administrator') return 'in';
  const permission = permissions.find((p) => p.name === route.policy);
  return permission?.roles.includes(who) ? 'in' : '403';
}

/** GET with real records must reach the handler; otherwise the other probes prove nothing. */
export async function unreachedRoutes(s: Subject): Promise<string[]> {
  return await perRoute(s, 'GET', async (route) => {
    const { statusCode } = await s.ask('administrator', { method: 'GET', url: s.path(route) });
    return statusCode < 400 ? [] : [`${nameOf(route)}: ${statusCode}`];
  });
}

// Of a POST only the door is tried: a body of a kind that no route takes is answered with 415 behind an open one.
const KNOCK = { headers: { 'content-type': 'text/plain' }, payload: 'x' };

export async function accessFaults(s: Subject): Promise<string[]> {
  return await perRoute(s, undefined, async (route) => {
    const faults: string[] = [];
    const isPost = route.method === 'POST';
    for (const who of ['anonymous', ...ROLES] as const) {
      const answer = await s.ask(who, { method: route.method, url: s.path(route), ...(isPost && KNOCK) });
      const [is, wanted] = [verdict(answer), expected(route, who, s.permissions)];
      const at = `${nameOf(route)} as ${who}`;
      if (is !== wanted) faults.push(`${at}: ${is}, not ${wanted}`);
      else if (isPost && is === 'in' && answer.statusCode !== 415) faults.push(`${at}: took text/plain`);
      else if (is !== 'in' && answer.headers['set-cookie'] !== undefined) faults.push(`${at}: set a cookie`);
    }
    return faults;
  });
}

/** Machines are refused in JSON, people on a page. */
export async function refusalFaults(s: Subject): Promise<string[]> {
  return await perRoute(s, undefined, async (route) => {
    if (route.policy === 'public' || route.kind === 'office') return [];
    const answer = await s.ask('anonymous', { method: route.method, url: s.path(route) });
    const type = String(answer.headers['content-type']);
    const wanted = route.kind === 'page' ? 'text/html' : 'application/json';
    return type.startsWith(wanted) ? [] : [`${nameOf(route)}: refused as ${type}`];
  });
}

export async function originFaults(s: Subject): Promise<string[]> {
  const strangers = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  return await perRoute(s, 'POST', async (route) => {
    const faults: string[] = [];
    for (const headers of strangers) {
      const { statusCode } = await s.ask('administrator', { method: 'POST', url: s.path(route), headers });
      if (statusCode !== 403) faults.push(`${nameOf(route)} ${JSON.stringify(headers)}: ${statusCode}`);
    }
    const own = { ...KNOCK, headers: { ...KNOCK.headers, origin: s.baseUrl } };
    const answer = await s.ask('administrator', { method: 'POST', url: s.path(route), ...own });
    return answer.statusCode === 415
      ? faults
      : [...faults, `${nameOf(route)} from here: ${answer.statusCode}`];
  });
}

export async function methodFaults(s: Subject): Promise<string[]> {
  return await perRoute(s, undefined, async (route) => {
    const faults: string[] = [];
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE']) {
      const { statusCode } = await s.ask('anonymous', { method: method as 'PUT', url: s.path(route) });
      const fine = method === 'OPTIONS' ? statusCode < 500 : is4xx(statusCode);
      if (!fine) faults.push(`${method} ${route.url}: ${statusCode}`);
    }
    return faults;
  });
}

export async function placeFaults(s: Subject): Promise<string[]> {
  return await perRoute(s, undefined, async (route) => {
    const faults: string[] = [];
    for (const place of [...route.url.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')) {
      for (const value of STRANGE_PARAMS) {
        const url = s.path(route, { place, value });
        const { statusCode } = await s.ask(insider(route), { method: route.method, url });
        // To press a button about what is gone may also lead back to the list.
        const gone = route.method === 'POST' && value === UNKNOWN_ID && statusCode === 303;
        if (!gone && !is4xx(statusCode))
          faults.push(`${nameOf(route)} :${place} ${cut(value)}: ${statusCode}`);
      }
    }
    return faults;
  });
}

export async function queryFaults(s: Subject): Promise<string[]> {
  return await perRoute(s, 'GET', async (route) => {
    const faults: string[] = [];
    for (const query of STRANGE_QUERIES) {
      const answer = await s.ask(insider(route), { method: 'GET', url: `${s.path(route)}?${query}` });
      const at = `${nameOf(route)} ?${cut(query)}`;
      const location = String(answer.headers['location'] ?? '');
      if (answer.statusCode >= 500) faults.push(`${at}: ${answer.statusCode}`);
      if (leavesTheSite(location, s.baseUrl)) faults.push(`${at}: sends people to ${location}`);
    }
    for (const headers of STRANGE_HEADERS) {
      const { statusCode } = await s.ask('anonymous', { method: 'GET', url: s.path(route), headers });
      if (statusCode >= 500) faults.push(`${nameOf(route)} ${Object.keys(headers).join()}: ${statusCode}`);
    }
    return faults;
  });
}

function leavesTheSite(location: string, baseUrl: string): boolean {
  if (location === '') return false;
  return !URL.canParse(location, baseUrl) || new URL(location, baseUrl).origin !== new URL(baseUrl).origin;
}

/**
 * @param fieldsOf names and present values of the form that is sent there; empty when no page shows one
 * @param renew called before each route, since a body may succeed and change what the next one needs: puts it back
 */
export async function bodyFaults(
  s: Subject,
  fieldsOf: (route: RouteSpec) => ReadonlyMap<string, string>,
  renew: () => Promise<void>,
): Promise<string[]> {
  const ofOne = async (route: RouteSpec): Promise<string[]> => {
    await renew();
    return await inLanes(garbageFor(route, fieldsOf(route)), async ({ what, headers, body, status }) => {
      const faults: string[] = [];
      const request = { method: 'POST', url: s.path(route), headers, payload: body } as const;
      const answer = await s.ask(insider(route), request);
      const { statusCode } = answer;
      const fine = status === undefined ? statusCode < 500 : statusCode === status;
      if (!fine) faults.push(`${nameOf(route)} ${what}: ${statusCode}, not ${status ?? 'below 500'}`);
      if (answer.body.includes('<script>alert(1)')) faults.push(`${nameOf(route)} ${what}: shows a script`);
      return faults;
    });
  };
  const faults: string[] = [];
  // One route after the other, since what one has changed is put back before the next.
  for (const route of s.routes) if (route.method === 'POST') faults.push(...(await ofOne(route)));
  return faults;
}

/** When no page shows the form (an API, a link in a mail): names that outside programs use. */
const USUAL = [
  'name',
  'email',
  'password',
  'code',
  'title',
  'slug',
  'attendance',
  'workshops',
  'answers.dieta',
  'accept',
  'action',
  'reason',
  'id',
];

function garbageFor(route: RouteSpec, fields: ReadonlyMap<string, string>): Garbage[] {
  const declared = Object.keys(route.body?.properties ?? {});
  const names = declared.length > 0 ? declared : fields.size > 0 ? [...fields.keys()] : USUAL;
  if (route.kind === 'api') return jsonGarbage(names);
  const plain = [...formGarbage(names), ...oneByOne(fields)];
  if (!route.upload) return plain;
  // Where files are taken, three megabytes are no flood.
  const roomy = plain.map(({ what, headers, body, status }) =>
    status === undefined || status === 413 ? { what, headers, body } : { what, headers, body, status },
  );
  return [...roomy, ...multipartGarbage()];
}

/** The form as it stands, with one field spoiled: past the first checks, down to the command. */
function oneByOne(fields: ReadonlyMap<string, string>): Garbage[] {
  return [...fields.keys()].flatMap((spoiled) =>
    ['a\u0000b', '-1', 'ñ'.repeat(10_000), '9999999999', '2026-02-30T25:61'].map((value) => ({
      what: `${spoiled} = ${cut(value)}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(
        [...fields].map(([name, now]) => [name, name === spoiled ? value : now]),
      ).toString(),
    })),
  );
}

/** Whom a request must come from to reach the handler. */
const insider = (route: RouteSpec): Who => (route.policy === 'public' ? 'anonymous' : 'administrator');

const is4xx = (status: number): boolean => status >= 400 && status < 500;
const cut = (text: string): string => text.slice(0, 40);

/** How many requests are under way at a time: while one waits for the database, another is answered. */
const LANES = 4;

/** @returns the faults in the order of the routes */
async function perRoute(
  s: Subject,
  method: RouteSpec['method'] | undefined,
  probe: (route: RouteSpec) => Promise<string[]>,
): Promise<string[]> {
  return await inLanes(
    s.routes.filter((route) => method === undefined || route.method === method),
    probe,
  );
}

/** @returns the faults in the order of the items */
async function inLanes<T>(items: readonly T[], probe: (item: T) => Promise<string[]>): Promise<string[]> {
  const left = items.entries();
  const faults: string[][] = [];
  const lane = async (): Promise<void> => {
    for (const [at, item] of left) faults[at] = await probe(item);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return faults.flat();
}
