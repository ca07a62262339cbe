/** What is true of every address: who gets in, and what strangers, machines and attackers are answered. */
import { load } from 'cheerio';
import type { InjectOptions } from 'fastify';
import type { Response } from 'light-my-request';
import { beforeAll, describe, expect, it } from 'vitest';
import { allRoutes } from '../../src/app.ts';
import { permissions } from '../../src/modules.ts';
import { ROLES, type Role } from '../../src/platform/access/access.ts';
import type { RouteSpec } from '../../src/platform/http/route.ts';
import { useApp } from '../harness/app.ts';
import { openSession, signInAs } from '../harness/staff.ts';
import {
  formGarbage,
  jsonGarbage,
  multipartGarbage,
  STRANGE_PARAMS,
  STRANGE_QUERIES,
  UNKNOWN_ID,
  type Garbage,
} from './garbage.ts';
import { isReachable, makePlaces, pathOf, routeOf, type Places } from './route-fixtures.ts';

type Who = Role | 'anonymous';

const site = useApp();
let routes: RouteSpec[];
let places: Places;
const users = new Map<Role, string>();

beforeAll(async () => {
  routes = allRoutes(site.deps);
  places = await makePlaces(site.deps);
  for (const role of ROLES) users.set(role, (await signInAs(site.deps, role)).userId);
});

