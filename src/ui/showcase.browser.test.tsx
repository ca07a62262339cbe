/** The showcase in a real browser, with the style sheet and script as they are served and the content policy on. */
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../../test/harness/accessible.ts';
import {
  noPageErrors,
  noSidewaysScroll,
  noThirdParty,
  phonePage,
  screenshots,
  widePage,
} from '../../test/harness/browser.ts';
import { closeContexts, workersBrowser } from '../../test/harness/browsing.ts';
import type { PageOptions } from '../../test/harness/browser.ts';
import { translator } from '../platform/i18n/translate.ts';
import type { Shell } from './layout/shell.ts';
import { renderDocument } from './render.tsx';
import { Showcase } from './showcase.tsx';

const BROWSER_FOLDER = new URL('../browser/', import.meta.url);
const t = translator('es');
const shell: Shell = {
  lang: 'es',
  t,
  path: '/diseno',
  organization: {
    name: 'Organización de Ejemplo por la Transparencia',
    email: 'contacto@ejemplo.org',
    privacyHref: '/privacidad',
  },
  menu: ['Encuentros', 'Justiciapedia', 'Elecciones', 'Propuestas', 'Publicaciones', 'Datos abiertos'].map(
    (label, index) => ({ href: `/${index}`, label, current: index === 0 }),
  ),
  user: { name: 'Persona Ejemplo Uno' },
  notices: [{ kind: 'warning', text: 'Un aviso para quien organiza.' }],
  cssHref: '/site.css',
  scriptHref: '/enhance.js',
};

async function styleSheet(): Promise<string> {
  const folder = new URL('styles/', BROWSER_FOLDER);
  const names = (await readdir(folder)).toSorted();
  const sheets = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
  const path = new URL('../../scripts/assets.mjs', import.meta.url).href;
  const { minifyCss } = (await import(path)) as { minifyCss: (css: string) => string };
  return minifyCss(sheets.join('\n'));
}

let browser: Browser;
let css: string;
let script: string;
let server: Server;
let baseURL: string;
/** Bodies of the forms sent, newest last. */
const posts: string[] = [];

beforeAll(async () => {
  browser = await workersBrowser();
  css = await styleSheet();
  script = await readFile(new URL('enhance.js', BROWSER_FOLDER), 'utf8');
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await closeContexts(browser);
  server.closeAllConnections();
  server.close();
});

function answer(request: IncomingMessage, response: ServerResponse): void {
  const send = (type: string, body: string) => {
    response.setHeader('content-security-policy', "default-src 'self'");
    response.setHeader('content-type', `${type}; charset=utf-8`).end(body);
  };
  if (request.method === 'POST') {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      posts.push(body);
      response.writeHead(204).end();
    });
  } else if (request.url === '/site.css') send('text/css', css);
  else if (request.url === '/enhance.js') send('text/javascript', script);
  else {
    const frame = request.url === '/oficina' ? 'office' : 'public';
    const body = <Showcase t={t} lang="es" />;
    send('text/html', renderDocument({ shell, title: t('ui.showcase.title'), frame, body }));
  }
}

async function open(page: Page, frame: 'public' | 'office' = 'public'): Promise<Page> {
  posts.length = 0;
  await page.goto(`${baseURL}/${frame === 'office' ? 'oficina' : 'diseno'}`);
  return page;
}

const ways: [string, 'public' | 'office', 'phone' | 'wide', PageOptions][] = [];
for (const frame of ['public', 'office'] as const)
  for (const width of ['phone', 'wide'] as const)
    for (const colorScheme of ['light', 'dark'] as const)
      ways.push([`${frame}, ${width}, ${colorScheme}`, frame, width, { colorScheme }]);
ways.push(['public, phone, without scripts', 'public', 'phone', { js: false }]);

