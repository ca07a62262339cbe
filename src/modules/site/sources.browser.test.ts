/**
 * An editor's way with sources in a real browser: made, cited on an edition without scripts, contradicted, shown
 * with its reason, read by everybody.
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
import { fetchCopyJob } from '../../platform/sources/copy-job.ts';
import { insertCitation, insertSource } from '../../platform/sources/fixtures.ts';
import { insertEdition } from '../events/fixtures.ts';

const site = useApp();
let browser: Browser;
let baseURL: string;
let event: { id: string };
beforeAll(async () => {
  event = await insertEdition(site.deps.db, 'ejemplo-2027', {
    event: {
      title: 'Encuentro de Ejemplo 2027',
      mode: 'in_person',
      venue: 'Salón de Ejemplo',
      organizer: 'Organización de Ejemplo',
      description: 'Un encuentro que no existe, para ver cómo se cita.',
    },
  });
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
  await screenshots(page, `sources-${String(++shots).padStart(2, '0')}-${name}`);
}

/** An editor at a desk, or on a phone without scripts. */
async function editorPage(open: typeof widePage, js = true): Promise<Page> {
  const { cookie } = await signInAs(site.deps, 'editor');
  const page = await open(browser, { baseURL, js });
  const [name = '', value = ''] = cookie.split('=', 2);
  await page.context().addCookies([{ name, value, url: baseURL }]);
  return page;
}

describe('a source', () => {
  it('is made, cited and read', { timeout: 240_000 }, async () => {
    const phone = await editorPage(phonePage, false);
    await phone.goto('/admin/fuentes');
    await look(phone, 'office-none');
    await phone.goto('/admin/encuentros/ejemplo-2027');
    await phone.getByRole('link', { name: 'Fuentes', exact: true }).last().click();
    await look(phone, 'cited-none');
    await phone.getByRole('link', { name: 'Nueva fuente' }).click();
    await phone
      .getByLabel('Título')
      .fill('Convocatoria del Encuentro de Ejemplo 2027, segunda versión corregida');
    await phone.getByLabel('Quién la publica').fill('Organización de Ejemplo');
    await phone
      .getByRole('textbox', { name: 'Enlace' })
      .fill('https://convocatoria.example.org/2027/segunda-version-corregida-con-un-nombre-muy-largo.html');
    await phone.getByLabel('Fecha de la fuente').fill('2026-10');
    await look(phone, 'new');
    await phone.getByRole('button', { name: 'Guardar' }).click();
    await phone.getByLabel('Qué dato respalda').selectOption({ label: 'Dónde' });
    await phone.getByLabel('Valor, como está impreso').fill('Salón de Ejemplo');
    await phone.getByLabel('Página o lugar').fill('p. 4');
    await phone.getByLabel('Pasaje').fill('«se celebrará en el Salón de Ejemplo»');
    await look(phone, 'cite');
    await phone.getByRole('button', { name: 'Citar' }).click();

    const paper = await insertSource(site.deps.db, {
      title: 'Programa impreso',
      publisher: 'Imprenta de Ejemplo',
      address: undefined,
      datePrinted: 'segunda quincena de octubre de 2026',
    });
    await insertCitation(site.deps.db, {
      source: paper,
      record: { kind: 'event', id: event.id },
      field: 'dates',
    });
    await insertCitation(site.deps.db, {
      source: paper,
      record: { kind: 'event', id: event.id },
      field: 'organizer',
    });
    const desk = await editorPage(widePage);
    await desk.goto(`/admin/fuentes/citas/event/${event.id}?q=impreso`);
    await desk.getByRole('link', { name: 'Citar' }).click();
    await desk.getByLabel('Qué dato respalda').selectOption({ label: 'Dónde' });
    await desk.getByLabel('Valor, como está impreso').fill('Patio de Ejemplo');
    await desk.getByRole('button', { name: 'Citar' }).click();
    await look(desk, 'contradicts');
    await desk.getByLabel('Por qué se muestra este valor').fill('El programa impreso es posterior.');
    await desk.getByRole('button', { name: 'Mostrar este valor' }).click();
    await look(desk, 'cited');
    await desk.goto('/admin/fuentes');
    await look(desk, 'office-list');

    await desk.getByRole('link', { name: /Convocatoria del Encuentro/ }).click();
    await desk.getByRole('button', { name: 'Traer una copia ahora' }).click();
    const { id: copy } = await site.deps.db
      .selectFrom('source_copies')
      .select('id')
      .executeTakeFirstOrThrow();
    const bytes = Buffer.from('<p>Convocatoria</p>');
    const fetched = { address: 'https://convocatoria.example.org/', mediaType: 'text/html', bytes };
    await fetchCopyJob(async () => ({ ok: true, fetched })).run({ copy }, site.deps);
    await desk.reload();
    await desk.getByRole('button', { name: /Hacer pública/ }).click();
    await look(desk, 'office-one');
    await phone.goto(new URL(desk.url()).pathname);
    await look(phone, 'office-one');

    for (const open of [phonePage, widePage]) {
      const reader = await open(browser, { baseURL });
      await reader.goto('/encuentros/ejemplo-2027');
      await look(reader, 'edition');
      await reader.getByRole('link', { name: 'Nota 2' }).first().click();
      expect(new URL(reader.url()).hash).toBe('#nota-2');
      await reader.getByRole('link', { name: 'Volver al texto desde la nota 2, lugar 2' }).press('Enter');
      expect(new URL(reader.url()).hash).toBe('#cita-2-2');
      await reader.getByRole('link', { name: /Convocatoria del Encuentro/ }).click();
      await look(reader, 'public');
      await reader.getByRole('link', { name: 'Historial de la fuente' }).click();
      await look(reader, 'history');
    }
  });
});
