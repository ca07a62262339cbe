/** A person of whom something is written, on a small phone without scripts: reads it, replies, is answered and is read. */
import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { insertBody, insertPerson } from '../officials/fixtures-people.ts';

const site = useApp();
const browsing = useBrowser(site, { shots: 'concerned' });

it('replies without an account, is checked, and is read beside what is said', async () => {
  const court = await insertBody(site.deps.db, 'Corte de Ejemplo');
  const { slug } = await insertPerson(site.deps.db, 'Marta Concernida Ficticia', {
    tenures: [{ institution: court.id, post: court.post, starts: '2019', ends: '2021' }],
    statements: [
      {
        property: 'conduct',
        value: { text: 'Denuncia por retraso de un expediente', state: 'filed', date: '2020-03' },
      },
    ],
  });
  const reply = 'El expediente se resolvió dentro del plazo; la denuncia fue desestimada.';

  const phone = await browsing.phone({ js: false });
  await phone.goto(`/justiciapedia/personas/${slug}`);
  expect(await phone.getByText('Denuncia por retraso de un expediente').count()).toBeGreaterThan(0);
  await phone.getByRole('link', { name: 'Corregir o responder' }).click();
  await phone.getByLabel('Es sobre mí o mi institución y quiero responder').check();
  await phone.getByLabel('Cuéntenos').fill(reply);
  await phone.getByRole('button', { name: 'Enviar' }).click();
  // What is missing is said, and what was written is still there.
  await browsing.look(phone, 'faults');
  expect(await phone.getByLabel('Cuéntenos').inputValue()).toBe(reply);
  await phone.getByLabel('Su nombre').fill('Marta Concernida Ficticia');
  await phone.getByLabel('Su correo').fill('marta@ejemplo.test');
  await phone.getByLabel('Acepto el aviso de privacidad').check();
  await phone.getByRole('button', { name: 'Enviar' }).click();
  await browsing.look(phone, 'receipt');
  const own = phone.url();
  expect(await phone.getByText('Tendrá respuesta a más tardar').count()).toBe(1);

  const desk = await browsing.wide();
  await browsing.signIn(desk, (await signInAs(site.deps, 'editor')).cookie);
  await desk.goto('/admin');
  await desk.getByRole('link', { name: 'Correcciones', exact: true }).click();
  await browsing.look(desk, 'queue');
  await desk.getByRole('link', { name: 'Marta Concernida Ficticia' }).click();
  await desk.getByRole('button', { name: 'La estoy revisando' }).click();
  await phone.goto(own.split('?')[0] ?? '');
  expect(await phone.getByText('La estamos revisando').count()).toBe(1);
  await desk.getByLabel('Se publica la respuesta').check();
  await desk.getByLabel('Respuesta pública').fill('Publicamos su respuesta.');
  await desk.getByLabel('Cómo se comprobó quién responde').fill('Llamada a la oficina que la fuente indica');
  await browsing.look(desk, 'request');
  await desk.getByRole('button', { name: 'Responder y cerrar' }).click();
  await browsing.look(desk, 'answered');

  await phone.reload();
  expect(await phone.getByText('Su respuesta está publicada').count()).toBe(1);
  await phone.goto(`/justiciapedia/personas/${slug}`);
  // In the place of “no reply”, and not once more below.
  expect(await phone.locator('#senalamientos').getByText(reply).count()).toBe(1);
  expect(await phone.getByText(reply).count()).toBe(1);
  expect(await phone.getByText('No se ha recibido respuesta').count()).toBe(0);
  await browsing.look(phone, 'page');
  await phone.getByRole('link', { name: 'Correcciones pedidas y respondidas' }).click();
  expect(await phone.getByText('Publicamos su respuesta.').count()).toBe(1);
  expect(await phone.getByText('Llamada a la oficina').count()).toBe(0);
  await browsing.look(phone, 'log');
});
