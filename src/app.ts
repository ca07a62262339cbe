/**
 * The whole web application, not listening: the same for `main.ts` and for tests.
 * In reading order: server and its limits → assets, health → routes of platform and modules → errors.
 */
import type { FastifyInstance } from 'fastify';
import type { Deps } from './platform/deps.ts';
import { cardRoutes } from './platform/cards/routes.ts';
import { fileRoutes } from './platform/files/routes.ts';
import { mountAssets } from './platform/http/assets.ts';
import { mountHealth } from './platform/http/health.ts';
import { mountRoutes } from './platform/http/mount.ts';
import { openApiRoute } from './platform/http/openapi.ts';
import type { RouteSpec } from './platform/http/route.ts';
import { buildServer } from './platform/http/server.ts';
import { siteRoutes } from './platform/http/site.ts';
import { givenLicence, readLicences } from './platform/settings/licences.ts';
import { modules, permissions } from './modules.ts';
import { loadActor } from './modules/accounts/index.ts';
import { dress, dressError, showcaseRoute } from './shell.tsx';

/** Every address of the program that a module or the platform declares. */
export function allRoutes(deps: Deps): RouteSpec[] {
  const routes = [
    ...siteRoutes(deps),
    ...fileRoutes(deps),
    ...cardRoutes(deps),
    showcaseRoute(),
    ...modules.flatMap((m) => m.routes(deps)),
  ];
  const info = { title: 'Justicia Abierta', version: '1', baseUrl: deps.config.baseUrl };
  const licence = async () => givenLicence((await readLicences(deps.db)).data);
  return [...routes, openApiRoute(routes, info, licence)];
}

export async function buildApp(deps: Deps): Promise<FastifyInstance> {
  const app = await buildServer(deps.config);
  const assets = mountAssets(app);
  mountHealth(app, deps);
  mountRoutes(app, allRoutes(deps), {
    deps,
    loadActor: (headers) => loadActor(deps, headers, permissions),
    assetHref: assets.href,
    dress: (ctx, spec, answer) => dress(deps, assets, ctx, spec, answer),
    dressError: (ctx, error) => dressError(deps, assets, ctx, error),
    signInPath: (from) => `/admin/entrar?volver=${encodeURIComponent(from)}`,
  });
  return app;
}
