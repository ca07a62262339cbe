/** Two phones at a door in a real browser: camera, no network, merging, a phone lost. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import qrcode from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { START, useApp } from '../../../../test/harness/app.ts';
import { expectAccessible } from '../../../../test/harness/accessible.ts';
import {
  noPageErrors,
  noSidewaysScroll,
  noThirdParty,
  openBrowser,
  phonePage,
  screenshots,
  widePage,
} from '../../../../test/harness/browser.ts';
import { type Door, doorNotes, makeDoor, mistyped, openPhone } from '../../../../test/harness/door.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { linkToken } from '../../events/index.ts';
import { groupCode, QR_PREFIX } from '../rules/ticket-code.ts';

const site = useApp();
const PLANTED = 'Xochiquetzal Ficticia';
let browser: Browser;
let baseURL: string;
let port: string;
let door: Door;
let folder: string;
const page_ = (path: string) => `/admin/encuentros/${door.event.slug}/${path}`;

/** A film for Chromium's pretended camera: a ticket held still before it. */
function filmOf(text: string): Buffer {
  const [width, height, scale] = [640, 480, 11];
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'Q' });
  const luma = Buffer.alloc(width * height, 200);
  const left = Math.floor((width - modules.size * scale) / 2);
  const top = Math.floor((height - modules.size * scale) / 2);
  for (let y = 0; y < modules.size * scale; y++)
    for (let x = 0; x < modules.size * scale; x++) {
      const isDark = modules.get(Math.floor(y / scale), Math.floor(x / scale));
      luma[(top + y) * width + left + x] = isDark ? 30 : 220;
    }
  const chroma = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`),
    ...Array.from({ length: 5 }, () => frame),
  ]);
}

beforeAll(async () => {
  const people = [{ name: `${PLANTED} Uno` }, { name: `${PLANTED} Dos` }, { name: `${PLANTED} Tres` }, {}];
  door = await makeDoor(site.deps, 'puerta-viva', people, { workshops: { sala: 5 } });
  folder = await mkdtemp(join(tmpdir(), 'ja-door-'));
  const film = join(folder, 'ticket.y4m');
  await writeFile(film, filmOf(QR_PREFIX + code(0)));
  baseURL = await site.app.listen({ host: '127.0.0.1', port: 0 });
  port = new URL(baseURL).port;
  browser = await openBrowser(process.env, [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
    '--host-resolver-rules=MAP puerta.test 127.0.0.1',
  ]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

const code = (n: number): string => door.people[n]?.code ?? '';
const id = (n: number): string => door.people[n]?.id ?? '';
const result = (page: Page) => page.locator('#puerta-resultado');

async function type(page: Page, text: string): Promise<string | null> {
  await result(page).evaluate((box) => box.replaceChildren());
  await page.getByLabel('Código de la entrada').fill(text);
  await page.getByLabel('Código de la entrada').press('Enter');
  const card = result(page).locator('[data-answer]');
  await card.waitFor();
  return await card.getAttribute('data-answer');
}

const ready = (page: Page) => page.locator('main[data-ready=yes]').waitFor();

async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await noSidewaysScroll(page);
  await screenshots(page, name);
}

/** Everything that the browser keeps for this site, as one text: databases, caches, storage. Bytes as latin-1. */
async function keptBy(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const texts: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    const say = (value: unknown): string => {
      if (value instanceof Uint8Array) return String.fromCharCode(...value);
      if (value instanceof CryptoKey) return `key, extractable ${String(value.extractable)}`;
      if (Array.isArray(value)) return value.map(say).join(' ');
      return typeof value === 'object' && value !== null
        ? Object.values(value).map(say).join(' ')
        : String(value);
    };
    for (const { name = '' } of await indexedDB.databases()) {
      texts.push(name);
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('closed'));
      });
      for (const store of opened.objectStoreNames) {
        const all = opened.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => (all.onsuccess = resolve));
        texts.push(say(all.result));
      }
      opened.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        texts.push(name, request.url);
        texts.push((await (await cache.match(request))?.text()) ?? '');
      }
    }
    return texts.join('\n');
  });
}

/** How many databases, caches and service workers the browser has for this site. */
async function leftOn(page: Page): Promise<number[]> {
  return await page.evaluate(async () => [
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length,
  ]);
}

/** What nothing on a phone may hold. */
function secrets(): string[] {
  return door.people.flatMap(({ id: one, name, email, code: ticket }) => [
    one,
    name,
    PLANTED,
    email,
    ticket,
    groupCode(ticket),
    ticket.slice(3, 19),
  ]);
}

/** In one order: what the later ones find is what the earlier ones have done. */
describe('a door with two phones', () => {
  let north: Page;
  let south: Page;
  let office: Page;
  let kept = '';

  it('begins on a phone of the staff, and reads a ticket with the camera', { timeout: 60_000 }, async () => {
    const { cookie } = await signInAs(site.deps, 'facilitator');
    const [name = '', value = ''] = cookie.split('=', 2);
    north = await phonePage(browser, { baseURL });
    office = await widePage(browser, { baseURL });
    for (const page of [north, office]) await page.context().addCookies([{ name, value, url: baseURL }]);
    await north.goto(page_('puerta'));
    await look(north, 'door-office');
    await north.getByLabel('Nombre del teléfono').first().fill('Entrada norte');
    await north.getByRole('button', { name: 'Abrir la puerta' }).click();
    await ready(north);
    await look(north, 'door');
    await north.getByRole('button', { name: 'Encender la cámara' }).click();
    await result(north).locator('[data-answer=welcome]').waitFor({ timeout: 20_000 });
    expect(await result(north).textContent()).toContain(`${PLANTED} Uno`);
    expect(await north.locator('[data-count=arrived]').textContent()).toBe('1');
    await look(north, 'door-welcome');
    await north.getByRole('button', { name: 'Apagar la cámara' }).click();
    expect(await type(north, code(0))).toBe('already');
    await look(north, 'door-already');
    expect(await type(north, mistyped(code(0)))).toBe('mistyped');
    noThirdParty(north);
    noPageErrors(north);
  });

  it('takes a helper’s phone in by a link', { timeout: 60_000 }, async () => {
    await office.goto(page_('puerta'));
    await office.getByLabel('Nombre del teléfono').nth(1).fill('Entrada sur');
    await office.getByRole('button', { name: 'Crear enlace' }).click();
    await look(office, 'door-invitation');
    const link = await office.locator('.door-link').textContent();
    south = await phonePage(browser, { baseURL });
    await south.goto(new URL(link ?? '').pathname);
    await look(south, 'door-invited');
    await south.getByRole('button', { name: 'Abrir la puerta' }).click();
    await ready(south);
  });

  it(
    'works on without network, also after the page is closed and opened again',
    { timeout: 60_000 },
    async () => {
      await south.context().setOffline(true);
      await south.reload();
      await south.getByText('Sin red. Puede seguir marcando').waitFor();
      expect(await type(south, code(0))).toBe('already');
      expect(await type(south, code(1))).toBe('welcome');
      await look(south, 'door-offline');
      expect(await type(south, code(1))).toBe('already');
      expect(await result(south).textContent()).toMatch(/Ya entró a las \d+:\d\d.*\(este teléfono\)/);
      await south.getByText('Llegadas por enviar: 3.').waitFor();
      // What needs names needs the network, and says so.
      await south.getByRole('link', { name: 'Agregar a una persona' }).click();
      await south.getByText('Para esto hace falta la red.').waitFor();
      // The phone is switched off and on: nothing that waits is lost.
      await south.reload();
      await south.getByText('Llegadas por enviar: 3.').waitFor();
      kept = await keptBy(south);
    },
  );

  it(
    'gives one arrival when both have scanned the same ticket, the earlier one',
    { timeout: 60_000 },
    async () => {
      site.setNow(START.add({ minutes: 10 }));
      expect(await type(north, code(1))).toBe('welcome');
      site.setNow(START.add({ minutes: 20 }));
      await south.context().setOffline(false);
      await expect
        .poll(async () => await south.locator('#puerta-red').isHidden(), { timeout: 15_000 })
        .toBe(true);
      const notes = await doorNotes(site.deps.db, [id(0), id(1)]);
      expect(notes.map((n) => n.outcomes)).toEqual([
        ['arrived', 'double', 'double'],
        ['arrived', 'double', 'double'],
      ]);
      // Before the ten minutes at which the other phone marked it.
      expect(
        Temporal.Instant.from(notes[1]?.at ?? '')
          .since(START)
          .total('minutes'),
      ).toBeLessThan(2);
      expect(await south.locator('[data-count=arrived]').textContent()).toBe('2');
      await office.goto(page_('puerta'));
      await look(office, 'door-office-later');
      await office.setViewportSize({ width: 360, height: 740 });
      await look(office, 'door-office-later-small');
    },
  );

  it('leaves no name, address or code on the phone', { timeout: 60_000 }, async () => {
    // With network too: a name was on the screen, and nowhere else.
    expect(await type(south, code(2))).toBe('welcome');
    expect(await result(south).textContent()).toContain(`${PLANTED} Tres`);
    const now = await keptBy(south);
    for (const text of [kept, now]) {
      expect(secrets().filter((secret) => text.toUpperCase().includes(secret.toUpperCase()))).toEqual([]);
      // The search looks into everything: it finds what is meant to be there.
      for (const there of ['key, extractable false', 'Entrada sur', '/trabajador.js'.slice(0, 5), 'jsqr-'])
        expect(text).toContain(there);
    }
    // Three scans waited then; none do now.
    const ids = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
    expect(new Set(kept.match(ids)).size).toBe(3);
    expect(new Set(now.match(ids)).size).toBe(0);
  });

  it(
    'forgets everything on a phone that was taken back, and keeps its last scan for staff',
    { timeout: 60_000 },
    async () => {
      await south.context().setOffline(true);
      expect(await type(south, code(3))).toBe('welcome');
      await office.goto(page_('puerta'));
      const row = office.getByRole('row', { name: 'Entrada sur' });
      await row.getByRole('button', { name: 'Anular' }).click();
      await south.context().setOffline(false);
      await south.getByText('Este teléfono ya no marca llegadas').waitFor();
      await expect.poll(async () => await leftOn(south)).toEqual([0, 0, 0]);
      expect((await doorNotes(site.deps.db, [id(3)]))[0]).toEqual({ outcomes: ['held'], at: null });
      await south.reload();
      await south.getByRole('heading', { name: 'La puerta se cerró en este teléfono' }).waitFor();
      await expect.poll(async () => await leftOn(south)).toEqual([0, 0, 0]);
      expect(await south.locator('main').textContent()).toContain('pida un enlace nuevo');
      await look(south, 'door-over');
      await office.goto(page_('puerta'));
      await office.getByRole('button', { name: 'Aceptar' }).click();
      expect((await doorNotes(site.deps.db, [id(3)]))[0]?.outcomes).toEqual(['arrived']);
      noPageErrors(office);
    },
  );

  it(
    'touches no other page of the site, and wipes itself when the phone has finished',
    { timeout: 60_000 },
    async () => {
      const other = await north.context().newPage();
      await other.goto(`/encuentros/${door.event.slug}`);
      expect(await other.evaluate(() => navigator.serviceWorker.controller === null)).toBe(true);
      await other.close();
      await north.getByText('Terminar en este teléfono').click();
      await look(north, 'door-finish');
      await north.getByRole('button', { name: 'Terminar y borrar' }).click();
      await north.waitForURL(`${baseURL}/`);
      expect(await leftOn(north)).toEqual([0, 0, 0]);
    },
  );
});

describe('a door', () => {
  const openedPage = async (origin: string, js = true, lang: 'es' | 'en' = 'es') => {
    const phone = await openPhone(site.deps, door.event, { label: 'Entrada oeste' });
    const page = await phonePage(browser, { baseURL: origin, js, lang });
    const [name = '', value = ''] = phone.cookie.split('=', 2);
    await page.context().addCookies([{ name, value, url: origin }]);
    await page.goto(phone.path);
    return page;
  };

  it('without a secure address says so, and takes the code by hand', { timeout: 60_000 }, async () => {
    const page = await openedPage(`http://puerta.test:${port}`);
    await page.getByText('La cámara y el trabajo sin red necesitan una dirección segura').waitFor();
    expect(await page.getByRole('button', { name: 'Encender la cámara' }).isVisible()).toBe(false);
    expect(await type(page, groupCode(code(0)))).toBe('already');
    await look(page, 'door-insecure');
    await page.close();
  });

  it('without scripts is a form, search and adding included', { timeout: 60_000 }, async () => {
    const page = await openedPage(baseURL, false);
    await page.getByLabel('Código de la entrada').fill(code(0));
    await page.getByRole('button', { name: 'Marcar llegada' }).click();
    expect(await result(page).textContent()).toContain('Ya entró');
    await look(page, 'door-plain');
    await page.getByLabel('Buscar por nombre').fill('xochi');
    await page.getByRole('button', { name: 'Buscar' }).click();
    await look(page, 'door-search');
    await page.getByRole('link', { name: 'Volver a la puerta' }).click();
    await page.getByRole('link', { name: 'Agregar a una persona' }).click();
    await look(page, 'door-add');
    const token = linkToken(site.deps.vault, { id: id(0), link_version: 1 });
    await page.goto(`/registro/${token}`);
    await page.getByRole('link', { name: 'Ver o imprimir la entrada' }).click();
    await page.getByRole('img', { name: 'QR de la entrada' }).waitFor();
    await look(page, 'ticket');
    await page.close();
  });

  it('speaks English', { timeout: 60_000 }, async () => {
    const page = await openedPage(baseURL, true, 'en');
    await page.getByLabel('Ticket code').fill(code(0));
    await page.getByRole('button', { name: 'Mark arrival' }).click();
    await page.getByText('Already in', { exact: true }).waitFor();
    await page.close();
  });
});
