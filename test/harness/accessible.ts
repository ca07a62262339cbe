/**
 * Pages judged by axe. It is large, and slow on its first run in a document: a page is copied into a document that
 * stays, with axe warm in it.
 */
import type { AxeResults, NodeResult } from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { viewOf } from './browser.ts';

const AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const OPTIONS = JSON.stringify({ runOnly: AA, resultTypes: ['violations'], preload: false });
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * The page as it stands now, opened dialogs and chosen things included. What stands around the content is judged on the
 * first page in this view that has it like that, and left out on the others.
 * @throws with one line per fault (rule, element, what to do) when axe finds a violation of WCAG 2.2 A or AA.
 *   Works on pages opened without JavaScript too.
 */
export async function expectAccessible(page: Page): Promise<void> {
  // A press that leads elsewhere comes back as soon as the next page begins: there may be no element in it yet.
  await page.waitForLoadState();
  const { html, live } = (await page.evaluate(STANDING)) as { html: string; live: boolean };
  // Where no scripts run, axe would never come to an end, and nothing is but what the markup says.
  const isStill = viewOf(page).javaScriptEnabled === false;
  if (isStill || !live) return await judgeCopy(page, html);
  await page.evaluate(`if (!globalThis.axe) { ${source} }`);
  report(page, (await page.evaluate(`axe.run(document, ${OPTIONS})`)) as AxeResults);
}

/**
 * The markup of a page with what has been chosen in it; `live` when something stands in no markup: what lies above
 * everything else, what plays, documents within, and what scripts have put into the shadow.
 */
const STANDING = `(() => {
  const own = document.documentElement;
  const copy = own.cloneNode(true);
  const [shown, kept] = [own, copy].map((root) => [...root.querySelectorAll('input, option')]);
  for (const [at, one] of shown.entries()) {
    kept[at].toggleAttribute('checked', one.checked === true);
    kept[at].toggleAttribute('selected', one.selected === true);
  }
  const live = [...own.querySelectorAll('*')].some(
    (e) => e.shadowRoot || e.matches(':modal, :popover-open, iframe, video, audio'));
  return { html: copy.outerHTML, live };
})()`;

async function judgeCopy(page: Page, html: string): Promise<void> {
  const copy = await copyOf(page);
  await copy.context().addCookies(await page.context().cookies());
  const given = { html, url: page.url(), js: viewOf(page).javaScriptEnabled !== false };
  report(page, (await copy.evaluate(`judge(${JSON.stringify(given)}, ${OPTIONS})`)) as AxeResults);
}

function report(page: Page, results: AxeResults): void {
  const faults = results.violations.flatMap((rule) =>
    rule.nodes.map(
      (node) => `  ${rule.id}: ${rule.help}\n    at ${node.target.join(' ')}\n    ${fault(node)}`,
    ),
  );
  if (faults.length > 0) throw new Error(`${page.url()} has accessibility faults:\n${faults.join('\n')}`);
}

function fault(node: NodeResult): string {
  const html = node.html.length > 160 ? `${node.html.slice(0, 160)}…` : node.html;
  return `${html}\n    ${(node.failureSummary ?? '').replaceAll('\n', '\n    ')}`;
}

const copies = new WeakMap<Browser, Map<string, Promise<Page>>>();

/** Runs scripts, unlike some pages that it copies; has their address, size and colours. One for all pages of a view. */
async function copyOf(page: Page): Promise<Page> {
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser.');
  const ofBrowser = copies.get(browser) ?? new Map<string, Promise<Page>>();
  copies.set(browser, ofBrowser);
  const view = `${new URL(page.url()).origin} ${JSON.stringify(viewOf(page))}`;
  const kept = await ofBrowser.get(view);
  if (kept && !kept.isClosed()) return kept;
  const made = makeCopy(browser, page);
  ofBrowser.set(view, made);
  return await made;
}

async function makeCopy(browser: Browser, page: Page): Promise<Page> {
  const context = await browser.newContext({
    ...viewOf(page),
    javaScriptEnabled: true,
    // What the policy refuses is refused to the page itself, and reported there.
    bypassCSP: true,
  });
  const copy = await context.newPage();
  await copy.route(page.url(), (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<!doctype html><title>…</title>' }),
  );
  await copy.goto(page.url());
  await copy.unroute(page.url());
  await copy.evaluate(source);
  await copy.addScriptTag({ path: path.join(import.meta.dirname, 'judge.js') });
  return copy;
}
