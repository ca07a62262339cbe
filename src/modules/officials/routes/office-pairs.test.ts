import { expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { useBrowser } from '../../../../test/harness/browsing.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { insertPair, insertPerson, PROGRAM } from '../fixtures-people.ts';

const site = useApp();
const browsing = useBrowser(site, { shots: 'pairs' });

const QUEUE = '/admin/justiciapedia/parecidos';

it('an editor decides with the evidence before her, without scripts and with the keyboard, and takes it back', async () => {
  const { db } = site.deps;
  const bar = (text: string) => ({ property: 'bar_number', value: { text } }) as const;
  const one = await insertPerson(db, 'Ana Ficticia Pérez Ejemplo', {
    statements: [bar('1234')],
    tenures: [{ postPrinted: 'Magistratura de prueba', starts: '2019', ends: '2021' }],
  });
  const at = PROGRAM.now.add({ hours: 1 });
  const other = await insertPerson(db, 'Ana Ficticia Perez Ejemplo', { statements: [bar('1234')], at });
  const third = await insertPerson(db, 'Ana Ficticia', { statements: [bar('4321')], at });
  await insertPair(db, one.id, third.id, {
    band: 'weak',
    score: 30,
    reasons: ['words_missing', 'bar_number_conflicts'],
  });
  await insertPair(db, other.id, third.id, { band: 'possible', score: 40, reasons: ['words_missing'] });
  await insertPair(db, one.id, other.id, {
    band: 'same',
    score: 98,
    reasons: ['name_equal', 'bar_number_equal'],
  });
  const { cookie } = await signInAs(site.deps, 'editor');
  const page = await browsing.wide({ js: false });
  await browsing.signIn(page, cookie);
  await page.goto(QUEUE);
  const pairs = page.getByRole('article');
  expect(await pairs.count()).toBe(3);
  // The likeliest first; why, in words; what each source says, with its source.
  const first = pairs.first();
  const text = (await first.textContent()) ?? '';
  for (const words of [
    'Casi seguro la misma',
    'El mismo número de colegiado',
    'Magistratura de prueba',
    'Lista de prueba',
  ])
    expect(text).toContain(words);
  await browsing.look(page, 'queue');
  await first.getByRole('button', { name: 'Es la misma persona' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Quedaron unidas en una sola página').waitFor();
  expect((await page.request.get(`/justiciapedia/personas/${other.slug}`)).url()).toContain(one.slug);

  await pairs.first().getByRole('button', { name: 'No es la misma' }).click();
  await page.getByText('Queda dicho que son dos personas').waitFor();
  // Of the same two people nobody is asked under their other records.
  expect(await pairs.count()).toBe(0);
  await page.getByRole('heading', { name: 'Nada por decidir' }).waitFor();

  await page.getByRole('link', { name: 'Decididas' }).click();
  expect(await pairs.count()).toBe(2);
  const linked = pairs.filter({ hasText: 'Casi seguro' });
  await linked.getByText('Deshacer esta decisión').first().click();
  await browsing.look(page, 'decided');
  await linked.getByLabel('Por qué').fill('Eran dos.');
  await linked.getByRole('button', { name: 'Deshacer esta decisión' }).click();
  await page.getByText('Se deshizo').waitFor();
  expect((await page.request.get(`/justiciapedia/personas/${other.slug}`)).url()).toContain(other.slug);
  const phone = await browsing.phone();
  await browsing.signIn(phone, cookie);
  await phone.goto(`${QUEUE}?banda=same`);
  expect(await phone.getByRole('article').count()).toBe(1);
  await browsing.look(phone, 'queue-phone');
}, 60_000);

it('is for those who may say so, and refuses what is no pair, no answer, no reason', async () => {
  const { db } = site.deps;
  const a = await insertPerson(db, 'Berta Ficticia');
  const b = await insertPerson(db, 'Berta Ficticia');
  const pair = await insertPair(db, a.id, b.id);
  const { cookie } = await signInAs(site.deps, 'editor');
  const observer = await signInAs(site.deps, 'observer');
  const send = async (path: string, body: Record<string, string>, who = cookie) =>
    await site.app.inject({
      method: 'POST',
      url: `${QUEUE}/${path}`,
      headers: { cookie: who, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(body).toString(),
    });
  const led = async (body: Record<string, string>) => (await send(pair, body)).headers.location;
  expect((await send(pair, { decision: 'same', reason: 'x' }, observer.cookie)).statusCode).toBe(403);
  expect(await led({ decision: 'perhaps' })).toBe(`${QUEUE}?hecho=no_decision`);
  expect(await led({ decision: 'same', reason: ' ' })).toBe(`${QUEUE}?hecho=no_reason`);
  expect(await led({ decision: 'later', vista: 'despues', banda: 'equal_name' })).toBe(
    `${QUEUE}?vista=despues&banda=equal_name&hecho=later`,
  );
  expect(await led({ decision: 'same', reason: 'Sí.' })).toBe(`${QUEUE}?hecho=same`);
  expect(await led({ decision: 'same', reason: 'Sí.' })).toBe(`${QUEUE}?hecho=decided`);
  expect((await send('nada', { decision: 'same' })).statusCode).toBe(404);
  expect((await send(crypto.randomUUID(), { decision: 'same', reason: 'x' })).statusCode).toBe(404);
});

it('an editor puts two beside each other that nothing brought together, decides, and takes it back', async () => {
  const { db } = site.deps;
  const one = await insertPerson(db, 'Carla Ficticia Ejemplo Prueba');
  const at = PROGRAM.now.add({ hours: 1 });
  const other = await insertPerson(db, 'Doris Inventada Muestra Tipo', { at });
  const { cookie } = await signInAs(site.deps, 'editor');
  const page = await browsing.wide({ js: false });
  await browsing.signIn(page, cookie);
  await page.goto(`/admin/justiciapedia/personas/${one.id}`);
  await page.getByRole('link', { name: 'Comparar con otra persona' }).click();
  await page.getByLabel('Nombre').fill('carla');
  await page.keyboard.press('Enter');
  // Nobody is compared with themselves.
  await page.getByRole('heading', { name: 'Nadie más con ese nombre' }).waitFor();
  await page.getByLabel('Nombre').fill('múestra doris');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Comparar Doris Inventada Muestra Tipo' }).waitFor();
  await browsing.look(page, 'compare');
  const phone = await browsing.phone();
  await browsing.signIn(phone, cookie);
  await phone.goto(page.url());
  await browsing.look(phone, 'compare-phone');
  await page.getByRole('button', { name: 'Comparar Doris Inventada Muestra Tipo' }).click();
  const pair = page.getByRole('article');
  expect(await pair.count()).toBe(1);
  expect(await pair.textContent()).toContain('Los nombres no se parecen');
  expect(await pair.getByLabel('Por qué').inputValue()).toBe('');
  await pair.getByRole('button', { name: 'Es la misma persona' }).click();
  await page.getByText('Diga por qué: el público lo lee').waitFor();
  await pair.getByLabel('Por qué').fill('Cambió de nombre, según el boletín.');
  await pair.getByRole('button', { name: 'Es la misma persona' }).click();
  await page.getByText('Quedaron unidas en una sola página').waitFor();
  expect((await page.request.get(`/justiciapedia/personas/${other.slug}`)).url()).toContain(one.slug);
  // Asked once more it is the same question, with its answer.
  await page.goto(`/admin/justiciapedia/personas/${other.id}/comparar?q=carla`);
  await page.getByRole('heading', { name: 'Nadie más con ese nombre' }).waitFor();
  await page.goBack();
  await pair.getByText('Deshacer esta decisión').first().click();
  await pair.getByLabel('Por qué').fill('Eran dos.');
  await pair.getByRole('button', { name: 'Deshacer esta decisión' }).click();
  await page.getByText('Se deshizo').waitFor();
  expect((await page.request.get(`/justiciapedia/personas/${other.slug}`)).url()).toContain(other.slug);
}, 60_000);

it('asks of two people once, and of nobody with themselves', async () => {
  const { db } = site.deps;
  const a = await insertPerson(db, 'Elena Ficticia');
  const b = await insertPerson(db, 'Fabia Inventada');
  const { cookie } = await signInAs(site.deps, 'editor');
  const observer = await signInAs(site.deps, 'observer');
  const ask = async (id: string, con: string, who = cookie) =>
    await site.app.inject({
      method: 'POST',
      url: `/admin/justiciapedia/personas/${id}/comparar`,
      headers: { cookie: who, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ con }).toString(),
    });
  expect((await ask(a.id, b.id, observer.cookie)).statusCode).toBe(403);
  const answers = await Promise.all([ask(a.id, b.id), ask(b.id, a.id), ask(a.id, b.id)]);
  expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1);
  expect((await ask(a.id, a.id)).headers.location).toContain('hecho=one_already');
  for (const con of ['', 'nada', crypto.randomUUID()]) expect((await ask(a.id, con)).statusCode).toBe(404);
  expect((await site.app.inject({ url: `${QUEUE}?pareja=nada`, headers: { cookie } })).statusCode).toBe(404);
});
