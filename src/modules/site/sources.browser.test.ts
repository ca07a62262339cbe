/**
 * An editor's way with sources in a real browser: made, cited on an edition without scripts, contradicted, shown
 * with its reason, read by everybody.
 */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { phonePage, widePage } from '../../../test/harness/browser.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { fetchCopyJob } from '../../platform/sources/copy-job.ts';
import { insertCitation, insertSource } from '../../platform/sources/fixtures.ts';
import { insertEdition } from '../events/fixtures.ts';

const site = useApp();
const web = useBrowser(site, { shots: 'sources' });
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
}, 60_000);
/** An editor at a desk, or on a phone without scripts. */
async function editorPage(open: typeof widePage, js = true): Promise<Page> {
  const { cookie } = await signInAs(site.deps, 'editor');
  const page = await open(web.browser, { baseURL: web.baseURL, js });
  await web.signIn(page, cookie);
  return page;
}

describe('a source', () => {
  it('is made, cited and read', { timeout: 240_000 }, async () => {
    const phone = await editorPage(phonePage, false);
    await phone.goto('/admin/fuentes');
    await web.look(phone, 'office-none');
    await phone.goto('/admin/encuentros/ejemplo-2027');
    await phone.getByRole('link', { name: 'Fuentes', exact: true }).last().click();
    await web.look(phone, 'cited-none');
    await phone.getByRole('link', { name: 'Nueva fuente' }).click();
    await phone
      .getByLabel('Título')
      .fill('Convocatoria del Encuentro de Ejemplo 2027, segunda versión corregida');
    await phone.getByLabel('Quién la publica').fill('Organización de Ejemplo');
    await phone
      .getByRole('textbox', { name: 'Enlace' })
      .fill('https://convocatoria.example.org/2027/segunda-version-corregida-con-un-nombre-muy-largo.html');
    await phone.getByLabel('Fecha de la fuente').fill('2026-10');
    await web.look(phone, 'new');
    await phone.getByRole('button', { name: 'Guardar' }).click();
    await phone.getByLabel('Qué dato respalda').selectOption({ label: 'Dónde' });
    await phone.getByLabel('Valor, como está impreso').fill('Salón de Ejemplo');
    await phone.getByLabel('Página o lugar').fill('p. 4');
    await phone.getByLabel('Pasaje').fill('«se celebrará en el Salón de Ejemplo»');
    await web.look(phone, 'cite');
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
    await web.look(desk, 'contradicts');
    await desk.getByLabel('Por qué se muestra este valor').fill('El programa impreso es posterior.');
    await desk.getByRole('button', { name: 'Mostrar este valor' }).click();
    await web.look(desk, 'cited');
    await desk.goto('/admin/fuentes');
    await web.look(desk, 'office-list');

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
    await web.look(desk, 'office-one');
    await phone.goto(new URL(desk.url()).pathname);
    await web.look(phone, 'office-one');

    for (const open of [phonePage, widePage]) {
      const reader = await open(web.browser, { baseURL: web.baseURL });
      await reader.goto('/encuentros/ejemplo-2027');
      await web.look(reader, 'edition');
      await reader.getByRole('link', { name: 'Nota 2' }).first().click();
      expect(new URL(reader.url()).hash).toBe('#nota-2');
      await reader.getByRole('link', { name: 'Volver al texto desde la nota 2, lugar 2' }).press('Enter');
      expect(new URL(reader.url()).hash).toBe('#cita-2-2');
      await reader.getByRole('link', { name: /Convocatoria del Encuentro/ }).click();
      await web.look(reader, 'public');
      await reader.getByRole('link', { name: 'Historial de la fuente' }).click();
      await web.look(reader, 'history');
    }
  });
});