/** Fastify prints its routes as a tree of common beginnings: read back into whole addresses. */
function mountedRoutes(printed: string): string[] {
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

const sessions = new Map<Role, string>();

/** A POST has a session of its own, since some of them end it. */
async function ask(who: Who, request: InjectOptions): Promise<Response> {
  if (who === 'anonymous') return await site.app.inject(request);
  const kept = request.method === 'GET' ? sessions.get(who) : undefined;
  const cookie = kept ?? (await openSession(site.deps, users.get(who) ?? ''));
  if (request.method === 'GET') sessions.set(who, cookie);
  return await site.app.inject({ ...request, headers: { cookie, ...request.headers } });
}

const nameOf = (route: RouteSpec): string => `${route.method} ${route.url}`;

/** How an answer reads: let in, sent to sign in, 401 or 403. */
function verdict(answer: Response): string {
  const location = String(answer.headers['location'] ?? '');
  if (answer.statusCode === 303 && location.startsWith('/admin/entrar?volver=')) return 'sign-in';
  return answer.statusCode === 401 || answer.statusCode === 403 ? String(answer.statusCode) : 'in';
}

/** What the policy says must happen. */
function expected(route: RouteSpec, who: Who): string {
  if (route.policy === 'public') return 'in';
  if (who === 'anonymous') return route.kind === 'office' ? 'sign-in' : '401';
  if (route.policy === 'signed_in' || who === 'administrator') return 'in';
  const permission = permissions.find((p) => p.name === route.policy);
  return permission?.roles.includes(who) ? 'in' : '403';
}

describe('every route', () => {
  it('is one of those that the modules declare', () => {
    const declared = routes.map(nameOf);
    const plumbing = new Set(['GET /assets/:name', 'GET /healthz', 'GET /readyz', 'GET /metrics']);
    const mounted = mountedRoutes(site.app.printRoutes());
    expect(mounted.filter((name) => !plumbing.has(name)).toSorted()).toEqual(declared.toSorted());
  });

  it('has a fixture that reaches its handler', { timeout: 120_000 }, async () => {
    const faults: string[] = [];
    for (const route of routes.filter((r) => r.method === 'GET' && isReachable(r))) {
      const answer = await ask('administrator', { method: 'GET', url: pathOf(route.url, places) });
      if (answer.statusCode >= 400) faults.push(`${nameOf(route)}: ${answer.statusCode}`);
    }
    expect(faults).toEqual([]);
  });

  it('lets in exactly whom its policy names', { timeout: 120_000 }, async () => {
    const faults: string[] = [];
    for (const route of routes) {
      for (const who of ['anonymous', ...ROLES] as const) {
        // Of a POST only the door is tried: with a body of a kind that no route takes, an open one answers 415.
        const post = { headers: { 'content-type': 'text/plain' }, payload: 'x' };
        const url = pathOf(route.url, places);
        const answer = await ask(who, { method: route.method, url, ...(route.method === 'POST' && post) });
        const wanted = expected(route, who);
        if (verdict(answer) !== wanted)
          faults.push(`${nameOf(route)} as ${who}: ${verdict(answer)}, not ${wanted}`);
        if (route.method === 'POST' && wanted === 'in' && answer.statusCode !== 415) {
          faults.push(`${nameOf(route)} as ${who}: took text/plain with ${answer.statusCode}`);
        }
        if (wanted !== 'in' && answer.headers['set-cookie'] !== undefined)
          faults.push(`${nameOf(route)}: set a cookie`);
      }
    }
    expect(faults).toEqual([]);
  });

  it('refuses machines in JSON and people on a page', { timeout: 120_000 }, async () => {
    const faults: string[] = [];
    for (const route of routes.filter((r) => r.policy !== 'public' && r.kind !== 'office')) {
      const answer = await ask('anonymous', { method: route.method, url: pathOf(route.url, places) });
      const type = String(answer.headers['content-type']);
      const wanted = route.kind === 'api' || route.kind === 'feed' ? 'application/json' : 'text/html';
      if (!type.startsWith(wanted)) faults.push(`${nameOf(route)}: ${type}`);
    }
    expect(faults).toEqual([]);
  });

  it('refuses a POST from another site, and takes one that names none', { timeout: 120_000 }, async () => {
    const faults: string[] = [];
    const strangers = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const route of routes.filter((r) => r.method === 'POST')) {
      const url = pathOf(route.url, places);
      for (const headers of strangers) {
        const answer = await ask('administrator', { method: 'POST', url, headers });
        if (answer.statusCode !== 403)
          faults.push(`${nameOf(route)} ${JSON.stringify(headers)}: ${answer.statusCode}`);
      }
      const own = { origin: site.deps.config.baseUrl, 'content-type': 'text/plain' };
      const answer = await ask('administrator', { method: 'POST', url, headers: own, payload: 'x' });
      if (answer.statusCode !== 415) faults.push(`${nameOf(route)} from here: ${answer.statusCode}`);
    }
    expect(faults).toEqual([]);
  });

  it('answers a method it does not know with 4xx', { timeout: 120_000 }, async () => {
    const faults: string[] = [];
    for (const url of new Set(routes.map((r) => r.url))) {
      for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'] as const) {
        const answer = await ask('anonymous', { method: method as 'PUT', url: pathOf(url, places) });
        const fine =
          method === 'OPTIONS'
            ? answer.statusCode < 500
            : answer.statusCode >= 400 && answer.statusCode < 500;
        if (!fine) faults.push(`${method} ${url}: ${answer.statusCode}`);
      }
    }
    expect(faults).toEqual([]);
  });
});

/** Whom a request must come from to reach the handler. */
const insider = (route: RouteSpec): Who => (route.policy === 'public' ? 'anonymous' : 'administrator');

