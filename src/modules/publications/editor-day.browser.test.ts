/**
 * An editor's day in a real browser: write, put a picture, look, hand out a preview, review, publish, correct,
 * restore; once at a desk with scripts, and the core of it on a phone without.
 */
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { expectAccessible } from '../../../test/harness/accessible.ts';
import {
  noPageErrors,
  noSidewaysScroll,
  noThirdParty,
  openBrowser,
  phonePage,
  screenshots,
  widePage,
} from '../../../test/harness/browser.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { photo } from '../../platform/files/fixtures.ts';
import { category } from './fixtures.ts';

const site = useApp();
let browser: Browser;
let baseURL: string;
beforeAll(async () => {
  await category(site.deps, 'transparencia', 'Transparencia y rendición de cuentas');
  await site.app.listen({ host: '127.0.0.1', port: 0 });
  baseURL = `http://127.0.0.1:${(site.app.server.address() as AddressInfo).port}`;
  browser = await openBrowser();
}, 60_000);
afterAll(async () => await browser?.close());

let shots = 0;
async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await noSidewaysScroll(page);
  noThirdParty(page);
  noPageErrors(page);
  await screenshots(page, `editor-${String(++shots).padStart(2, '0')}-${name}`);
}

async function staffPage(role: 'editor' | 'facilitator', open: typeof widePage, js = true): Promise<Page> {
  const { cookie } = await signInAs(site.deps, role);
  const page = await open(browser, { baseURL, js });
  const [name = '', value = ''] = cookie.split('=', 2);
  await page.context().addCookies([{ name, value, url: baseURL }]);
  return page;
}

const OFFICE = '/admin/publicaciones';

