/**
 * Pages judged by axe. It is large, and slow on its first run in a document: a page that nobody has used yet is
 * copied into a document that stays, with axe warm in it.
 */
import type { AxeResults, NodeResult } from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { viewOf } from './browser.ts';

const AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const OPTIONS = JSON.stringify({ runOnly: AA, resultTypes: ['violations'], preload: false });
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * The page as it stands now, opened dialogs and typed words included.
 * @throws with one line per fault (rule, element, what to do) when axe finds a violation of WCAG 2.2 A or AA.
 *   Works on pages opened without JavaScript too: there, a copy is judged.
 */
export async function expectAccessible(page: Page): Promise<void> {
  if (viewOf(page).javaScriptEnabled === false) return await judgeCopy(page, await markupOf(page), false);
  await page.evaluate(`if (!globalThis.axe) { ${source} }`);
  report(page, (await page.evaluate(`axe.run(document, ${OPTIONS})`)) as AxeResults);
}

/**
 * One page of many, as it was loaded: what stands around the content is judged on the first page in this view that
 * has it like that, and left out on the others.
 * @throws as `expectAccessible`
 */
export async function expectLoadedAccessible(page: Page): Promise<void> {
  const markup = await markupOf(page);
  const { js, scripts } = { js: viewOf(page).javaScriptEnabled !== false, scripts: scriptsIn(markup) };
  // What a script of the page's own has done to it may stand nowhere in its markup.
  await (js && scripts > 1 ? expectAccessible(page) : judgeCopy(page, markup, true));
}

const scriptsIn = (markup: string): number => markup.split(/<script[^>]* src=/).length - 1;

const markupOf = async (page: Page) => (await page.evaluate('document.documentElement.outerHTML')) as string;

async function judgeCopy(page: Page, html: string, once: boolean): Promise<void> {
  const copy = await copyOf(page);
  const given = { html, url: page.url(), js: viewOf(page).javaScriptEnabled !== false, once };
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

const copies = new WeakMap<Page, Page>();

/** Runs scripts, unlike some pages that it copies; has their address, cookies, size and colours. Kept as long as they. */
async function copyOf(page: Page): Promise<Page> {
  const kept = copies.get(page);
  if (kept && new URL(kept.url()).origin === new URL(page.url()).origin) return kept;
  await kept?.context().close();
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser.');
  const context = await browser.newContext({
    ...viewOf(page),
    javaScriptEnabled: true,
    // What the policy refuses is refused to the page itself, and reported there.
    bypassCSP: true,
    storageState: await page.context().storageState(),
  });
  page.once('close', () => void context.close().catch(() => undefined));
  const copy = await context.newPage();
  copies.set(page, copy);
  await copy.route(page.url(), (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<!doctype html><title>…</title>' }),
  );
  await copy.goto(page.url());
  await copy.unroute(page.url());
  await copy.evaluate(source);
  await copy.addScriptTag({ path: path.join(import.meta.dirname, 'judge.js') });
  return copy;
}
