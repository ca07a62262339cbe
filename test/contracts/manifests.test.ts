/** What every module says of itself must fit together. */
import { describe, expect, it } from 'vitest';
import { allRoutes } from '../../src/app.ts';
import { modules, permissions } from '../../src/modules.ts';
import { ROLES } from '../../src/platform/access/access.ts';
import type { RouteSpec } from '../../src/platform/http/route.ts';
import { isMessageKey } from '../../src/platform/i18n/translate.ts';
import { useApp } from '../harness/app.ts';

function duplicates(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

/** Names of a module's things that do not begin with its own. */
function strangers(module: string, names: readonly string[]): string[] {
  return names.filter((name) => !name.startsWith(`${module}.`) || !/^[a-z-]+(\.[a-z0-9_]+)+$/.test(name));
}

/** The door of the back office, where strangers must be let in to sign in; everything behind it is for staff. */
const DOOR = /^\/admin\/(entrar|salir|contrasena|invitacion|primer-uso)(\/|$)/;

function policyFaults(routes: readonly RouteSpec[], known: ReadonlySet<string>): string[] {
  return routes.flatMap((route) => {
    const at = `${route.method} ${route.url}`;
    if (!known.has(route.policy)) return [`${at}: no such policy ${route.policy}`];
    if (route.kind === 'office' && route.policy === 'public' && !DOOR.test(route.url))
      return [`${at}: the back office is not public`];
    if (route.kind !== 'office' && route.policy !== 'public')
      return [`${at}: staff only, but not dressed as office`];
    if (route.kind === 'api' && !route.url.startsWith('/api/')) return [`${at}: an API route outside /api/`];
    return /^[A-Z].*\.$/s.test(route.summary) ? [] : [`${at}: the summary is no sentence`];
  });
}

describe('manifests', () => {
  const site = useApp();

  it('have names of their own', () => {
    expect(duplicates(modules.map((m) => m.name))).toEqual([]);
    expect(duplicates(permissions.map((p) => p.name))).toEqual([]);
    expect(duplicates(modules.flatMap((m) => m.settings.map((s) => s.key)))).toEqual([]);
    expect(duplicates(modules.flatMap((m) => m.jobs(site.deps).map((j) => j.name)))).toEqual([]);
    expect(duplicates(modules.flatMap((m) => m.mails(site.deps).map((k) => k.kind)))).toEqual([]);
    expect(duplicates(modules.flatMap((m) => m.tables))).toEqual([]);
    expect(
      duplicates(allRoutes(site.deps).map((r) => `${r.method} ${r.url.replaceAll(/:\w+/g, ':')}`)),
    ).toEqual([]);
  });

  it('name their things after their module', () => {
    const faults = modules.flatMap((m) => [
      ...strangers(
        m.name,
        m.permissions.map((p) => p.name),
      ),
      ...strangers(
        m.name,
        m.settings.map((s) => s.key),
      ),
      ...strangers(
        m.name,
        m.jobs(site.deps).map((j) => j.name),
      ),
      ...strangers(
        m.name,
        m.mails(site.deps).map((k) => k.kind),
      ),
    ]);
    expect(faults).toEqual([]);
  });

  it('name policies that exist, on routes dressed for whom they let in', () => {
    const known = new Set<string>(['public', 'signed_in', ...permissions.map((p) => p.name)]);
    expect(policyFaults(allRoutes(site.deps), known)).toEqual([]);
  });

  it('use every permission they declare, by a route or in the code that a route calls', () => {
    const used = new Set<string>(allRoutes(site.deps).map((route) => route.policy));
    expect(permissions.filter((p) => !used.has(p.name)).map((p) => p.name)).toEqual([]);
  });

  it('give permissions to roles that exist', () => {
    const roles = new Set<string>(ROLES);
    expect(permissions.filter((p) => p.roles.some((role) => !roles.has(role)))).toEqual([]);
  });

  it('run only jobs that exist, at times that cron understands', () => {
    for (const m of modules) {
      const jobs = m.jobs(site.deps).map((job) => job.name);
      for (const cron of m.crons) {
        expect(jobs).toContain(cron.job);
        expect(cron.pattern).toMatch(/^[\d*,/-]+( [\d*,/-]+){4}$/);
      }
    }
  });

  it('have menus whose words and pages exist', () => {
    const gets = allRoutes(site.deps).filter((route) => route.method === 'GET');
    for (const entry of modules.flatMap((m) => [...m.menu.public, ...m.menu.office])) {
      expect(entry.label).toSatisfy(isMessageKey);
      const route = gets.find((r) => r.url === entry.href);
      // A menu that shows a page to people whom the page then refuses is worse than none.
      expect([entry.href, entry.policy]).toEqual([entry.href, route?.policy]);
    }
  });
});

describe('the checker', () => {
  const route: RouteSpec = {
    method: 'GET',
    url: '/a',
    kind: 'page',
    policy: 'public',
    summary: 'Shows a.',
    handle: () => ({ type: 'redirect', location: '/' }),
  };

  it.each([
    [{ policy: 'a.unknown' } as const, 'no such policy'],
    [{ kind: 'office' } as const, 'not public'],
    [{ policy: 'a.read' } as const, 'staff only'],
    [{ kind: 'api' } as const, 'outside /api/'],
    [{ summary: 'shows a' }, 'no sentence'],
  ])('refuses a route with %j', (change, words) => {
    const faults = policyFaults([{ ...route, ...change }], new Set(['public', 'signed_in', 'a.read']));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(words);
  });

  it('finds doubles and strangers', () => {
    expect(duplicates(['a', 'b', 'a'])).toEqual(['a']);
    expect(strangers('events', ['events.read', 'accounts.read', 'events.Read'])).toEqual([
      'accounts.read',
      'events.Read',
    ]);
    expect(policyFaults([route], new Set(['public']))).toEqual([]);
  });
});
