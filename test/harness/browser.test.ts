import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from './accessible.ts';
import {
  noPageErrors,
  noSidewaysScroll,
  noThirdParty,
  openBrowser,
  phonePage,
  screenshots,
  widePage,
} from './browser.ts';
import { findChromium, unpackChromium } from './chromium.ts';

const PAGES: Record<string, string> = {
  '/good': '<h1>Bueno</h1><label for="a">Nombre</label><input id="a">',
  '/script': '<h1>Guion</h1><script src="/script.js"></script>',
  '/script.js': 'document.title = "ejecutado"',
  '/unlabelled': '<h1>Malo</h1><input id="a">',
  '/wide': '<h1>Ancho</h1><div style="width:900px" class="tabla">x</div>',
  '/stranger': '<h1>Otro</h1><img alt="" src="http://127.0.0.1:9/pixel.png">',
  '/faint': '<h1>Tenue</h1></main><footer><p style="color:#ccc;background:#fff">Pie</p></footer>',
  '/faint-too': '<h1>También</h1></main><footer><p style="color:#ccc;background:#fff">Pie</p></footer>',
  '/framed': '<h1>Con pie</h1></main><footer><a href="/good">Pie</a></footer>',
  '/framed-faint':
    '<h1>Con pie</h1><p style="color:#ccc;background:#fff">Tenue</p></main><footer><a href="/wide">Pie</a></footer>',
  '/grown': '<h1>Crecida</h1><script src="/grow.js"></script>',
  '/grow.js':
    'document.querySelector("main").append(Object.assign(document.createElement("input"), { id: "a" }))',
  '/dialog':
    '<h1>Diálogo</h1><dialog aria-label="Uno"><input id="a"></dialog><script src="/open.js"></script>',
  '/open.js': 'document.querySelector("dialog").showModal()',
  '/chosen':
    '<h1>Elegido</h1><style>:checked + label { color: #ccc }</style><input type="checkbox" id="a"><label for="a">Sí</label>',
  '/film': '<h1>Película</h1><video aria-label="Cámara"></video><input id="a">',
  '/slow': '<h1>Despacio</h1><input id="a">',
  '/inline': '<h1>Guion</h1><script>document.title = "ejecutado"</script>',
};

let browser: Browser;
let server: Server;
let baseURL: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const body = PAGES[request.url ?? ''];
    if (body !== undefined && request.url?.endsWith('.js')) {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(body);
      return;
    }
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'self'; script-src 'self'; style-src 'unsafe-inline'; img-src *",
    });
    const lang = request.headers['accept-language'] ?? '';
    const page = `<html lang="es"><head><title>${lang}</title><meta name="viewport" content="width=device-width"></head><body><main>${body ?? ''}</main></body></html>`;
    response.write('<!doctype html>');
    setTimeout(() => response.end(page), request.url === '/slow' ? 300 : 0);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await new Promise((done) => server.close(done));
});

describe('pages', () => {
  it('are phone or desk wide, in the language asked for', async () => {
    const phone = await phonePage(browser, { baseURL });
    await phone.goto('/good');
    expect(await phone.evaluate('innerWidth')).toBe(360);
    expect(await phone.title()).toMatch(/^es-GT/);
    const wide = await widePage(browser, { baseURL, lang: 'en' });
    await wide.goto('/good');
    expect(await wide.evaluate('innerWidth')).toBe(1280);
    expect(await wide.title()).toMatch(/^en-US/);
    await phone.close();
    await wide.close();
  });

  it('run no scripts when asked', async () => {
    const page = await phonePage(browser, { baseURL, js: false });
    await page.goto('/script');
    expect(await page.title()).toMatch(/^es-GT/);
    await page.close();
    const running = await phonePage(browser, { baseURL });
    await running.goto('/script');
    expect(await running.title()).toBe('ejecutado');
    await running.close();
  });
});

