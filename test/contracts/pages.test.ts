/**
 * What is true of every page: its words, its links, and how it stands in a real browser, small and wide. At a desk
 * each page, opened once, is judged and then walked with the keys; `keyboard.test.ts` walks them on a phone.
 */
import { load } from 'cheerio';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { allRoutes } from '../../src/app.ts';
import type { RouteSpec } from '../../src/platform/http/route.ts';
import { LANGUAGES, type Lang } from '../../src/platform/i18n/translate.ts';
import { expectAccessible } from '../harness/accessible.ts';
import {
  noPageErrors,
  noSidewaysScroll,
  noThirdParty,
  phonePage,
  screenshots,
  widePage,
} from '../harness/browser.ts';
import { useEveryPage } from './every-page.ts';
import { useWalker } from './keyboard-walk.ts';

const { site, browser, baseURL, cookie, pages, signIn } = useEveryPage();

/** Small and wide, with and without scripts, light and dark, in both languages, each at least once; all for pictures. */
const VIEWS = (
  [
    { size: 'phone', open: phonePage, js: false, lang: 'es', colorScheme: 'light', keys: false },
    { size: 'wide', open: widePage, js: true, lang: 'en', colorScheme: 'dark', keys: true },
    { size: 'wide', open: widePage, js: true, lang: 'es', colorScheme: 'light', keys: false },
  ] as const
).slice(0, process.env['SHOTS'] ? 3 : 2);

/** The page as a machine reads it, asked for once, or undefined for a redirect or another format. */
const readOnce = new Map<string, Promise<string | undefined>>();
async function read(path: string, lang: Lang): Promise<string | undefined> {
  const key = `${lang} ${path}`;
  const html = readOnce.get(key) ?? ask(path, lang);
  readOnce.set(key, html);
  return await html;
}

async function ask(path: string, lang: Lang): Promise<string | undefined> {
  const answer = await site.app.inject({ url: path, headers: { cookie: `${cookie()}; lang=${lang}` } });
  const isPage = answer.statusCode === 200 && String(answer.headers['content-type']).startsWith('text/html');
  return isPage ? answer.body : undefined;
}

/** What is wrong with a page before anybody looks at it. */
function textFaults(html: string, lang: Lang): string[] {
  const $ = load(html);
  const faults: string[] = [];
  if ($('html').attr('lang') !== lang) faults.push(`lang is ${$('html').attr('lang')}`);
  if ($('h1').length !== 1) faults.push(`${$('h1').length} h1`);
  if ($('title').first().text().trim() === '') faults.push('no title');
  if ($('main').length !== 1) faults.push(`${$('main').length} main`);
  const ids = $('[id]')
    .toArray()
    .map((element) => element.attribs['id'] ?? '');
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice.length > 0) faults.push(`ids twice: ${twice.join(' ')}`);
  $('script:not([src]):not([type="application/ld+json"]), [style], [onclick], style').each((_i, element) => {
    faults.push(`inline ${element.tagName}`);
  });
  $('script, style').remove();
  // Attributes too: a label that only a screen reader says is as much a word as the others.
  const wrong = /⟦[^⟧]*⟧|undefined|\[object \w+\]|NaN|Invalid Date|\{\w+\}/.exec($.html());
  if (wrong) faults.push(`says “${wrong[0]}”`);
  return faults;
}

// Each asks for hundreds of pages.
const PATIENT = { timeout: 400_000 };

