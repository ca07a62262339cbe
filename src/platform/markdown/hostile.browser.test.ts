import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeContexts, workersBrowser } from '../../../test/harness/browsing.ts';
import { ATTACKS } from './hostile.ts';
import { renderMarkdown } from './render.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await workersBrowser();
});
afterAll(async () => await closeContexts(browser));

const TEXTS = Object.values(ATTACKS).flat();

/** Without any content policy, which on the site would stop it a second time. */
async function whatHappens(html: string): Promise<string[]> {
  const page = await browser.newPage();
  const happened: string[] = [];
  page.on('dialog', (dialog) => {
    happened.push(`dialog ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  await page.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (url.pathname === '/prueba')
      return await route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    if (!url.pathname.startsWith('/archivos/')) happened.push(`request ${url.href}`);
    return await route.fulfill({ status: 404, body: '' });
  });
  await page.goto('http://127.0.0.1:9/prueba', { waitUntil: 'domcontentloaded' });
  const press = (): void =>
    document.querySelectorAll('summary, p, li, td').forEach((element) => (element as HTMLElement).click());
  // The raw texts lead away from the page while it is looked at.
  await page.evaluate(press).catch((error: unknown) => happened.push(`lost ${String(error)}`));
  await page.waitForTimeout(300);
  await page.close();
  return happened;
}

it('runs nothing in a browser and asks no other site', { timeout: 60_000 }, async () => {
  const html = TEXTS.map(
    (text) =>
      `<article>${renderMarkdown(text, { lang: 'es', origin: 'https://sitio.example' }).html}</article>`,
  ).join('\n');
  expect(
    await whatHappens(`<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${html}`),
  ).toEqual([]);
  // The same texts as they are do a lot: the browser of this test would have shown it.
  const raw = await whatHappens(`<!doctype html>${TEXTS.join('\n')}`);
  expect(raw.some((entry) => entry.startsWith('dialog'))).toBe(true);
  expect(raw.some((entry) => entry.startsWith('request'))).toBe(true);
});