describe('an editor', () => {
  it('writes, shows, publishes, corrects and restores at a desk', { timeout: 240_000 }, async () => {
    const desk = await staffPage('editor', widePage);
    await desk.goto(OFFICE);
    await look(desk, 'list-empty');
    await desk.getByRole('link', { name: 'Nueva publicación' }).click();
    await look(desk, 'new');
    await desk.getByLabel('Tipo').selectOption('article');
    await desk.getByLabel('Título').fill('Audiencias que se pueden ver');
    await desk.getByRole('button', { name: 'Crear el borrador' }).click();
    await desk.getByText('Borrador creado').waitFor();

    await desk.getByLabel('Resumen').fill('Un juzgado de ejemplo abrió su sala y la gente llegó.');
    await desk.locator('textarea[name=body]').fill('Nadie sabía cuándo había audiencias.\n\n');
    await desk.getByRole('region', { name: 'Vista previa' }).getByText('Nadie sabía').waitFor();
    await desk.locator('textarea[name=body]').press('Control+End');
    await desk
      .getByRole('toolbar', { name: 'Formato del texto' })
      .getByRole('button', { name: 'Título' })
      .focus();
    // The toolbar is one stop; the arrows go along it.
    await desk.keyboard.press('ArrowRight');
    expect(await desk.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Lista');
    await desk.keyboard.press('ArrowLeft');
    await desk.keyboard.press('Enter');
    await desk.keyboard.type('Qué cambió');
    await desk
      .getByRole('region', { name: 'Vista previa' })
      .getByRole('heading', { name: 'Qué cambió' })
      .waitFor();
    await desk.keyboard.press('Enter');

    await desk.locator('input[type=file]').setInputFiles({
      name: 'sala.png',
      mimeType: 'image/png',
      buffer: await (await photo()).png().toBuffer(),
    });
    await desk.getByRole('button', { name: 'Poner la imagen' }).click();
    await desk.getByText('Escriba qué muestra la imagen.').waitFor();
    await look(desk, 'picture');
    await desk
      .getByLabel('Qué muestra la imagen (para quien no la ve)')
      .fill('Una sala con la puerta abierta');
    // All of it, the picture too: what was kept before says the same words.
    const kept = desk.waitForResponse(
      (answer) =>
        answer.url().endsWith('/borrador') && (answer.request().postData() ?? '').includes('archivos'),
    );
    await desk.getByRole('button', { name: 'Poner la imagen' }).click();
    await desk
      .getByRole('region', { name: 'Vista previa' })
      .getByRole('img', { name: 'Una sala con la puerta abierta' })
      .waitFor();
    await kept;
    await desk.getByText('Conservado sin publicar').waitFor();
    await look(desk, 'writing');

    // On a slow line the answer comes when more was typed already: that is kept too, and by the same window.
    await desk.route('**/borrador', async (route) => {
      const response = await route.fetch();
      await new Promise((done) => setTimeout(done, 2500));
      await route.fulfill({ response });
    });
    const onTheWay = desk.waitForRequest('**/borrador');
    await desk.getByLabel('Resumen').press('End');
    await desk.keyboard.type(' Uno.');
    await onTheWay;
    const later = desk.waitForResponse((answer) => (answer.request().postData() ?? '').includes('Dos.'));
    await desk.keyboard.type(' Dos.');
    expect((await later).status()).toBe(200);
    await desk.unroute('**/borrador');

    for (const event of ["ClipboardEvent('paste', { clipboardData", "DragEvent('drop', { dataTransfer"]) {
      await desk.evaluate(`
        const files = new DataTransfer();
        files.items.add(new File(['x'], 'foto.png', { type: 'image/png' }));
        document.querySelector('textarea[name=body]').dispatchEvent(
          new ${event}: files, bubbles: true, cancelable: true }))`);
      await desk.getByLabel('Qué muestra la imagen (para quien no la ve)').waitFor();
      await desk.locator('.editor-picture').getByRole('button', { name: 'Cancelar' }).click();
    }

    // The window is gone; what was typed is not.
    const editor = desk.url().replace(/\?.*/, '');
    await desk.goto(editor);
    await desk.getByText('Tiene cambios sin guardar').waitFor();
    await look(desk, 'draft-offered');
    await desk.getByRole('link', { name: 'Recuperarlos' }).click();
    expect(await desk.locator('textarea[name=body]').inputValue()).toContain('## Qué cambió');
    await desk.getByLabel('Transparencia y rendición de cuentas').check();
    await desk.getByRole('button', { name: 'Guardar', exact: true }).click();
    await desk.getByText('Guardada', { exact: true }).waitFor();

    await desk.getByRole('link', { name: 'Publicación', exact: true }).click();
    await look(desk, 'state-draft');
    const preview = await desk.locator('.secret-link a').getAttribute('href');
    const reader = await phonePage(browser, { baseURL });
    const shown = new URL(preview ?? '').pathname;
    expect((await reader.goto(shown))?.status()).toBe(200);
    await reader.getByText('Todavía no está publicada').waitFor();
    await look(reader, 'preview');
    await desk.getByRole('button', { name: 'Anular el enlace' }).click();
    await desk.getByText('El enlace anterior ya no abre').waitFor();
    expect((await reader.goto(shown))?.status()).toBe(404);

    await desk.getByRole('button', { name: 'Publicar ahora' }).click();
    await desk.getByText('Publicada', { exact: true }).first().waitFor();
    await look(desk, 'state-published');
    expect((await reader.goto('/publicaciones/audiencias-que-se-pueden-ver'))?.status()).toBe(200);
    await reader.getByRole('img', { name: 'Una sala con la puerta abierta' }).waitFor();
    await look(reader, 'published');

    await desk.goto(editor);
    await desk.locator('textarea[name=body]').fill('Nadie sabía cuándo había audiencias. Ahora sí.');
    await desk.getByRole('button', { name: 'Guardar y publicar la corrección' }).click();
    await desk.getByText('Hay un problema').or(desk.locator('.error-summary')).first().waitFor();
    await look(desk, 'reason-missing');
    await desk.getByLabel('Motivo del cambio').fill('Faltaba el final.');
    await desk.getByRole('button', { name: 'Guardar y publicar la corrección' }).click();
    await desk.getByText('Corrección publicada').waitFor();
    await reader.reload();
    await reader.getByText('Ahora sí.').waitFor();
    await reader.getByRole('link', { name: /^Versión del/ }).click();
    await reader.getByText('Faltaba el final.').first().waitFor();
    await look(reader, 'history');

    await desk.getByRole('link', { name: 'Historial', exact: true }).click();
    await desk.getByRole('link', { name: 'Se publicó' }).click();
    await desk.getByRole('link', { name: 'Restaurar esta versión' }).click();
    await look(desk, 'restore');
    await desk.getByLabel('Motivo').fill('El final anterior era mejor.');
    await desk.getByRole('button', { name: 'Restaurar esta versión' }).click();
    await desk.getByText('El final anterior era mejor.').first().waitFor();
    await reader.goto('/publicaciones/audiencias-que-se-pueden-ver');
    await reader.getByRole('heading', { name: 'Qué cambió' }).waitFor();
    for (const page of [desk, reader]) await page.close();
  });

  it(
    'gets a choice when somebody else saved meanwhile, also on a phone without scripts',
    { timeout: 120_000 },
    async () => {
      const one = await staffPage('editor', phonePage, false);
      await one.goto(`${OFFICE}/nueva`);
      await one.getByLabel('Tipo').selectOption('initiative');
      await one.getByLabel('Título').fill('Una iniciativa de ejemplo');
      await one.getByRole('button', { name: 'Crear el borrador' }).click();
      const editor = one.url().replace(/\?.*/, '');
      await look(one, 'plain-editor');
      const two = await staffPage('editor', widePage);
      await two.goto(editor);
      await two.locator('textarea[name=body]').fill('Lo que escribió la segunda persona.');
      await two.getByRole('button', { name: 'Guardar', exact: true }).click();
      await two.getByText('Guardada', { exact: true }).waitFor();

      await one.locator('textarea[name=body]').fill('Lo que escribió la primera.');
      await one.getByLabel('Resumen').fill('Un resumen.');
      await one.getByRole('button', { name: 'Guardar', exact: true }).click();
      await one.getByText('Alguien guardó otra versión mientras usted escribía').waitFor();
      await look(one, 'conflict');
      await one.getByLabel('Dejar lo guardado: Texto').check();
      await one.getByRole('button', { name: 'Guardar lo elegido' }).click();
      await one.getByText('Guardada', { exact: true }).waitFor();
      expect(await one.locator('textarea[name=body]').inputValue()).toBe(
        'Lo que escribió la segunda persona.',
      );
      expect(await one.getByLabel('Resumen').inputValue()).toBe('Un resumen.');

      await one.getByRole('link', { name: 'Publicación', exact: true }).click();
      await one.getByRole('button', { name: 'Enviar a revisión' }).click();
      await one.getByText('Enviada a revisión').waitFor();
      await look(one, 'in-review');
      await two.goto(`${editor}/publicacion`);
      await two.getByRole('button', { name: 'Publicar ahora' }).click();
      await two.getByText('Publicada', { exact: true }).first().waitFor();
      await one.goto('/iniciativas');
      await one.getByRole('link', { name: 'Una iniciativa de ejemplo' }).waitFor();
      await two.goto(OFFICE);
      await look(two, 'list');
      for (const page of [one, two]) await page.close();
    },
  );
});