describe.each([{ js: true }, { js: false }])('the checks, scripts $js', ({ js }) => {
  it('pass a good page', async () => {
    const page = await phonePage(browser, { baseURL, js });
    await page.goto('/good');
    await expectAccessible(page);
    await noSidewaysScroll(page);
    noThirdParty(page);
    noPageErrors(page);
    await page.close();
  });

  it('name a field without a label', async () => {
    const page = await phonePage(browser, { baseURL, js });
    await page.goto('/unlabelled');
    await expect(expectAccessible(page)).rejects.toThrow(/label: Form elements must have labels\n {4}at #a/);
    await page.close();
  });

  it('judge a page with something that plays', async () => {
    const page = await phonePage(browser, { baseURL, js });
    await page.goto('/film');
    await expect(expectAccessible(page)).rejects.toThrow(/ at #a/);
    await page.close();
  });

  it('judge a page that has only begun to come', async () => {
    const page = await phonePage(browser, { baseURL, js });
    await page.goto('/slow', { waitUntil: 'commit' });
    await expect(expectAccessible(page)).rejects.toThrow(/ at #a/);
    await page.close();
  });

  it('name what is wider than the screen', async () => {
    const page = await phonePage(browser, { baseURL, js });
    await page.goto('/wide');
    await expect(noSidewaysScroll(page)).rejects.toThrow(/div\.tabla 9\d\dpx/);
    await page.close();
  });

  it('name a request to another origin', async () => {
    const page = await phonePage(browser, { baseURL, js });
    await page.goto('/stranger');
    expect(() => noThirdParty(page)).toThrow('http://127.0.0.1:9/pixel.png');
    await page.close();
  });
});

describe.each([{ js: true }, { js: false }])('pages as they were loaded, scripts $js', ({ js }) => {
  it('are judged one after the other, what stands around the content until it was found good', async () => {
    const page = await phonePage(browser, { baseURL, js });
    const judged = async (path: string) => {
      await page.goto(path);
      return await expectAccessible(page).then(
        () => [],
        (error: unknown) => (error as Error).message.match(/ at .*/g),
      );
    };
    expect(await judged('/good')).toEqual([]);
    expect(await judged('/unlabelled')).toEqual([' at #a']);
    expect(await judged('/faint')).toEqual([' at p']);
    expect(await judged('/faint-too')).toEqual([' at p']);
    expect(await judged('/framed')).toEqual([]);
    expect(await judged('/framed-faint')).toEqual([' at p']);
    expect(await judged('/good')).toEqual([]);
    await page.close();
  });
});

describe('a page that has changed since it was loaded', () => {
  it.each([
    ['by a script', '/grown'],
    ['by a dialog over it', '/dialog'],
    ['by what was chosen', '/chosen'],
  ])('%s is judged as it stands', async (_how, path) => {
    const page = await phonePage(browser, { baseURL });
    await page.goto(path);
    if (path === '/chosen') {
      await expectAccessible(page);
      await page.getByRole('checkbox').check();
    }
    await expect(expectAccessible(page)).rejects.toThrow(/ at (?:#a|label)/);
    await page.close();
  });

  it('and another one at the same time are told apart', async () => {
    const [bad, good] = [
      await phonePage(browser, { baseURL, js: false }),
      await phonePage(browser, { baseURL, js: false }),
    ];
    await bad.goto('/unlabelled');
    await good.goto('/good');
    const judged = await Promise.allSettled([bad, good, bad, good].map(expectAccessible));
    expect(judged.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
    await bad.close();
    await good.close();
  });
});

it('reports what the content security policy refused', async () => {
  const page = await widePage(browser, { baseURL });
  await page.goto('/inline');
  expect(() => noPageErrors(page)).toThrow(/Content Security Policy/);
  await page.close();
});

it('writes a picture where SHOTS says, and none otherwise', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shots-'));
  const before = process.env['SHOTS'];
  const page = await phonePage(browser, { baseURL, lang: 'en' });
  try {
    await page.goto('/good');
    delete process.env['SHOTS'];
    await screenshots(page, 'bueno');
    expect(await readdir(folder)).toEqual([]);
    process.env['SHOTS'] = folder;
    await screenshots(page, 'bueno');
    expect(await readdir(folder)).toEqual(['bueno-360-en.png']);
  } finally {
    if (before === undefined) delete process.env['SHOTS'];
    else process.env['SHOTS'] = before;
    await page.close();
    await rm(folder, { recursive: true });
  }
});

it('refuses a CHROMIUM_PATH that is not there', async () => {
  await expect(findChromium({ CHROMIUM_PATH: '/nowhere/chrome' })).rejects.toThrow('/nowhere/chrome');
});

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the packaged browser', () => {
  it('is unpacked once by two runs at a time, mended when a file is gone, and shows a page', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'chromium-test-'));
    try {
      const [one, two] = await Promise.all([unpackChromium(parent), unpackChromium(parent)]);
      expect(one).toEqual(two);
      const names = await readdir(parent);
      expect(names).toHaveLength(1);
      const folder = join(parent, names[0]!);
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
      const built = (await stat(one.executablePath)).mtimeMs;

      await unpackChromium(parent);
      expect((await stat(one.executablePath)).mtimeMs).toBe(built);

      await rm(join(folder, 'lib/libnss3.so'));
      await unpackChromium(parent);
      expect((await stat(join(folder, 'lib/libnss3.so'))).size).toBeGreaterThan(100_000);
      expect(await readdir(parent)).toHaveLength(1);
    } finally {
      await rm(parent, { recursive: true, force: true });
    }
    const packaged = await openBrowser({});
    try {
      const page = await phonePage(packaged, { baseURL });
      await page.goto('/good');
      expect(await page.getByRole('heading').textContent()).toBe('Bueno');
      await expectAccessible(page);
      await page.close();
    } finally {
      await packaged.close();
    }
  }, 120_000);
});
