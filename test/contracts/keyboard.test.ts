/**
 * Every page with the keys alone: Tab, Enter, Space, arrows, in a real browser. Here on a phone; at a desk
 * `pages.test.ts` does it with the pages that it has opened anyway.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phonePage, widePage } from '../harness/browser.ts';
import { useEveryPage } from './every-page.ts';
import { useWalker, walk } from './keyboard-walk.ts';

const { browser, baseURL, pages, signIn } = useEveryPage();

describe('pages on a small screen', () => {
  it('are walked by Tab: everything in order, in sight, none left out', { timeout: 400_000 }, async () => {
    const left = pages().values();
    const faults: string[] = [];
    const walkSome = async (): Promise<void> => {
      const page = await phonePage(browser(), { baseURL: baseURL() });
      const walkHere = useWalker(page);
      await signIn(page);
      for (const { route, path } of left) {
        const answer = await page.goto(path);
        if (!answer?.headers()['content-type']?.startsWith('text/html')) continue;
        faults.push(...(await walkHere(route)));
      }
      await page.close();
    };
    // Two at once: while one waits for its browser, the other asks the server.
    await Promise.all([walkSome(), walkSome()]);
    expect(faults).toEqual([]);
  });
});

describe('the walker', () => {
  const good = `<!doctype html><style>:focus-visible { outline: 3px solid red } button { outline: none; border: 0 }</style>
    <a href="#contenido">Saltar</a> <a href="/menu">Menú</a> <a href="/ayuda">Ayuda</a>
    <main id="contenido" tabindex="-1">
      <a href="/a">Uno</a> <a href="/b">Dos</a>
      <fieldset><input type="radio" name="r" id="r1"><label for="r1">Sí</label>
        <input type="radio" name="r" id="r2"><label for="r2">No</label></fieldset>
      <input type="datetime-local" aria-label="Cuándo"> <input aria-label="Quién" value="x">
      <details><summary>Más</summary><a href="/c">Tres</a></details>
      <textarea aria-label="Qué"></textarea>
    </main><footer><a href="/pie">Pie</a></footer>`;
  let page: Page;
  let shown = '';
  beforeAll(async () => {
    page = await widePage(browser(), { baseURL: 'http://walk.test' });
    await page.route('**/*', (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: shown }),
    );
  });
  afterAll(async () => await page.close());
  const put = async (html: string): Promise<void> => {
    shown = html;
    await page.goto('/');
  };

  it.each([
    ['', '', []],
    [
      '<a href="#contenido">Saltar</a>',
      '',
      ['Tab begins with a “Menú”, not with the link that skips to the content'],
    ],
    ['tabindex="-1"', '', ['the skip link does not move the focus']],
    ['<a href="/b">', '<a href="/b" tabindex="-1">', ['a “Dos” is never reached']],
    ['<a href="/b">', '<a href="/b" style="outline: none">', ['a “Dos” looks the same with focus']],
    [
      '<a href="/b">',
      '<a href="/b" style="position: absolute; left: -9999px">',
      ['a “Dos” has the focus out of sight'],
    ],
    [
      '<footer>',
      '<footer style="position: fixed; inset: 0; background: red">',
      [expect.stringContaining('“Uno” has the focus out of sight')],
    ],
    [
      '<a href="/b">',
      '<a href="/b" onkeydown="event.preventDefault()">',
      ['a “Dos”: Tab goes to a “Dos”, not to input “Sí”'],
    ],
    ['<textarea', '<textarea onkeydown="event.preventDefault()"', ['textarea “Qué” keeps the focus']],
    [
      'id="r1"',
      'id="r1" onkeydown="if (event.key !== \'Tab\') event.preventDefault()"',
      ['input “Sí”: the arrows do not choose'],
    ],
    [
      '<summary>',
      '<summary onkeydown="if (event.key !== \'Tab\') event.preventDefault()" onkeyup="event.preventDefault()">',
      ['summary “Más”: does not open'],
    ],
    ['<a href="/c">', '<a href="/c" tabindex="-1">', ['a “Tres” is never reached']],
    [
      '<textarea',
      '<div style="overflow: auto; height: 2rem"><p style="height: 9rem">Largo</p></div><textarea',
      ['div “Largo” scrolls, but the keyboard cannot reach it'],
    ],
  ])('sees %s → %s', async (was, is, faults) => {
    await put(good.replace(was, is));
    const found = await walk(page, false);
    for (const fault of faults) expect(found).toContainEqual(fault);
    if (faults.length === 0) expect(found).toEqual([]);
  });

  it('sees a positive tabindex, and what stands around the content', async () => {
    const body = good
      .replace('<a href="/pie">', '<a href="/pie" tabindex="-1">')
      .replace('<a href="/b">', '<a href="/b" tabindex="1">');
    await put(body);
    const found = await walk(page, true);
    expect(found[0]).toBe('a “Dos” pushes itself forward with a positive tabindex');
  });
});
