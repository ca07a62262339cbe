import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { insertPerson } from '../officials/fixtures-people.ts';
import { RECORD_SEARCH } from './additions-records.ts';
import { insertProcess } from './fixtures.ts';

const site = useApp();

const made = (person: string, more: object = {}) =>
  insertProcess(site.deps.db, {
    title: 'Guardián 2026',
    ...more,
    bodies: [
      {
        key: 'comision',
        name: 'Comisión',
        seats: [{ key: 's', label: 'Decanato', holders: [{ key: 'm', name: 'Olga Ficticia', person }] }],
      },
    ],
    candidacies: [
      { key: 'olga', name: 'Olga Ficticia', person, states: [{ key: 'e', state: 'shortlisted' }] },
      { key: 'sin', name: 'Sin Fuente Ficticia', states: [], cite: [] },
    ],
  });

it('stands on the page of the person with links, and says nothing of drafts', async () => {
  const person = await insertPerson(site.deps.db, 'Olga Ficticia');
  const { slug } = await made(person.slug);
  await made(person.slug, { title: 'Un borrador', status: 'draft' });
  const { body } = await site.app.inject({
    url: `/justiciapedia/personas/${person.slug}`,
    headers: { 'accept-language': 'es' },
  });
  expect(body).toContain('Aspirante en Guardián 2026: En la nómina');
  expect(body).toContain('Integrante en Guardián 2026: Comisión, Decanato');
  expect(body).toContain(`href="/elecciones/${slug}/aspirantes/olga"`);
  expect(body).toContain(`href="/elecciones/comisionados/${person.slug}"`);
  expect(body).not.toContain('Un borrador');
});

it('is found by the search, but for drafts, for what cites nothing, and for people taken out of lists', async () => {
  const person = await insertPerson(site.deps.db, 'Olga Ficticia');
  const gone = await insertPerson(site.deps.db, 'Olga Quitada', { delisted: true });
  const [shown, hidden, delisted] = [
    await made(person.slug),
    await made(person.slug, { status: 'draft' }),
    await made(gone.slug),
  ];
  const ids = [shown, hidden, delisted].flatMap((one) => [...one.ids.values()]);
  const found = await Promise.all(RECORD_SEARCH.map(({ find }) => find(site.deps.db, ids)));
  expect(found.map((list) => list.map(({ href }) => href).toSorted())).toEqual([
    [`/elecciones/${shown.slug}/aspirantes/olga`],
    [`/elecciones/comisionados/${gone.slug}`, `/elecciones/comisionados/${person.slug}`].toSorted(),
  ]);
  for (const { list } of RECORD_SEARCH) {
    const [first] = await list(site.deps.db, { after: undefined, limit: 1 });
    expect(await list(site.deps.db, { after: first, limit: 1 })).not.toEqual([first]);
  }
});
