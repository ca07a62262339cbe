import { expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { useBrowser } from '../../../../test/harness/browsing.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { insertSource } from '../../../platform/sources/fixtures.ts';
import { insertPerson } from '../fixtures-people.ts';

const site = useApp();
const browsing = useBrowser(site, { shots: 'office-people' });

const PEOPLE = '/admin/justiciapedia/personas';

it('an editor adds a person, says what a source says, publishes, decides a contradiction and takes it back', async () => {
  const { db } = site.deps;
  const source = await insertSource(db, { title: 'Acta de ejemplo' });
  const other = await insertSource(db, { title: 'Nota de ejemplo' });
  const { cookie } = await signInAs(site.deps, 'editor');
  const page = await browsing.wide({ js: false });
  await browsing.signIn(page, cookie);
  await page.goto(`${PEOPLE}/nueva?fuente=${source}`);
  await page.getByLabel('Nombre como está impreso').fill('Gloria Ficticia de Ejemplo');
  await page.locator('#f-kind').selectOption('office_holder');
  await page.getByRole('button', { name: 'Agregar a una persona' }).click();
  await page.getByRole('heading', { level: 1, name: 'Gloria Ficticia de Ejemplo' }).waitFor();
  const here = new URL(page.url()).pathname;

  const say = async (property: string, text: string, fuente: string) => {
    await page.goto(`${here}/datos/nuevo?fuente=${fuente}`);
    await page.locator('#f-property').selectOption(property);
    await page.locator('#f-text').fill(text);
    await page.getByRole('button', { name: 'Guardar el dato' }).click();
  };
  await say('bar_number', '1234', source);
  await page.getByRole('button', { name: 'Publicar' }).click();
  const slug = (await page.getByRole('link', { name: 'Ver la página' }).first().getAttribute('href')) ?? '';
  expect((await page.request.get(slug)).status()).toBe(200);
  expect(await (await page.request.get(slug)).text()).toContain('1234');

  await say('bar_number', '4321', other);
  await browsing.look(page, 'one');
  await page.getByRole('link', { name: '4321' }).click();
  await browsing.look(page, 'fact');
  await page.locator('#mostrar textarea').fill('El acta es posterior.');
  await page.locator('#mostrar').getByRole('button').click();
  const shown = await (await page.request.get(slug)).text();
  expect(shown).toContain('El acta es posterior.');

  // What may not be known has no way in, and is not even repeated in the faults.
  await say('education', 'Licenciada, DPI 1234 12345 0101', source);
  expect(await page.locator('body').textContent()).toContain('parece un número de identidad');
  const kept = await db.selectFrom('statements').select('id').where('property', '=', 'education').execute();
  expect(kept).toEqual([]);

  await page.goto(here);
  await page.getByText('Sacar de listas y buscadores').first().click();
  await page.locator('#d-why').fill('Lo pidió, y nunca ocupó un cargo.');
  await page.getByRole('button', { name: 'Sacar de listas y buscadores' }).click();
  expect(await (await page.request.get(slug)).text()).toContain('noindex');
  expect(await (await page.request.get('/justiciapedia/personas')).text()).not.toContain('Gloria Ficticia');
  await page.goto(`${PEOPLE}?q=gloria+ejemplo`);
  await page.getByRole('link', { name: 'Gloria Ficticia de Ejemplo' }).waitFor();
  await browsing.look(page, 'list');
}, 60_000);

it('refuses what cannot be: no name from a source, no reason, a claim without state, somebody else’s fact', async () => {
  const { db } = site.deps;
  const one = await insertPerson(db, 'Hilda Ficticia');
  const other = await insertPerson(db, 'Hilda Otra Ficticia');
  const named = await insertPerson(db, 'Hilda Nombrada', { kind: 'other', status: 'draft' });
  const { id: said } = await db
    .selectFrom('statements')
    .select('id')
    .where('subject_id', '=', other.id)
    .executeTakeFirstOrThrow();
  const { cookie } = await signInAs(site.deps, 'editor');
  const send = async (path: string, body: Record<string, string> = {}) =>
    await site.app.inject({
      method: 'POST',
      url: `${PEOPLE}/${path}`,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(body).toString(),
    });
  expect((await send(`${one.id}/retirar`)).headers.location).toContain('hecho=missing_reason');
  expect((await send(`${one.id}/publicar`)).headers.location).toContain('hecho=not_now');
  expect((await send(`${one.id}/datos/${said}/quitar`)).statusCode).toBe(404);
  const conduct = { property: 'conduct', text: 'Denuncia de ejemplo.', source: one.source };
  expect((await send(`${one.id}/datos/nuevo`, conduct)).statusCode).toBe(422);
  const whole = { ...conduct, state: 'filed', date: '2020-03' };
  expect((await send(`${one.id}/datos/nuevo`, whole)).headers.location).toContain('hecho=fact_shown');
  const forbidden = await send(`${named.id}/datos/nuevo`, { property: 'education', text: 'Derecho' });
  expect(forbidden.statusCode).toBe(422);
  expect(forbidden.body).toContain('De quien solo fue mencionado');
  await db.updateTable('statements').set({ evidence: 'kept' }).where('subject_id', '=', named.id).execute();
  expect((await send(`${named.id}/publicar`)).headers.location).toContain('hecho=incomplete');
  expect((await send(`${one.id}/retirar`, { why: 'Por error.' })).headers.location).toContain(
    'hecho=archived',
  );
  expect((await site.app.inject(`/justiciapedia/personas/${one.slug}`)).statusCode).toBe(410);
});
