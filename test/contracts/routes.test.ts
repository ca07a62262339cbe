/** What is true of every address: who gets in, and what strangers, machines and attackers are answered. */
import { load } from 'cheerio';
import type { InjectOptions, LightMyRequestResponse as Response } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRoutes } from '../../src/app.ts';
import { permissions } from '../../src/modules.ts';
import { ANONYMOUS, ROLES, type Role } from '../../src/platform/access/access.ts';
import { AppError } from '../../src/platform/errors.ts';
import { mountRoutes } from '../../src/platform/http/mount.ts';
import type { RouteSpec } from '../../src/platform/http/route.ts';
import { buildServer } from '../../src/platform/http/server.ts';
import { useApp } from '../harness/app.ts';
import { openSession, signInAs } from '../harness/staff.ts';
import { fingerprint, noteChanges } from '../harness/undo.ts';
import { isReachable, makePlaces, pathOf, routeOf, type Places } from './route-fixtures.ts';
import * as probe from './route-probes.ts';

const site = useApp();
const users = new Map<Role, string>();
const sessions = new Map<Role, string>();
let routes: RouteSpec[];
let places: Places;
let subject: probe.Subject;

beforeAll(async () => {
  routes = allRoutes(site.deps);
  places = await makePlaces(site.deps);
  for (const role of ROLES) users.set(role, (await signInAs(site.deps, role)).userId);
  const path: probe.Subject['path'] = (route, spoiled) => pathOf(route.url, places, spoiled);
  subject = { routes, permissions, baseUrl: site.deps.config.baseUrl, path, ask };
});

/** With a session that is in force: some requests end the one they came with, or all. */
async function ask(who: probe.Who, request: InjectOptions, again = 3): Promise<Response> {
  if (who === 'anonymous') return await site.app.inject(request);
  const cookie = sessions.get(who) ?? (await openSession(site.deps, users.get(who) ?? ''));
  sessions.set(who, cookie);
  const answer = await site.app.inject({ ...request, headers: { cookie, ...request.headers } });
  const out = ['sign-in', '401'].includes(probe.verdict(answer));
  if ((out || (request.method === 'POST' && answer.statusCode < 400)) && sessions.get(who) === cookie)
    sessions.delete(who);
  // An earlier request had ended it, or one beside it, even when it was new: again, with another one.
  return out && again > 0 ? await ask(who, request, again - 1) : answer;
}

// Some take a minute on a small machine: each asks thousands of times.
const PATIENT = { timeout: 600_000 };

describe('every route', () => {
  it('is one of those that the modules declare', () => {
    const plumbing = new Set(['GET /assets/:name', 'GET /healthz', 'GET /readyz', 'GET /metrics']);
    const mounted = probe.mountedRoutes(site.app.printRoutes());
    const declared = routes.map(probe.nameOf);
    // Places that share a position are printed together, `:name|:width`: what they are called stays out.
    const bare = (names: string[]) => names.map((name) => name.replaceAll(/:[\w|:]+/g, ':')).toSorted();
    expect(bare(mounted.filter((name) => !plumbing.has(name)))).toEqual(bare(declared));
  });

  it('has a fixture that reaches its handler', PATIENT, async () => {
    const reachable = { ...subject, routes: routes.filter(isReachable) };
    expect(await probe.unreachedRoutes(reachable)).toEqual([]);
  });

  it('lets in exactly whom its policy names', PATIENT, async () => {
    expect(await probe.accessFaults(subject)).toEqual([]);
  });

  it('refuses machines in JSON and people on a page', PATIENT, async () => {
    expect(await probe.refusalFaults(subject)).toEqual([]);
  });

  it('refuses a POST from another site, and takes one from here', PATIENT, async () => {
    expect(await probe.originFaults(subject)).toEqual([]);
  });

  it('answers a method it does not know with 4xx', PATIENT, async () => {
    expect(await probe.methodFaults(subject)).toEqual([]);
  });

  it('answers garbage in a place of its path with 4xx', PATIENT, async () => {
    expect(await probe.placeFaults(subject)).toEqual([]);
  });

  it('never answers garbage in query or headers with 5xx, nor sends people elsewhere', PATIENT, async () => {
    expect(await probe.queryFaults(subject)).toEqual([]);
  });

  it('answers garbage in the body with 4xx, never 5xx', PATIENT, async () => {
    places = await makePlaces(site.deps);
    const forms = await readForms();
    expect(forms.size).toBeGreaterThan(0);
    const before = await fingerprint(site.deps.db);
    const { takeBack } = await noteChanges(site.deps.db);
    let taken = 0;
    const renew = async (): Promise<void> => {
      taken += await takeBack();
      sessions.clear();
    };
    expect(await probe.bodyFaults(subject, (route) => forms.get(route.url) ?? new Map(), renew)).toEqual([]);
    await renew();
    expect(await fingerprint(site.deps.db)).toEqual(before);
    expect(taken).toBeGreaterThan(0);
  });
});

