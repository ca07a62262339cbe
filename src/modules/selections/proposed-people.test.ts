import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { insertPerson } from '../officials/fixtures-people.ts';
import { delistDue } from '../officials/jobs.ts';
import { insertProcess } from './fixtures.ts';

const site = useApp();
const get = async (url: string) =>
  (await site.app.inject({ url, headers: { 'accept-language': 'es' } })).body;

const isRead = async (slug: string): Promise<boolean> =>
  !(await get(`/justiciapedia/personas/${slug}`)).includes('<meta name="robots" content="noindex');

it('shows search engines whoever was proposed or elected, and nobody who only asked', async () => {
  const { db } = site.deps;
  const stood = async (name: string, delisted = false) =>
    await insertPerson(db, name, {
      kind: 'candidate',
      delisted,
      tenures: [{ kind: 'candidacy', process: 'Proceso de Prueba' }],
    });
  const [asked, listed, elected, hidden, quiet, draft] = [
    await stood('Ana Pidió Ficticia'),
    await stood('Berta Propuesta Ficticia'),
    await stood('Celia Electa Ficticia'),
    await stood('Dora Retirada Ficticia', true),
    await stood('Elsa Callada Ficticia'),
    await stood('Fina Borrador Ficticia'),
  ];
  const candidacy = (person: { slug: string }, state: 'filed' | 'shortlisted' | 'elected', cite?: []) => ({
    key: person.slug,
    name: person.slug,
    person: person.slug,
    states: [{ key: 'uno', state, ...(cite && { cite }) }],
  });
  await insertProcess(db, {
    candidacies: [
      candidacy(asked, 'filed'),
      candidacy(listed, 'shortlisted'),
      candidacy(elected, 'elected'),
      candidacy(hidden, 'shortlisted'),
      // No source says so.
      candidacy(quiet, 'shortlisted', []),
    ],
  });
  await insertProcess(db, { status: 'draft', candidacies: [candidacy(draft, 'shortlisted')] });
  const people = [asked, listed, elected, hidden, quiet, draft];
  const read = await Promise.all(people.map(({ slug }) => isRead(slug)));
  expect(read).toEqual([false, true, true, false, false, false]);
  expect(await get(`/justiciapedia/personas/${listed.slug}`)).toContain('application/ld+json');
  const map = await get('/mapa/propuestas-a-cargos.xml');
  const named = people.map(({ slug }) => map.includes(`/justiciapedia/personas/${slug}<`));
  expect(named).toEqual(read);
});

it('leaves in the lists whoever was proposed or elected, however long ago, and takes the others out', async () => {
  const { db } = site.deps;
  const stood = async (name: string) =>
    await insertPerson(db, name, {
      kind: 'candidate',
      tenures: [{ kind: 'candidacy', process: 'Proceso de Hace Mucho', starts: '2004' }],
    });
  // More than are looked at together: those who stay must not hide those who come after.
  const proposed: { slug: string; id: string }[] = [];
  for (let at = 0; at < 101; at++) proposed.push(await stood(`Propuesta Antigua Ficticia ${at}`));
  const asked = [await stood('Aspirante Antigua Ficticia'), await stood('Aspirante Remota Ficticia')];
  // Two records of one person: what is known of one holds for both.
  const [root, joined] = [await stood('Unida Antigua Ficticia'), await stood('Unida Antigua De Ejemplo')];
  await db.updateTable('people').set({ canonical_id: root.id }).where('id', '=', joined.id).execute();
  const candidacy = (person: { slug: string }, state: 'filed' | 'shortlisted') => ({
    key: person.slug,
    name: person.slug,
    person: person.slug,
    states: [{ key: 'uno', state }],
  });
  await insertProcess(db, {
    candidacies: [
      ...[...proposed, joined].map((person) => candidacy(person, 'shortlisted')),
      ...asked.map((person) => candidacy(person, 'filed')),
    ],
  });
  expect(await delistDue(site.deps)).toBe(asked.length);
  const out = await db
    .selectFrom('people')
    .select('slug')
    .where('delisted', '=', true)
    .where(
      'slug',
      'in',
      [...proposed, root, joined, ...asked].map(({ slug }) => slug),
    )
    .orderBy('slug')
    .execute();
  expect(out.map(({ slug }) => slug)).toEqual(asked.map(({ slug }) => slug).toSorted());
});