describe('pages', () => {
  it('say something in both languages, without holes', PATIENT, async () => {
    const faults: string[] = [];
    expect(pages().length).toBeGreaterThan(0);
    for (const { route, path } of pages()) {
      for (const lang of LANGUAGES) {
        const html = await read(path, lang);
        if (html !== undefined)
          faults.push(...textFaults(html, lang).map((f) => `${route.url} (${lang}): ${f}`));
      }
    }
    expect(faults).toEqual([]);
  });

  it('link to pages that exist, and send forms to routes that exist', PATIENT, async () => {
    const targets = new Map<string, string>();
    const posts = allRoutes(site.deps).filter((route) => route.method === 'POST');
    const faults: string[] = [];
    for (const { route, path } of pages()) {
      const html = await read(path, 'es');
      if (html === undefined) continue;
      const $ = load(html);
      $('a[href], link[href], img[src], script[src]').each((_i, element) => {
        const href = element.attribs['href'] ?? element.attribs['src'] ?? '';
        const url = new URL(href, new URL(path, site.deps.config.baseUrl));
        if (
          url.hash !== '' &&
          url.pathname + url.search === path &&
          $(`[id="${url.hash.slice(1)}"]`).length === 0
        ) {
          faults.push(`${route.url} links to ${url.hash}, which is not on the page`);
        }
        if (url.origin === new URL(site.deps.config.baseUrl).origin)
          targets.set(url.pathname + url.search, route.url);
      });
      $('form[method=post]').each((_i, form) => {
        const action = new URL($(form).attr('action') ?? path, site.deps.config.baseUrl).pathname;
        const fits = posts.some((post) =>
          new RegExp(`^${post.url.replaceAll(/:\w+/g, '[^/]+')}$`).test(action),
        );
        // The showcase of the design system draws forms that are sent nowhere.
        if (!fits && route.url !== '/diseno')
          faults.push(`${route.url} sends a form to ${action}, which takes none`);
      });
    }
    for (const [target, from] of targets) {
      const answer = await site.app.inject({ url: target, headers: { cookie: cookie() } });
      if (answer.statusCode >= 400) faults.push(`${from} links to ${target}: ${answer.statusCode}`);
    }
    expect(faults).toEqual([]);
  });

  // Side by side: while one waits for its browser, the other asks the server.
  describe.concurrent.each(VIEWS)(
    'on a $size screen, scripts $js, $lang, $colorScheme, walked $keys',
    ({ open, js, lang, colorScheme, keys }) => {
      it('are accessible, fit, and ask nobody else', PATIENT, async () => {
        const page = await open(browser(), { baseURL: baseURL(), js, lang, colorScheme });
        const walkHere = keys ? useWalker(page) : undefined;
        await signIn(page);
        const faults: string[] = [];
        for (const { route, path } of pages()) {
          const answer = await page.goto(path);
          if (!answer?.headers()['content-type']?.startsWith('text/html')) continue;
          faults.push(...(await checked(page, route, AT_FIRST)));
          await screenshots(page, `${route.kind}${route.url.replaceAll(/[/:]+/g, '-')}`);
          // Last, since it opens and chooses things; what a script then breaks is this page's fault.
          if (walkHere) faults.push(...(await walkHere(route)), ...(await checked(page, route, AFTERWARDS)));
        }
        await page.close();
        expect(faults).toEqual([]);
      });
    },
  );
});

const AFTERWARDS = [noThirdParty, noPageErrors];
const AT_FIRST = [expectAccessible, noSidewaysScroll, ...AFTERWARDS];

async function checked(
  page: Page,
  route: RouteSpec,
  checks: readonly ((page: Page) => Promise<void> | void)[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const check of checks) {
    try {
      await check(page);
    } catch (error) {
      faults.push(`${route.url}: ${(error as Error).message}`);
    }
  }
  return faults;
}

describe('the checker', () => {
  const good =
    '<html lang="es"><head><title>Hola</title></head><body><main><h1>Hola</h1></main></body></html>';

  it.each([
    ['lang="es"', 'lang="en"', 'lang is en'],
    ['<h1>Hola</h1>', '', '0 h1'],
    ['<h1>Hola</h1>', '<h1>a</h1><h1>b</h1>', '2 h1'],
    ['Hola</title>', '</title>', 'no title'],
    ['</main>', '<p>⟦events.x⟧</p></main>', 'says “⟦events.x⟧”'],
    ['</main>', '<p>undefined</p></main>', 'says “undefined”'],
    ['</main>', '<p>Hola {name}</p></main>', 'says “{name}”'],
    ['</main>', '<p style="color:red">x</p></main>', 'inline p'],
    ['</main>', '<script>alert(1)</script></main>', 'inline script'],
    ['</main>', '<p id="a">x</p><p id="a">y</p></main>', 'ids twice: a'],
  ])('sees %s → %s', (before, after, fault) => {
    expect(textFaults(good, 'es')).toEqual([]);
    expect(textFaults(good.replace(before, after), 'es')).toEqual([fault]);
  });
});
