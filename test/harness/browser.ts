/**
 * Pages in a real Chromium: opened at the two widths that matter, with and without JavaScript, in either
 * language, and judged by axe. Every request and console error of a page is kept from its first moment on.
 */
import axe from 'axe-core';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
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
  js: boolean;
  colorScheme: 'light' | 'dark';
  /** Where axe runs when the page itself runs no scripts. */
  copy?: Page;
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
      'Set CHROMIUM_PATH to the program file of an installed Chrome or Chromium (any system), or, on Linux x64 ' +
      'with glibc, to the word "packaged" for the one that came with npm ci.';
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
  const context = await browser.newContext({
    viewport,
    hasTouch,
    javaScriptEnabled: js,
    locale: REGION[lang],
    timezoneId: 'America/Guatemala',
    colorScheme,
    reducedMotion: 'reduce',
    ...(baseURL === undefined ? {} : { baseURL }),
  });
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
    js,
    colorScheme,
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

const AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * @throws with one line per fault (rule, element, what to do) when axe finds a violation of WCAG 2.2 A or AA.
 *   Works on pages opened without JavaScript too.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const results = recordOf(page).js ? await runAxe(page) : await runAxeOnCopy(page);
  const faults = results.violations.flatMap((rule) =>
    rule.nodes.map(
      (node) => `  ${rule.id}: ${rule.help}\n    at ${node.target.join(' ')}\n    ${fault(node)}`,
    ),
  );
  if (faults.length > 0) throw new Error(`${page.url()} has accessibility faults:\n${faults.join('\n')}`);
}

async function runAxe(page: Page): Promise<axe.AxeResults> {
  await page.evaluate(`if (!globalThis.axe) { ${axe.source} }`);
  return await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(AA)}, resultTypes: ['violations'], preload: false })`,
  );
}

/**
 * axe waits on timers, which stand still where scripts are off: the page as it stands is laid out again, at the
 * same address and width, without its scripts, in a context that runs ours.
 */
async function runAxeOnCopy(page: Page): Promise<axe.AxeResults> {
  const html = (await page.content())
    .replaceAll(/<script\b[\s\S]*?<\/script>/gi, '')
    .replaceAll(/<(\/?)noscript\b/gi, '<$1div');
  const copy = await copyPageOf(page);
  const url = page.url();
  await copy.route(url, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
  await copy.goto(url);
  const results = await runAxe(copy);
  await copy.unroute(url);
  return results;
}

/** Kept as long as the page it copies: contexts are dear. */
async function copyPageOf(page: Page): Promise<Page> {
  const record = recordOf(page);
  if (record.copy) return record.copy;
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser.');
  const context = await browser.newContext({
    viewport: page.viewportSize(),
    colorScheme: record.colorScheme,
  });
  page.once('close', () => void context.close().catch(() => undefined));
  record.copy = await context.newPage();
  return record.copy;
}

function fault(node: axe.NodeResult): string {
  const html = node.html.length > 160 ? `${node.html.slice(0, 160)}…` : node.html;
  return `${html}\n    ${(node.failureSummary ?? '').replaceAll('\n', '\n    ')}`;
}

/** Writes `{name}-{width}….png` of the whole page into the folder that env `SHOTS` names; without it, nothing. */
export async function screenshots(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}-${recordOf(page).label}.png`), fullPage: true });
}
