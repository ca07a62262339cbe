/** An editor in a hall, on a small phone without scripts: an event with its source, and what became of somebody. */
import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { insertProcess } from './fixtures.ts';

const site = useApp();
const browsing = useBrowser(site, { shots: 'desk' });

it('keeps a process up to date from a phone', { timeout: 120_000 }, async () => {
  const { slug } = await insertProcess(site.deps.db, {
    title: 'Guardián de Ejemplo 2026',
    candidacies: [{ key: 'ana', name: 'Ana Ficticia', states: [{ key: 'e', state: 'filed' }] }],
  });
  const phone = await browsing.phone({ js: false });
  await browsing.signIn(phone, (await signInAs(site.deps, 'editor')).cookie);
  await phone.goto('/admin/elecciones');
  await browsing.look(phone, 'list');
  await phone.getByLabel('Qué es').selectOption('candidate');
  await phone.getByLabel('¿De qué proceso es la lista?').selectOption({ label: 'Guardián de Ejemplo 2026' });
  await phone.getByLabel('¿Quién publica la lista?').fill('Comisión de Prueba');
  const text =
    'nombre,expediente,color,estado,fecha\nBlas Ficticio,2,rojo,filed,ayer\nCira Ficticia,3,azul,filed,2026-02-01\n';
  await phone
    .locator('input[type=file]')
    .setInputFiles({ name: 'aspirantes.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await phone.getByRole('button', { name: 'Ver qué cambiaría' }).click();
  await browsing.look(phone, 'preview');
  // What a column holds and what a word means is said where the list waits.
  await phone.getByLabel('color', { exact: true }).selectOption({ label: 'nota' });
  await phone
    .getByLabel('Personas que aún no están en el proceso')
    .selectOption({ label: 'Son nuevas de este proceso' });
  await phone.getByRole('button', { name: 'Leer de nuevo' }).click();
  await browsing.look(phone, 'read-again');
  const waiting = phone.url();
  await phone.getByRole('button', { name: 'Importar' }).click();
  expect(await phone.getByText('Importado.').count()).toBe(1);
  await phone.getByRole('link', { name: 'Guardián de Ejemplo 2026' }).click();
  await browsing.look(phone, 'process');
  await phone.getByRole('link', { name: 'Agregar un suceso' }).click();
  await phone.getByLabel('¿Qué pasó?').fill('La comisión vota en público');
  await phone.getByRole('button', { name: 'Guardar' }).click();
  await browsing.look(phone, 'faults');
  await phone.getByLabel('Fecha', { exact: false }).first().fill('2026-03-02');
  await phone.getByText('Escribir una fuente nueva').click();
  await phone.getByLabel('Título de la fuente').fill('Acta de la sesión 9');
  await phone.getByLabel('Quién la publica').fill('Comisión de Prueba');
  await phone.getByRole('button', { name: 'Guardar' }).click();
  expect(await phone.getByText('Guardado.').count()).toBe(1);
  await browsing.look(phone, 'events');
  await phone.goto(`/elecciones/${slug}`);
  expect(await phone.getByText('La comisión vota en público').count()).toBeGreaterThan(0);

  const wide = await browsing.wide();
  await browsing.signIn(wide, (await signInAs(site.deps, 'editor')).cookie);
  await wide.goto('/admin/elecciones');
  await browsing.look(wide, 'list-wide');
  await wide.goto(waiting);
  await browsing.look(wide, 'rest-wide');
});
