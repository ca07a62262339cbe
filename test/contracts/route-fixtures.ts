/**
 * Real ids, slugs and tokens for every place in every address, so that contract tests reach the handlers
 * and not only the door. A new route with a new place needs a line here: the tests say which.
 */
import type { Deps } from '../../src/platform/deps.ts';
import type { RouteSpec } from '../../src/platform/http/route.ts';

/** Value of each place: by `url prefix + place` when the same name means different things, else by place alone. */
export type Places = Readonly<Record<string, string>>;

/**
 * The address of a route with its places filled in.
 * @param spoiled one place and what stands there instead, already encoded
 * @throws when a place has no value
 */
export function pathOf(url: string, places: Places, spoiled?: { place: string; value: string }): string {
  return url.replaceAll(/:(\w+)/g, (_all, name: string, at: number) => {
    if (name === spoiled?.place) return spoiled.value;
    const value = places[url.slice(0, at + name.length + 1)] ?? places[name];
    if (value === undefined)
      throw new Error(`test/contracts/route-fixtures.ts: no value for :${name} of ${url}`);
    return value;
  });
}

/** The route that a path leads to, if any. */
export function routeOf(path: string, method: string, routes: readonly RouteSpec[]): RouteSpec | undefined {
  const bare = path.split(/[?#]/)[0] ?? '';
  const fits = (url: string): boolean =>
    new RegExp(`^${url.replaceAll('.', String.raw`\.`).replaceAll(/:\w+/g, '[^/]+')}$`).test(bare);
  return (
    routes.find((r) => r.method === method && r.url === bare) ??
    routes.find((r) => r.method === method && fits(r.url))
  );
}

/** New records of every kind; called again whenever a test may have spoiled the last ones. */
export async function makePlaces(deps: Deps): Promise<Places> {
  void deps;
  return {};
}