/** Names and present values of the fields of each form, by the address of the route it is sent to. */
async function readForms(): Promise<Map<string, Map<string, string>>> {
  const found = new Map<string, Map<string, string>>();
  for (const route of routes.filter(
    (r) => r.method === 'GET' && (r.kind === 'page' || r.kind === 'office'),
  )) {
    const path = pathOf(route.url, places);
    const answer = await ask(route.policy === 'public' ? 'anonymous' : 'administrator', {
      method: 'GET',
      url: path,
    });
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

describe('the probes, put before a server that does everything wrong', () => {
  const wrong = (method: 'GET' | 'POST', url: string, handle: RouteSpec['handle']): RouteSpec => ({
    method,
    url,
    kind: 'page',
    policy: 'public',
    summary: 'Wrong.',
    handle,
  });
  const crash = (): never => {
    throw new Error('crash');
  };
  const WRONG: RouteSpec[] = [
    wrong('GET', '/lugar/:id', () => ({ type: 'bytes', status: 200, mediaType: 'text/plain', body: 'x' })),
    wrong('GET', '/lejos', (ctx) => ({ type: 'redirect', location: ctx.query.get('volver') ?? '/' })),
    wrong('GET', '/cae', (ctx) => (ctx.query.size > 0 ? crash() : { type: 'redirect', location: '/' })),
    wrong('POST', '/cae', (ctx) => {
      const name = ctx.body.fields.get('name')?.[0] ?? '';
      if (name.includes('\0')) crash();
      return { type: 'bytes', status: 200, mediaType: 'text/html', body: `<p>${name}</p>` };
    }),
  ];
  let server: Awaited<ReturnType<typeof buildServer>>;
  let bad: probe.Subject;

  beforeAll(async () => {
    server = await buildServer(site.deps.config);
    mountRoutes(server, WRONG, {
      deps: site.deps,
      loadActor: () => Promise.resolve(ANONYMOUS),
      assetHref: (name) => `/assets/${name}`,
      dress: () => Promise.resolve(''),
      dressError: (_ctx, error) => Promise.resolve(error instanceof AppError ? error.code : ''),
      signInPath: () => '/admin/entrar?volver=/',
    });
    server.put('/lejos', () => 'put');
    // A door without Origin check or policy, as a route past `mountRoutes` would be.
    server.post('/abierta', () => 'open');
    await server.ready();
    bad = {
      routes: WRONG,
      permissions,
      baseUrl: site.deps.config.baseUrl,
      path: (route, spoiled) => pathOf(route.url, { id: '1' }, spoiled),
      ask: (_who, request) => server.inject(request),
    };
  });
  afterAll(async () => await server?.close());

  const fields = new Map([['name', 'Ana']]);
  const only = (url: string, change: Partial<RouteSpec> = {}): probe.Subject => ({
    ...bad,
    routes: WRONG.filter((route) => route.url === url).map((route) => ({ ...route, ...change })),
  });

  it('find a route that nobody declared', () => {
    expect(probe.mountedRoutes(server.printRoutes())).toContain('POST /abierta');
  });

  it('find a door that is open to everybody, and one that lets nobody in', async () => {
    const permission = permissions.find((p) => p.roles.length > 0);
    const [open] = only('/lugar/:id', { kind: 'office', policy: permission?.name ?? 'signed_in' }).routes;
    const faults = await probe.accessFaults({ ...bad, routes: open ? [open] : [] });
    expect(faults).toContain('GET /lugar/:id as anonymous: in, not sign-in');
    expect(faults.filter((fault) => fault.endsWith('in, not 403')).length).toBeGreaterThan(0);
    const shut = {
      ...bad,
      ask: () => server.inject({ method: 'POST', url: '/cae', headers: { origin: 'null' } }),
    };
    expect(await probe.accessFaults({ ...shut, routes: only('/lejos').routes })).toContain(
      'GET /lejos as anonymous: 403, not in',
    );
    expect(await probe.unreachedRoutes({ ...shut, routes: only('/lejos').routes })).toEqual([
      'GET /lejos: 403',
    ]);
  });

  it('find a POST that takes anything from anywhere', async () => {
    const [route] = only('/cae', { url: '/abierta', method: 'POST' }).routes;
    const open = { ...bad, routes: route ? [route] : [] };
    expect(await probe.accessFaults(open)).toContain('POST /abierta as anonymous: took text/plain');
    expect(await probe.originFaults(open)).toHaveLength(6);
    expect(await probe.originFaults({ ...bad, routes: WRONG })).toEqual([]);
  });

  it('find a refusal in the wrong form', async () => {
    const faults = await probe.refusalFaults(only('/lugar/:id', { kind: 'api', policy: 'signed_in' }));
    expect(faults).toEqual(['GET /lugar/:id: refused as text/plain']);
  });

  it('find an answer to a method, a place, a query or a body that should have none', async () => {
    expect(await probe.methodFaults(only('/lejos'))).toEqual(['PUT /lejos: 200']);
    const places = await probe.placeFaults(only('/lugar/:id'));
    expect(places).toContain('GET /lugar/:id :id __proto__: 200');
    const queries = await probe.queryFaults({ ...bad, routes: WRONG });
    expect(queries.some((fault) => fault.endsWith('sends people to //evil.example/'))).toBe(true);
    expect(queries).toContain('GET /cae ?limit=0&limit=-5&limit=abc: 500');
    const bodies = await probe.bodyFaults(
      only('/cae'),
      () => fields,
      () => Promise.resolve(),
    );
    expect(bodies).toContain('POST /cae name = a\0b: 500, not below 500');
    expect(bodies.some((fault) => fault.endsWith('shows a script'))).toBe(true);
  });
});

describe('the helpers', () => {
  const handle: RouteSpec['handle'] = () => ({ type: 'redirect', location: '/' });
  const route = { method: 'GET', url: '/x', summary: 'X.', handle } as const;

  it('know what each policy means', () => {
    const permission = permissions.find((p) => p.roles.length > 0 && p.roles.length < ROLES.length - 1);
    if (!permission) throw new Error('no permission to try');
    const [holder] = permission.roles;
    const other = ROLES.find((role) => role !== 'administrator' && !permission.roles.includes(role));
    const office: RouteSpec = { ...route, kind: 'office', policy: permission.name };
    const means = (who: probe.Who | undefined, change: Partial<RouteSpec> = {}): string =>
      probe.expected({ ...office, ...change }, who ?? 'anonymous', permissions);
    expect([means(holder), means(other), means('administrator'), means('anonymous')]).toEqual([
      'in',
      '403',
      'in',
      'sign-in',
    ]);
    expect(means('anonymous', { kind: 'api' })).toBe('401');
    expect(means('institution', { policy: 'signed_in' })).toBe('in');
    expect(means('anonymous', { policy: 'public' })).toBe('in');
  });

  it('read the printed tree of routes', () => {
    const printed =
      '└── / (GET, HEAD)\n    └── a (GET, HEAD)\n        ├── /:id (GET, HEAD, POST)\n        │   └── /b (GET, HEAD)\n        └── dmin (POST)\n';
    expect(probe.mountedRoutes(printed)).toEqual([
      'GET /',
      'GET /a',
      'GET /a/:id',
      'POST /a/:id',
      'GET /a/:id/b',
      'POST /admin',
    ]);
  });

  it('fill places, and say which has no value', () => {
    expect(pathOf('/a/:id/b/:slug', { id: '1', '/a/:id/b/:slug': 'two' })).toBe('/a/1/b/two');
    expect(pathOf('/a/:id/b/:slug', { id: '1' }, { place: 'slug', value: '%00' })).toBe('/a/1/b/%00');
    expect(() => pathOf('/a/:id', {})).toThrow('no value for :id of /a/:id');
    const routesHere: RouteSpec[] = [{ ...route, kind: 'page', policy: 'public', url: '/a/:id/b' }];
    expect(routeOf('/a/7/b?x=1', 'GET', routesHere)?.url).toBe('/a/:id/b');
    expect(routeOf('/a/7/c', 'GET', routesHere)).toBeUndefined();
  });
});