describe('garbage', () => {
  it('in a place of the path is answered with 4xx', { timeout: 120_000 }, async () => {
    const faults: string[] = [];
    for (const route of routes.filter((r) => r.url.includes(':'))) {
      for (const name of [...route.url.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')) {
        for (const value of STRANGE_PARAMS) {
          const url = pathOf(route.url, places, { place: name, value });
          const answer = await ask(insider(route), { method: route.method, url });
          // To press a button about what is gone may also lead back to the list.
          const gone = route.method === 'POST' && value === UNKNOWN_ID && answer.statusCode === 303;
          const fine = gone || (answer.statusCode >= 400 && answer.statusCode < 500);
          if (!fine) faults.push(`${nameOf(route)} :${name} ${value.slice(0, 30)}: ${answer.statusCode}`);
        }
      }
    }
    expect(faults).toEqual([]);
  });

  it('in the query or the headers is never answered with 5xx', { timeout: 120_000 }, async () => {
    const faults: string[] = [];
    for (const route of routes.filter((r) => r.method === 'GET')) {
      const path = pathOf(route.url, places);
      for (const query of STRANGE_QUERIES) {
        const answer = await ask(insider(route), { method: 'GET', url: `${path}?${query}` });
        if (answer.statusCode >= 500)
          faults.push(`${nameOf(route)} ?${query.slice(0, 40)}: ${answer.statusCode}`);
        if (/evil\.example|javascript:/.test(String(answer.headers['location'] ?? ''))) {
          faults.push(
            `${nameOf(route)} ?${query.slice(0, 40)}: sends people to ${String(answer.headers['location'])}`,
          );
        }
      }
      for (const headers of STRANGE_HEADERS) {
        const answer = await site.app.inject({ method: 'GET', url: path, headers });
        if (answer.statusCode >= 500)
          faults.push(`${nameOf(route)} ${Object.keys(headers).join()}: ${answer.statusCode}`);
      }
    }
    expect(faults).toEqual([]);
  });

  it('in the body is answered with 4xx, never 5xx', { timeout: 300_000 }, async () => {
    const forms = await readForms();
    const faults: string[] = [];
    for (const route of routes.filter((r) => r.method === 'POST')) {
      const fresh = await makePlaces(site.deps);
      const url = pathOf(route.url, fresh);
      for (const garbage of garbageFor(route, forms.get(route.url) ?? new Map())) {
        const answer = await ask(insider(route), {
          method: 'POST',
          url,
          headers: garbage.headers,
          payload: garbage.body,
        });
        const { statusCode } = answer;
        const fine = garbage.status === undefined ? statusCode < 500 : statusCode === garbage.status;
        if (!fine)
          faults.push(`${nameOf(route)} ${garbage.what}: ${statusCode}, not ${garbage.status ?? '< 500'}`);
        if (answer.body.includes('<script>alert(1)'))
          faults.push(`${nameOf(route)} ${garbage.what}: shows a script`);
      }
    }
    expect(faults).toEqual([]);
  });
});

const STRANGE_HEADERS: readonly Record<string, string>[] = [
  { 'accept-language': 'x'.repeat(8000) },
  { 'accept-language': ',;q=,*;q=9,es;q=NaN,__proto__' },
  { cookie: 'a=%ff; =; ;;; lang=__proto__; ja.session_token=%E0%A4%A; ja.session_token=a.b' },
  { cookie: `ja.session_token=${'a'.repeat(4000)}.${'b'.repeat(43)}=` },
  { 'if-none-match': '"'.repeat(500), 'if-modified-since': 'never' },
  { range: 'bytes=5-1,-9999999999' },
  { 'x-forwarded-for': "' or 1=1", 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher' },
  { host: 'evil.example:99999' },
  { accept: 'image/png;q=x, */*;q=-1', 'accept-encoding': 'br;q=0, gzip;q=0, identity;q=0' },
];

/** Names and present values of the fields of each form, by the address of the route it is sent to. */
async function readForms(): Promise<Map<string, Map<string, string>>> {
  const found = new Map<string, Map<string, string>>();
  for (const route of routes.filter(
    (r) => r.method === 'GET' && (r.kind === 'page' || r.kind === 'office'),
  )) {
    const path = pathOf(route.url, places);
    const answer = await ask(insider(route), { method: 'GET', url: path });
    if (!String(answer.headers['content-type']).startsWith('text/html')) continue;
    const $ = load(answer.body);
    $('form[method=post]').each((_index, form) => {
      const target = routeOf($(form).attr('action') ?? path, 'POST', routes);
      if (!target) return;
      const fields = found.get(target.url) ?? new Map<string, string>();
      for (const { name, value } of $(form).serializeArray()) fields.set(name, value);
      $(form)
        .find('[name]')
        .each((_i, control) => {
          const name = $(control).attr('name') ?? '';
          if (!fields.has(name)) fields.set(name, '');
        });
      found.set(target.url, fields);
    });
  }
  return found;
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
  'reason',
  'id',
];

function garbageFor(route: RouteSpec, fields: ReadonlyMap<string, string>): Garbage[] {
  const declared = Object.keys(route.body?.properties ?? {});
  const names = declared.length > 0 ? declared : fields.size > 0 ? [...fields.keys()] : USUAL;
  if (route.kind === 'api') return jsonGarbage(names);
  const plain = [...formGarbage(names), ...oneByOne(fields)];
  if (!route.upload) return plain;
  const roomy = plain.map((garbage) => (garbage.status === 413 ? withoutStatus(garbage) : garbage));
  return [...roomy, ...multipartGarbage()];
}

/** The form as it stands, with one field spoiled: past the first checks, down to the command. */
function oneByOne(fields: ReadonlyMap<string, string>): Garbage[] {
  return [...fields.keys()].flatMap((spoiled) =>
    ['a\u0000b', '-1', 'ñ'.repeat(10_000), '9999999999', '2026-02-30T25:61'].map((value) => ({
      what: `${spoiled} = ${value.slice(0, 12)}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(
        [...fields].map(([name, now]) => [name, name === spoiled ? value : now]),
      ).toString(),
    })),
  );
}

function withoutStatus({ what, headers, body }: Garbage): Garbage {
  return { what, headers, body };
}

describe('the checker', () => {
  const handle: RouteSpec['handle'] = () => ({ type: 'redirect', location: '/' });
  const route = { method: 'GET', url: '/x', summary: 'X.', handle } as const;

  it('knows what each policy means', () => {
    const permission = permissions.find((p) => p.roles.length > 0 && p.roles.length < ROLES.length - 1);
    if (!permission) throw new Error('no permission to try');
    const [holder] = permission.roles;
    const other = ROLES.find((role) => role !== 'administrator' && !permission.roles.includes(role));
    const office: RouteSpec = { ...route, kind: 'office', policy: permission.name };
    expect([holder, other, 'administrator', 'anonymous'].map((who) => expected(office, who as Who))).toEqual([
      'in',
      '403',
      'in',
      'sign-in',
    ]);
    expect(expected({ ...office, kind: 'api' }, 'anonymous')).toBe('401');
    expect(expected({ ...office, policy: 'signed_in' }, 'institution')).toBe('in');
    expect(expected({ ...office, policy: 'public' }, 'anonymous')).toBe('in');
  });

  it('reads the printed tree of routes', () => {
    const printed =
      '└── / (GET, HEAD)\n    └── a (GET, HEAD)\n        ├── /:id (GET, HEAD, POST)\n        │   └── /b (GET, HEAD)\n        └── dmin (POST)\n';
    expect(mountedRoutes(printed)).toEqual([
      'GET /',
      'GET /a',
      'GET /a/:id',
      'POST /a/:id',
      'GET /a/:id/b',
      'POST /admin',
    ]);
  });

  it('fills places, and says which has no value', () => {
    expect(pathOf('/a/:id/b/:slug', { id: '1', '/a/:id/b/:slug': 'two' })).toBe('/a/1/b/two');
    expect(pathOf('/a/:id/b/:slug', { id: '1' }, { place: 'slug', value: '%00' })).toBe('/a/1/b/%00');
    expect(() => pathOf('/a/:id', {})).toThrow('no value for :id of /a/:id');
    const routesHere: RouteSpec[] = [{ ...route, kind: 'page', policy: 'public', url: '/a/:id/b' }];
    expect(routeOf('/a/7/b?x=1', 'GET', routesHere)?.url).toBe('/a/:id/b');
    expect(routeOf('/a/7/c', 'GET', routesHere)).toBeUndefined();
  });
});
