/**
 * Pages in a real Chromium: opened at the two widths that matter, with and without JavaScript, in either
 * language (and judged by axe: `accessible.ts`). Every request and console error of a page is kept from its first moment on.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { Lang } from '../../src/platform/i18n/translate.ts';
import { findChromium } from './chromium.ts';

export interface PageOptions {
  /** False: as a reader whose browser runs no scripts. Default true. */
  js?: boolean;
  /** Default `es`. */
  lang?: Lang;
  /** So that `page.goto('/encuentros')` works, e.g. `http://127.0.0.1:40123`. */
  baseURL?: string;
  colorScheme?: 'light' | 'dark';
}

interface Record_ {
  requests: string[];
  errors: string[];
  label: string;
  /** Size, language, colours, scripts. */
  context: BrowserContextOptions;
}

const records = new WeakMap<Page, Record_>();
const REGION: Record<Lang, string> = { es: 'es-GT', en: 'en-US' };

/**
 * Starts a browser; the caller closes it (`afterAll(() => browser.close())`).
 * @param more arguments for Chromium, e.g. a film in place of the camera
 */
export async function openBrowser(
  env: NodeJS.ProcessEnv = process.env,
  more: readonly string[] = [],
): Promise<Browser> {
  const found = await findChromium(env);
  const args = [
    '--headless',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // Containers often give /dev/shm 64 MB; a full one kills the page without a word.
    '--disable-dev-shm-usage',
    ...more,
  ];
  // Chromium refuses to start its sandbox as root; the pages under test are our own.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  try {
    return await chromium.launch({
      executablePath: found.executablePath,
      args,
      chromiumSandbox: false,
      env: { ...process.env, ...found.env },
    });
  } catch (error) {
    const hint =
      'Set CHROMIUM_PATH to the program file of an installed Chrome or Chromium, or to the word "installed" for ' +
      'the one that is found in its usual place.';
    throw new Error(`The browser at ${found.executablePath} did not start. ${hint}`, { cause: error });
  }
}

/** A page as on a small phone: 360 × 740, touch. Closing the page closes its context, cookies included. */
export async function phonePage(browser: Browser, options: PageOptions = {}): Promise<Page> {
  return await openPage(browser, options, { width: 360, height: 740 }, true);
}

/** A page as on a desk: 1280 × 900. */
export async function widePage(browser: Browser, options: PageOptions = {}): Promise<Page> {
  return await openPage(browser, options, { width: 1280, height: 900 }, false);
}

async function openPage(
  browser: Browser,
  options: PageOptions,
  viewport: { width: number; height: number },
  hasTouch: boolean,
): Promise<Page> {
  const { js = true, lang = 'es', baseURL, colorScheme = 'light' } = options;
  const view: BrowserContextOptions = {
    viewport,
    hasTouch,
    javaScriptEnabled: js,
    locale: REGION[lang],
    timezoneId: 'America/Guatemala',
    colorScheme,
    reducedMotion: 'reduce',
    ...(baseURL === undefined ? {} : { baseURL }),
  };
  const context = await browser.newContext(view);
  const page = await context.newPage();
  page.once('close', () => void context.close().catch(() => undefined));
  const parts = [
    viewport.width,
    lang === 'es' ? '' : lang,
    js ? '' : 'nojs',
    colorScheme === 'light' ? '' : 'dark',
  ];
  const record: Record_ = {
    requests: [],
    errors: [],
    label: parts.filter(Boolean).join('-'),
    context: view,
  };
  records.set(page, record);
  page.on('request', (request) => record.requests.push(request.url()));
  page.on('pageerror', (error) => record.errors.push(error.message));
  page.on('console', (message) => {
    // A page that is meant to answer 4xx logs that as "Failed to load resource"; that is no fault of the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      record.errors.push(message.text());
    }
  });
  return page;
}

function recordOf(page: Page): Record_ {
  const record = records.get(page);
  if (!record) throw new Error('This page was not opened by phonePage or widePage.');
  return record;
}

/** Size, language, colours, and whether it runs scripts. */
export function viewOf(page: Page): BrowserContextOptions {
  return recordOf(page).context;
}

/** @throws when the page has asked any other origin than its own for anything since it was opened or last asked this */
export function noThirdParty(page: Page): void {
  const own = new URL(page.url()).origin;
  const strange = recordOf(page)
    .requests.splice(0)
    .filter((url) => !url.startsWith('data:') && !url.startsWith('blob:') && new URL(url).origin !== own);
  if (strange.length > 0) {
    throw new Error(`${page.url()} asked other origins:\n${strange.map((url) => `  ${url}`).join('\n')}`);
  }
}

/** @throws when since then a script failed, or the content security policy refused something */
export function noPageErrors(page: Page): void {
  const errors = recordOf(page).errors.splice(0);
  if (errors.length > 0)
    throw new Error(`${page.url()} logged errors:\n${errors.map((e) => `  ${e}`).join('\n')}`);
}

/** @throws when the page is wider than the screen, naming the elements that stick out */
export async function noSidewaysScroll(page: Page): Promise<void> {
  // A page that renews itself may be between two documents.
  await page.waitForLoadState();
  const wide = (await page.evaluate(`(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter((e) => e.getBoundingClientRect().right > width + 1)
      .slice(0, 10)
      .map((e) => e.tagName.toLowerCase() + (e.className ? '.' + e.className : '') + ' ' + Math.round(e.getBoundingClientRect().right) + 'px');
  })()`)) as string[];
  if (wide.length > 0) {
    throw new Error(`${page.url()} scrolls sideways:\n${wide.map((e) => `  ${e}`).join('\n')}`);
  }
}

/** Writes `{name}-{width}….png` of the whole page into the folder that env `SHOTS` names; without it, nothing. */
export async function screenshots(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}-${recordOf(page).label}.png`), fullPage: true });
}