describe('the showcase in a browser', () => {
  it.each(ways)('reads well: %s', async (_name, frame, width, options) => {
    const page = await open(await (width === 'phone' ? phonePage : widePage)(browser, options), frame);
    await expectAccessible(page);
    await noSidewaysScroll(page);
    noThirdParty(page);
    noPageErrors(page);
    await screenshots(page, `diseno-${frame}`);
    await page.close();
  });

  it('keeps within its bytes', () => {
    expect(css.length).toBeLessThan(28_000);
    expect(script.length).toBeLessThan(2_500);
  });

  it('folds the menu on a phone and lays it open on a wide screen, without scripts', async () => {
    const phone = await open(await phonePage(browser, { js: false }));
    const link = (page: Page) =>
      page.getByRole('navigation', { name: 'Secciones del sitio' }).getByText('Elecciones');
    expect(await link(phone).isVisible()).toBe(false);
    await phone.getByText('Menú', { exact: true }).click();
    expect(await link(phone).isVisible()).toBe(true);
    await phone.close();
    const wide = await open(await widePage(browser, { js: false }));
    expect(await link(wide).isVisible()).toBe(true);
    expect(await wide.getByText('Menú', { exact: true }).isVisible()).toBe(false);
    await wide.close();
  });
});

describe('the script', () => {
  it('puts the keyboard on the error summary, whose links lead to the fields', async () => {
    const page = await open(await widePage(browser));
    expect(await page.evaluate(`document.activeElement.getAttribute('aria-labelledby')`)).toBe(
      'hay-un-problema',
    );
    await page.getByRole('link', { name: 'Elija al menos un idioma.' }).click();
    expect(await page.evaluate(`location.hash`)).toBe('#idiomas');
    await page.close();
  });

  it('shows a conditional question to those whom it concerns', async () => {
    const page = await open(await phonePage(browser));
    const question = page.getByLabel('¿Qué necesita para participar sin barreras?');
    expect(await question.isVisible()).toBe(true);
    await page.getByLabel('En línea').check();
    expect([await question.isVisible(), await question.isDisabled()]).toEqual([false, true]);
    await page.getByLabel('Presencial').check();
    expect([await question.isVisible(), await question.isDisabled()]).toEqual([true, false]);
    await page.close();
    const plain = await open(await phonePage(browser, { js: false }));
    expect(await plain.getByText('Conteste esto solo si eligió «Presencial».').isVisible()).toBe(true);
    await plain.close();
  });

  it('sends a form once, however often it is pressed', async () => {
    const page = await open(await widePage(browser));
    const button = page.getByRole('button', { name: 'Publicar la edición de ejemplo' });
    for (let i = 0; i < 3; i++) await button.click();
    await expect.poll(() => posts).toEqual(['id=1']);
    await page.close();
    const plain = await open(await widePage(browser, { js: false }));
    for (let i = 0; i < 2; i++)
      await plain.getByRole('button', { name: 'Publicar la edición de ejemplo' }).click();
    await expect.poll(() => posts.length).toBe(2);
    await plain.close();
  });

  it('asks first where that was wanted, and does nothing on no', async () => {
    const page = await open(await widePage(browser));
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await page.evaluate(`(() => {
      const form = document.createElement('form');
      form.method = 'post';
      form.innerHTML = '<button data-confirm="¿De verdad?">Borrar todo</button>';
      document.body.append(form);
    })()`);
    await page.getByRole('button', { name: 'Borrar todo' }).click();
    expect(asked).toEqual(['¿De verdad?']);
    expect(await page.evaluate(`document.querySelectorAll('[data-sent]').length`)).toBe(0);
    await page.close();
  });

  it('adds the reader’s time only where their clock shows another', async () => {
    const here = await open(await widePage(browser));
    expect(await here.locator('.local-time').count()).toBe(0);
    await here.close();
    const context = await browser.newContext({ timezoneId: 'Asia/Tokyo', locale: 'es-GT' });
    const away = await open(await context.newPage());
    expect(await away.locator('.slot-time').first().innerText()).toContain('23:00 en su hora');
    await context.close();
  });
});
