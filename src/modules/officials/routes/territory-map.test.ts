import { load } from 'cheerio';
import { expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { insertBody, insertPerson } from '../fixtures-people.ts';

const site = useApp();

const look = async () =>
  load((await site.app.inject({ url: '/justiciapedia/mapa', headers: { 'accept-language': 'es' } })).body);

it('draws every department, says so where nobody is known, and leads to those who are', async () => {
  const before = await look();
  expect(before('.territory-map svg path').length).toBe(22);
  expect(before('.territory-map svg a, .territory-map svg text').length).toBe(0);
  expect(before('main').text()).toContain('Todavía ninguna fuente dice de nadie');
  const court = await insertBody(site.deps.db, 'Corte de Mapas');
  const there = (territory: string) => ({
    tenures: [{ institution: court.id, post: court.post, starts: '2020', territory }],
  });
  for (const name of ['Ana Primera', 'Ana Segunda'])
    await insertPerson(site.deps.db, `${name} Ficticia`, there('Petén'));
  await insertPerson(site.deps.db, 'Ana Tercera Ficticia', there('PETEN'));
  await insertPerson(site.deps.db, 'Ana Quiché Ficticia', there('Quiché'));
  await insertPerson(site.deps.db, 'Ana Oculta Ficticia', { ...there('Zacapa'), status: 'draft' });
  const $ = await look();
  const lines = $('.territory-map li')
    .map((_at, one) => $(one).text())
    .get()
    .filter((line) => !line.endsWith('Sin datos'));
  expect(lines).toEqual(['Petén3 personas', 'Quiché1 persona']);
  expect(
    $('.territory-map svg text')
      .map((_at, one) => $(one).text())
      .get(),
  ).toEqual(['3', '1']);
  const href = $('.territory-map li a').first().attr('href') ?? '';
  const found = load((await site.app.inject({ url: href, headers: { 'accept-language': 'es' } })).body);
  expect(found('.people-list h2').length).toBe(3);
  // The drawing says nothing that the list does not: it is passed over by ear and key.
  expect($('.territory-map svg').attr('aria-hidden')).toBe('true');
  expect($('.territory-map svg a[tabindex!="-1"]').length).toBe(0);
});
