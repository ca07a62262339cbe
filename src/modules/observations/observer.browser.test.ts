/** Somebody who watches a session, on a small phone without scripts; and who looks at what they saw. */
import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { insertProcess } from '../selections/fixtures.ts';

const site = useApp();
const browsing = useBrowser(site, { shots: 'observer' });

it('answers a check in the hall, is looked at by somebody else, and is read by everybody', async () => {
  const { slug } = await insertProcess(site.deps.db, { title: 'Guardián de Ejemplo 2026' });
  const phone = await browsing.phone({ js: false });
  await browsing.signIn(phone, (await signInAs(site.deps, 'observer')).cookie);
  await phone.goto('/admin/observacion');
  await browsing.look(phone, 'processes');
  await phone.getByRole('link', { name: 'Guardián de Ejemplo 2026' }).click();
  await browsing.look(phone, 'checks');
  await phone.getByRole('link', { name: '¿Se transmitió la sesión?' }).click();
  await phone.getByRole('button', { name: 'Guardar la respuesta' }).click();
  await browsing.look(phone, 'faults');
  await phone.getByLabel('En parte').check();
  await phone.getByLabel('¿Qué vio?').fill('La transmisión empezó a las 9:40; la sesión, a las 9:00.');
  await phone.getByLabel('Enlace al documento o a la grabación').fill('https://video.example/sesion-1');
  await phone.getByLabel('Título de lo enlazado').fill('Grabación de la primera sesión');
  await phone.getByRole('button', { name: 'Guardar la respuesta' }).click();
  expect(await phone.getByText('Espera la revisión de otra persona').count()).toBe(1);
  expect(await phone.getByRole('button', { name: 'Guardar la revisión' }).count()).toBe(0);
  await browsing.look(phone, 'answered');

  const desk = await browsing.wide();
  await browsing.signIn(desk, (await signInAs(site.deps, 'editor')).cookie);
  await desk.goto('/admin/observacion');
  await desk.getByRole('link', { name: 'Guardián de Ejemplo 2026' }).click();
  await desk.getByRole('link', { name: '¿Se transmitió la sesión?' }).click();
  await browsing.look(desk, 'review');
  await desk.getByLabel('La prueba lo muestra: publicar').check();
  await desk.getByRole('button', { name: 'Guardar la revisión' }).click();
  expect(await desk.getByText('Revisada y publicada.').count()).toBe(1);

  await phone.goto(`/elecciones/${slug}/observacion`);
  expect(await phone.getByText('50 % = (0 sí + 1 en parte × ½) ÷ 1').count()).toBe(2);
  await browsing.look(phone, 'public');
  await desk.goto(`/elecciones/${slug}/observacion`);
  await browsing.look(desk, 'public-wide');
});
