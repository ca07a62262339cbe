/** Every page of the site, its records made and its doors open, in a browser: what the tests about all pages share. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { allRoutes } from '../../src/app.ts';
import type { RouteSpec } from '../../src/platform/http/route.ts';
import { useApp, type TestApp } from '../harness/app.ts';
import { closeContexts, giveCookie, workersBrowser } from '../harness/browsing.ts';
import { signInAs } from '../harness/staff.ts';
import { isReachable, makePlaces, pathOf } from './route-fixtures.ts';

export interface EveryPage {
  site: TestApp;
  browser: () => Browser;
  baseURL: () => string;
  /** An administrator's, for requests without a browser. */
  cookie: () => string;
  /** Public pages and the back office; some lead elsewhere. */
  pages: () => readonly { route: RouteSpec; path: string }[];
  /** Lets the administrator in, in this page's browser. */
  signIn: (page: Page) => Promise<void>;
}

/** HTML that is no page of the site: a mail, shown in a frame without rights. */
const DOCUMENTS = new Set(['/admin/encuentros/:slug/correos/:id/vista']);

/** Call at the top of a file. */
export function useEveryPage(): EveryPage {
  const site = useApp();
  let made: {
    browser: Browser;
    baseURL: string;
    cookie: string;
    pages: { route: RouteSpec; path: string }[];
  };

  beforeAll(async () => {
    const places = await makePlaces(site.deps);
    const { cookie } = await signInAs(site.deps, 'administrator');
    const pages: { route: RouteSpec; path: string }[] = [];
    for (const route of allRoutes(site.deps)) {
      if (route.method !== 'GET' || !['page', 'office'].includes(route.kind)) continue;
      if (!isReachable(route) || DOCUMENTS.has(route.url)) continue;
      const path = pathOf(route.url, places);
      if (await isPage(site, path, cookie)) pages.push({ route, path });
    }
    const baseURL = await site.app.listen({ host: '127.0.0.1', port: 0 });
    made = { browser: await workersBrowser(), baseURL, cookie, pages };
  }, 60_000);

  afterAll(async () => await closeContexts(made?.browser));

  return {
    site,
    browser: () => made.browser,
    baseURL: () => made.baseURL,
    cookie: () => made.cookie,
    pages: () => made.pages,
    signIn: async (page) => await giveCookie(page, made.cookie, made.baseURL),
  };
}

/** What is downloaded is no page; what leads to one is. */
async function isPage(site: TestApp, url: string, cookie: string): Promise<boolean> {
  const { headers } = await site.app.inject({ url, headers: { cookie } });
  return headers.location !== undefined || String(headers['content-type']).startsWith('text/html');
}
