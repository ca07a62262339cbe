/** Short ways to declare routes. */
import type { Deps } from '../deps.ts';
import type { Answer, Ctx, RouteSpec } from './route.ts';

type Handler = RouteSpec['handle'];

/** Pages of the back office below one address. */
export function officeRoutes(root: string) {
  const route =
    (method: RouteSpec['method']) =>
    (path: string, policy: RouteSpec['policy'], summary: string, handle: Handler): RouteSpec => ({
      method,
      url: root + path,
      kind: 'office',
      policy,
      summary,
      handle,
    });
  return { get: route('GET'), post: route('POST') };
}

export function publicPage(url: string, summary: string, handle: Handler): RouteSpec {
  return { method: 'GET', url, kind: 'page', policy: 'public', summary, handle };
}

/** Pages that everybody may ask for, and forms that everybody may send, with handlers that take `deps` first. */
export function openRoutes(deps: Deps) {
  return (
    method: RouteSpec['method'],
    url: string,
    summary: string,
    handle: (deps: Deps, ctx: Ctx) => Answer | Promise<Answer>,
    kind: 'page' | 'feed' = 'page',
  ): RouteSpec => ({ method, url, kind, policy: 'public', summary, handle: (ctx) => handle(deps, ctx) });
}
