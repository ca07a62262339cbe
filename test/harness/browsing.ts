/** A site in a real browser: what every test of pages in a browser begins with, and how a page is judged there. */
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { expectAccessible } from './accessible.ts';
import {
  noPageErrors,
  noSidewaysScroll,
  noThirdParty,
  openBrowser,
  type PageOptions,
  phonePage,
  screenshots,
  widePage,
} from './browser.ts';

export interface Browsing {
  readonly browser: Browser;
  /** Where the site listens. */
  readonly baseURL: string;
  /** A page of the site on a small phone. */
  phone: (options?: PageOptions) => Promise<Page>;
  /** A page of the site at a desk. */
  wide: (options?: PageOptions) => Promise<Page>;
  /** @param cookie of `signInAs` */
  signIn: (page: Page, cookie: string) => Promise<void>;
  /** Judges the page as it stands: accessible, fits, asks nobody else, breaks nothing; and keeps a picture of it. */
  look: (page: Page, name: string) => Promise<void>;
}

/**
 * Call at the top of a file, after `useApp`: the site listens and the browser is there from the first `beforeAll` on.
 * @param shots what the names of pictures begin with
 */
export function useBrowser(
  site: { readonly app: FastifyInstance },
  { shots = '' }: { shots?: string } = {},
): Browsing {
  let opened: { browser: Browser; baseURL: string } | undefined;
  let looks = 0;
  beforeAll(async () => {
    const baseURL = await site.app.listen({ host: '127.0.0.1', port: 0 });
    opened = { baseURL, browser: await workersBrowser() };
  }, 60_000);
  afterAll(async () => await closeContexts(opened?.browser));
  const there = () => {
    if (!opened) throw new Error('the browser exists only inside tests and hooks');
    return opened;
  };
  return {
    get browser() {
      return there().browser;
    },
    get baseURL() {
      return there().baseURL;
    },
    phone: async (options) => await phonePage(there().browser, { baseURL: there().baseURL, ...options }),
    wide: async (options) => await widePage(there().browser, { baseURL: there().baseURL, ...options }),
    signIn: async (page, cookie) => await giveCookie(page, cookie, there().baseURL),
    look: async (page, name) => {
      await expectAccessible(page);
      await noSidewaysScroll(page);
      noThirdParty(page);
      noPageErrors(page);
      await screenshots(page, `${shots}-${String(++looks).padStart(2, '0')}-${name}`);
    },
  };
}

/** @param cookie `name=value` */
export async function giveCookie(page: Page, cookie: string, url: string): Promise<void> {
  const at = cookie.indexOf('=');
  await page.context().addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url }]);
}

let kept: Promise<Browser> | undefined;

/** One for all files that a worker runs; it ends with the worker. A file closes what it has opened in it. */
export async function workersBrowser(): Promise<Browser> {
  const browser = await kept?.catch(() => undefined);
  if (browser?.isConnected()) return browser;
  kept = openBrowser();
  return await kept;
}

/** What a file has opened, the browser of the worker excepted. */
export async function closeContexts(browser: Browser | undefined): Promise<void> {
  await Promise.all(browser?.contexts().map(async (context) => await context.close()) ?? []);
}
