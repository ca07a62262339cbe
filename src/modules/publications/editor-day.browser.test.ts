/**
 * An editor's day in a real browser: write, put a picture, look, hand out a preview, review, publish, correct,
 * restore; once at a desk with scripts, once on a phone without.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { photo } from '../../platform/files/fixtures.ts';
import { category } from './fixtures.ts';

const site = useApp();
const web = useBrowser(site, { shots: 'editor' });
let folder: string;
beforeAll(async () => {
  await category(site.deps, 'transparencia', 'Transparencia y rendición de cuentas');
  folder = await mkdtemp(path.join(tmpdir(), 'ja-day-'));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

async function editorPage(open: 'phone' | 'wide', js = true): Promise<Page> {
  const page = await web[open]({ js });
  await web.signIn(page, (await signInAs(site.deps, 'editor')).cookie);
  return page;
}

const OFFICE = '/admin/publicaciones';

const PICTURE = 'Una ventanilla con dos sillas';

/** It is there by its words, and came. */
async function seesPicture(page: Page): Promise<void> {
  const picture = page.getByRole('img', { name: PICTURE });
  await picture.waitFor();
  await page.waitForLoadState();
  expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
}

describe('an editor', () => {
  it('writes, shows, publishes, corrects and restores at a desk', { timeout: 240_000 }, async () => {
    const desk = await editorPage('wide');
    await desk.goto(OFFICE);
    await web.look(desk, 'list-empty');
    await desk.getByRole('link', { name: 'Nueva publicación' }).click();
    await web.look(desk, 'new');
    await desk.getByLabel('Tipo').selectOption('article');
    await desk.getByLabel('Título').fill('Audiencias que se pueden ver');
    await desk.getByRole('button', { name: 'Crear el borrador' }).click();
    await desk.getByText('Borrador creado').waitFor();
    // The preview is beside the text already.
    await desk.getByRole('button', { name: 'Ver cómo queda' }).waitFor({ state: 'detached' });

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
    // Said before anything is sent, in the words of the library.
    expect(
      await desk.getByRole('group', { name: 'Imagen', exact: true }).locator('.hint').textContent(),
    ).toBe(
      'Formatos: JPEG, PNG, WebP, AVIF, GIF. Tamaño máximo: 15\u00a0MB. Hasta 50 millones de píxeles (25 en AVIF) y ' +
        '16,000 píxeles por lado. De las animadas se guarda la primera imagen.',
    );
    await desk.getByRole('button', { name: 'Poner la imagen' }).click();
    await desk.getByText('Escriba qué muestra la imagen.').waitFor();
    await web.look(desk, 'picture');
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
    await web.look(desk, 'writing');

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
    await web.look(desk, 'draft-offered');
    await desk.getByRole('link', { name: 'Recuperarlos' }).click();
    expect(await desk.locator('textarea[name=body]').inputValue()).toContain('## Qué cambió');
    await desk.getByLabel('Transparencia y rendición de cuentas').check();
    await desk.getByRole('button', { name: 'Guardar', exact: true }).click();
    await desk.getByText('Guardada', { exact: true }).waitFor();

    await desk.getByRole('link', { name: 'Publicación', exact: true }).click();
    await web.look(desk, 'state-draft');
    const preview = await desk.locator('.secret-link a').getAttribute('href');
    const reader = await web.phone();
    const shown = new URL(preview ?? '').pathname;
    expect((await reader.goto(shown))?.status()).toBe(200);
    await reader.getByText('Todavía no está publicada').waitFor();
    await web.look(reader, 'preview');
    await desk.getByRole('button', { name: 'Anular el enlace' }).click();
    await desk.getByText('El enlace anterior ya no abre').waitFor();
    expect((await reader.goto(shown))?.status()).toBe(404);

    await desk.getByRole('button', { name: 'Publicar ahora' }).click();
    await desk.getByText('Publicada', { exact: true }).first().waitFor();
    await web.look(desk, 'state-published');
    expect((await reader.goto('/publicaciones/audiencias-que-se-pueden-ver'))?.status()).toBe(200);
    await reader.getByRole('img', { name: 'Una sala con la puerta abierta' }).waitFor();
    await web.look(reader, 'published');

    await desk.goto(editor);
    await desk.locator('textarea[name=body]').fill('Nadie sabía cuándo había audiencias. Ahora sí.');
    await desk.getByRole('button', { name: 'Guardar y publicar la corrección' }).click();
    await desk.getByText('Hay un problema').or(desk.locator('.error-summary')).first().waitFor();
    await web.look(desk, 'reason-missing');
    await desk.getByLabel('Motivo del cambio').fill('Faltaba el final.');
    await desk.getByRole('button', { name: 'Guardar y publicar la corrección' }).click();
    await desk.getByText('Corrección publicada').waitFor();
    await reader.reload();
    await reader.getByText('Ahora sí.').waitFor();
    await reader.getByRole('link', { name: /^Versión del/ }).click();
    await reader.getByText('Faltaba el final.').first().waitFor();
    await web.look(reader, 'history');

    await desk.getByRole('link', { name: 'Historial', exact: true }).click();
    await desk.getByRole('link', { name: 'Se publicó' }).click();
    await desk.getByRole('link', { name: 'Restaurar esta versión' }).click();
    await web.look(desk, 'restore');
    await desk.getByLabel('Motivo').fill('El final anterior era mejor.');
    await desk.getByRole('button', { name: 'Restaurar esta versión' }).click();
    await desk.getByText('El final anterior era mejor.').first().waitFor();
    await reader.goto('/publicaciones/audiencias-que-se-pueden-ver');
    await reader.getByRole('heading', { name: 'Qué cambió' }).waitFor();
    for (const page of [desk, reader]) await page.close();
  });

  it('does all of it without scripts too', { timeout: 180_000 }, async () => {
    const one = await editorPage('phone', false);
    const two = await editorPage('wide', false);
    const reader = await web.phone({ js: false });
    await one.goto(OFFICE);
    await one.getByRole('link', { name: 'Nueva publicación' }).click();
    await one.getByLabel('Tipo').selectOption('initiative');
    await one.getByLabel('Título').fill('Una ventanilla para preguntar');
    await one.getByRole('button', { name: 'Crear el borrador' }).click();
    const editor = one.url().replace(/\?.*/, '');
    await one.getByLabel('Resumen').fill('Un municipio de ejemplo abrió una ventanilla.');
    await one.locator('textarea[name=body]').fill('Nadie sabía a quién preguntar.');
    await one.getByRole('button', { name: 'Guardar', exact: true }).click();
    await one.getByText('Guardada', { exact: true }).waitFor();

    await one.getByRole('link', { name: 'Biblioteca de archivos' }).click();
    await one.getByRole('link', { name: 'Subir un archivo' }).click();
    // Another one than the desk's: the library knows a picture again by its pixels.
    const file = path.join(folder, 'Ventanilla.png');
    await writeFile(file, await (await photo(480, 320)).png().toBuffer());
    await one.getByLabel('Archivo (obligatorio)').setInputFiles(file);
    await one.getByLabel('Texto alternativo').fill(PICTURE);
    await one.getByRole('button', { name: 'Subir', exact: true }).click();
    await one.getByRole('heading', { level: 1, name: /^ventanilla\./ }).waitFor();
    const line = (await one.locator('.file-code').textContent()) ?? '';
    expect(line).toMatch(/^!\[Una ventanilla con dos sillas\]\(\/archivos\/.+\/ventanilla\.[a-z]+\)$/);

    await one.goto(editor);
    const first = `Nadie sabía a quién preguntar.\n\n${line}\n\n## Qué cambió\n\nAhora hay una ventanilla.`;
    await one.locator('textarea[name=body]').fill(first);
    const opened = one.waitForEvent('popup');
    await one.getByRole('button', { name: 'Ver cómo queda' }).click();
    const shown = await opened;
    await shown.getByRole('heading', { level: 1, name: 'Una ventanilla para preguntar' }).waitFor();
    await seesPicture(shown);
    await shown.close();
    await one.getByRole('button', { name: 'Guardar', exact: true }).click();
    await one.getByText('Guardada', { exact: true }).waitFor();
    expect(await one.locator('textarea[name=body]').inputValue()).toBe(first);
    await web.look(one, 'plain-editor');

    await one.getByRole('link', { name: 'Publicación', exact: true }).click();
    const secret = await one.locator('.secret-link a').getAttribute('href');
    await reader.goto(new URL(secret ?? '').pathname);
    await reader.getByText('Todavía no está publicada').waitFor();
    await seesPicture(reader);
    await web.look(reader, 'plain-preview');
    await one.getByRole('button', { name: 'Enviar a revisión' }).click();
    await one.getByText('Enviada a revisión').waitFor();
    await web.look(one, 'plain-in-review');

    await two.goto(OFFICE);
    await web.look(two, 'list');
    await two.getByRole('link', { name: 'Una ventanilla para preguntar' }).click();
    await two.getByRole('link', { name: 'Publicación', exact: true }).click();
    await two.getByRole('button', { name: 'Publicar ahora' }).click();
    await two.getByText('Publicada', { exact: true }).first().waitFor();
    await web.look(two, 'plain-published');
    await reader.goto('/iniciativas');
    await reader.getByRole('link', { name: 'Una ventanilla para preguntar' }).click();
    await seesPicture(reader);
    await web.look(reader, 'plain-public');
    const address = reader.url();

    await one.goto(editor);
    await one.locator('textarea[name=body]').fill('Nadie sabía a quién preguntar. Ahora sí.');
    await one.getByRole('button', { name: 'Guardar y publicar la corrección' }).click();
    await one.locator('.error-summary').getByRole('link', { name: /otivo/ }).click();
    await web.look(one, 'plain-reason-missing');
    await one.getByLabel('Motivo del cambio').fill('Faltaba el final.');
    await one.getByRole('button', { name: 'Guardar y publicar la corrección' }).click();
    await one.getByText('Corrección publicada').waitFor();
    await reader.reload();
    await reader.getByText('Ahora sí.').waitFor();
    expect(await reader.getByRole('img', { name: PICTURE }).count()).toBe(0);

    await one.getByRole('link', { name: 'Historial', exact: true }).click();
    await one.getByRole('link', { name: 'Se publicó' }).click();
    await one.getByRole('link', { name: 'Restaurar esta versión' }).click();
    await web.look(one, 'plain-restore');
    await one.getByLabel('Motivo').fill('La imagen hacía falta.');
    await one.getByRole('button', { name: 'Restaurar esta versión' }).click();
    await one.getByText('La imagen hacía falta.').first().waitFor();
    await reader.goto(address);
    await reader.getByRole('heading', { name: 'Qué cambió' }).waitFor();
    await seesPicture(reader);
    await reader.getByRole('link', { name: /^Versión del/ }).click();
    for (const reason of ['Faltaba el final.', 'La imagen hacía falta.'])
      await reader.getByText(reason).first().waitFor();
    await web.look(reader, 'plain-history');
    for (const page of [one, two, reader]) await page.close();
  });

  it('gets a choice when somebody else saved meanwhile, also without scripts', async () => {
    const one = await editorPage('phone', false);
    await one.goto(`${OFFICE}/nueva`);
    await one.getByLabel('Tipo').selectOption('initiative');
    await one.getByLabel('Título').fill('Una iniciativa de ejemplo');
    await one.getByRole('button', { name: 'Crear el borrador' }).click();
    const two = await editorPage('wide');
    await two.goto(one.url().replace(/\?.*/, ''));
    await two.locator('textarea[name=body]').fill('Lo que escribió la segunda persona.');
    await two.getByRole('button', { name: 'Guardar', exact: true }).click();
    await two.getByText('Guardada', { exact: true }).waitFor();

    await one.locator('textarea[name=body]').fill('Lo que escribió la primera.');
    await one.getByLabel('Resumen').fill('Un resumen.');
    await one.getByRole('button', { name: 'Guardar', exact: true }).click();
    await one.getByText('Alguien guardó otra versión mientras usted escribía').waitFor();
    await web.look(one, 'conflict');
    await one.getByLabel('Dejar lo guardado: Texto').check();
    await one.getByRole('button', { name: 'Guardar lo elegido' }).click();
    await one.getByText('Guardada', { exact: true }).waitFor();
    expect(await one.locator('textarea[name=body]').inputValue()).toBe('Lo que escribió la segunda persona.');
    expect(await one.getByLabel('Resumen').inputValue()).toBe('Un resumen.');
    for (const page of [one, two]) await page.close();
  }, 120_000);
});
