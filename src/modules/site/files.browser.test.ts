/** An editor on a phone without scripts sends a picture; readers get the smallest version that their browser shows. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { phonePage, widePage } from '../../../test/harness/browser.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { blackPng, PDF, phonePhoto, photo } from '../../platform/files/fixtures.ts';
import { makeVariants } from '../../platform/files/variants.ts';

const site = useApp();
const web = useBrowser(site, { shots: 'files' });
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ja-files-'));
}, 60_000);
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function staffPage(open: typeof widePage, js: boolean): Promise<Page> {
  const { cookie } = await signInAs(site.deps, 'editor');
  const page = await open(web.browser, { baseURL: web.baseURL, js });
  await web.signIn(page, cookie);
  return page;
}

async function fileCalled(name: string, bytes: Buffer): Promise<string> {
  const at = path.join(folder, name);
  await writeFile(at, bytes);
  return at;
}

it('sends a picture, mends its words, sees who uses it and takes it away', async () => {
  const phone = await staffPage(phonePage, false);
  await phone.goto('/admin/archivos');
  await web.look(phone, 'empty');
  await phone.getByRole('link', { name: 'Subir un archivo' }).click();
  await web.look(phone, 'form');
  await phone
    .getByLabel('Archivo (obligatorio)')
    .setInputFiles(await fileCalled('Año nuevo.jpg', await phonePhoto()));
  await phone.getByRole('button', { name: 'Subir', exact: true }).click();
  await web.look(phone, 'refused');
  expect(await phone.locator('.error-summary').textContent()).toContain('Escriba qué muestra la imagen');

  const big = await fileCalled('Sala de audiencias.jpg', await (await photo(3000, 2000)).jpeg().toBuffer());
  await phone.getByLabel('Archivo (obligatorio)').setInputFiles(big);
  await phone
    .getByLabel('Texto alternativo')
    .fill('Una sala de audiencias vacía, con sillas y una mesa larga');
  await phone.getByLabel('Crédito').fill('Fotografía: Persona Ficticia');
  await phone.getByRole('button', { name: 'Subir', exact: true }).click();
  await phone.getByRole('heading', { level: 1, name: 'sala-de-audiencias.jpg' }).waitFor();
  await web.look(phone, 'file');

  await makeVariants(site.deps);
  const desk = await staffPage(widePage, true);
  await desk.goto(phone.url().replace(/\?.*/, ''));
  const shown = await desk.evaluate(async () => {
    const image = document.querySelector<HTMLImageElement>('.file-look img');
    await image?.decode();
    return [image?.currentSrc.replace(/.*\/archivos\/[^/]*/, ''), image?.naturalWidth !== 0];
  });
  expect(shown).toEqual(['/640/sala-de-audiencias.avif', true]);
  await web.look(desk, 'file');

  await desk.goto('/admin/archivos/nuevo');
  await desk.getByLabel('Archivo (obligatorio)').setInputFiles(await fileCalled('Informe final.pdf', PDF));
  await desk.getByRole('button', { name: 'Subir', exact: true }).click();
  await desk.getByRole('heading', { level: 1, name: 'informe-final.pdf' }).waitFor();
  await web.look(desk, 'document');
  await desk.goto('/admin/archivos/nuevo');
  await desk
    .getByLabel('Archivo (obligatorio)')
    .setInputFiles(await fileCalled('Línea.png', blackPng(900, 60)));
  await desk.getByLabel('Es decorativa').check();
  await desk.getByLabel('Conservar aunque no se use').check();
  await desk.getByRole('button', { name: 'Subir', exact: true }).click();
  await desk.getByRole('link', { name: 'Archivos' }).first().click();
  await desk.getByText('Se conserva').waitFor();
  await web.look(desk, 'list');
  await phone.goto('/admin/archivos');
  await web.look(phone, 'list');

  await phone.getByRole('link', { name: 'sala-de-audiencias.jpg' }).click();
  await phone.getByRole('button', { name: 'Eliminar' }).click();
  await phone.getByText('Archivo eliminado').waitFor();
  await Promise.all([phone.close(), desk.close()]);
}, 120_000);
