/** An editor's work on institutions, by forms only. */
import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { each, words } from '../../../../test/harness/visit.ts';
import { exampleSource, publishedInstitution } from '../institution-fixtures.ts';
import { statementsOf } from '../queries/statements.ts';

const site = useApp();
const OFFICE = '/admin/justiciapedia/instituciones';
let cookie = '';
let source = '';
let other = '';

beforeAll(async () => {
  source = await exampleSource(site.deps, 'Ley de los ejemplos');
  other = await exampleSource(site.deps, 'Diario de los ejemplos');
  ({ cookie } = await signInAs(site.deps, 'editor'));
});

const headers = () => ({ cookie, 'accept-language': 'es' });
const get = async (url: string) => {
  const answer = await site.app.inject({ url, headers: headers() });
  return { status: answer.statusCode, $: load(answer.body) };
};
const send = async (url: string, fields: Record<string, string> = {}) => {
  const answer = await site.app.inject({
    method: 'POST',
    url,
    headers: { ...headers(), 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
  return {
    status: answer.statusCode,
    to: String(answer.headers['location'] ?? ''),
    $: load(answer.body),
  };
};
const stored = (id: string) =>
  site.deps.db.selectFrom('institutions').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const said = async (id: string) =>
  (await statementsOf(site.deps.db, [id], { office: true })).map((one) => ({
    id: one.id,
    property: one.property,
    text: one.value.text,
    evidence: one.evidence,
    reason: one.reason,
  }));

it('is for those who may write institutions', async () => {
  const { cookie: observer } = await signInAs(site.deps, 'observer');
  const answer = await site.app.inject({ url: OFFICE, headers: { cookie: observer } });
  expect(answer.statusCode).toBe(403);
});

describe('an institution made at the desk', () => {
  let id = '';

  it('begins with its name and a source that is looked for', async () => {
    const found = await get(`${OFFICE}/nueva?buscar=ejemplos`);
    expect(each(found.$, '.link-title')).toEqual(['Diario de los ejemplos', 'Ley de los ejemplos']);
    const chosen = await get(`${OFFICE}/nueva?fuente=${source}`);
    expect(chosen.$('select[name=source] option[selected]').text()).toBe('Ley de los ejemplos');
    const wrong = await send(`${OFFICE}/nueva`, { source });
    expect([wrong.status, words(wrong.$, '.error-summary').includes('Nombre')]).toEqual([422, true]);
    const made = await send(`${OFFICE}/nueva`, { name: 'Casa de Pruebas (CP)', source, page: 'artículo 1' });
    expect(made.status).toBe(303);
    id = /instituciones\/([^?]+)\?hecho=created/.exec(made.to)?.[1] ?? '';
    expect(await stored(id)).toMatchObject({ name: 'Casa de Pruebas (CP)', status: 'draft' });
    expect(words((await get(made.to)).$, 'main')).toContain('La institución está en borrador.');
  });

  it('gets facts, with faults said beside what was typed', async () => {
    const add = (fields: Record<string, string>) => send(`${OFFICE}/${id}/datos/nuevo`, fields);
    expect(await add({ property: 'mission', text: 'Probar.', source })).toMatchObject({
      to: `/admin/justiciapedia/instituciones/${id}?hecho=fact_shown`,
    });
    expect((await add({ property: 'phone', text: '1111' })).to).toContain('hecho=fact_kept');
    const noAddress = await add({ property: 'website', text: 'El sitio', source });
    expect(noAddress.status).toBe(422);
    expect(noAddress.$('textarea[name=text]').text()).toBe('El sitio');
    const dates = await add({ property: 'address', text: '1 Calle', source, starts: '2020', ends: '2019' });
    expect(words(dates.$, '.error-summary')).toContain('Termina antes de empezar.');
    await add({ property: 'website', text: 'El sitio', href: 'https://sitio.test', source });
    expect(await said(id)).toMatchObject([
      { property: 'name' },
      { property: 'mission', evidence: 'shown' },
      { property: 'phone', evidence: 'kept' },
      { property: 'website', evidence: 'shown' },
    ]);
  });

  it('is published, shows a contradiction, and an editor decides', async () => {
    const { version } = await stored(id);
    expect((await send(`${OFFICE}/${id}/publicar`, { version: '1' })).to).toContain('hecho=changed');
    expect((await send(`${OFFICE}/${id}/publicar`, { version: String(version) })).to).toContain(
      'hecho=published',
    );
    const beside = await send(`${OFFICE}/${id}/datos/nuevo`, {
      property: 'mission',
      text: 'Comprobar.',
      source: other,
      why: 'Lo dice el diario.',
    });
    expect(beside.to).toContain('hecho=fact_beside');
    const one = (await said(id)).find(({ text }) => text === 'Comprobar.');
    const form = await get(`${OFFICE}/${id}/datos/${one?.id ?? ''}`);
    expect(words(form.$, '#mostrar')).toContain('Probar. (Ley de los ejemplos)');
    const blank = await send(`${OFFICE}/${id}/datos/${one?.id ?? ''}/mostrar`, { why: '' });
    expect(blank.status).toBe(422);
    await send(`${OFFICE}/${id}/datos/${one?.id ?? ''}/mostrar`, { why: 'Es lo más nuevo.' });
    const now = (await said(id)).filter(({ property }) => property === 'mission');
    expect(now).toMatchObject([
      { text: 'Probar.', evidence: 'beside' },
      { text: 'Comprobar.', evidence: 'shown', reason: 'Es lo más nuevo.' },
    ]);
  });

  it('has its facts corrected, kept back and taken away', async () => {
    const phone = (await said(id)).find(({ property }) => property === 'phone');
    const here = `${OFFICE}/${id}/datos/${phone?.id ?? ''}`;
    const { version } = await stored(id);
    const change = { property: 'phone', text: '2222', source, version: String(version) };
    expect((await send(here, { ...change, property: 'email' })).status).toBe(422);
    expect((await send(here, change)).to).toContain('hecho=fact_shown');
    // Drawn before the last change.
    expect((await send(here, { ...change, text: '3333' })).to).toContain('hecho=changed');
    expect((await send(`${here}/guardar`, { why: 'Ya no contesta nadie.' })).to).toContain('hecho=kept');
    expect((await said(id)).find(({ property }) => property === 'phone')).toMatchObject({
      text: '2222',
      evidence: 'kept',
    });
    expect((await send(`${here}/quitar`)).to).toContain('hecho=withdrawn');
    expect((await send(`${here}/quitar`)).status).toBe(404);
  });

  it('has posts with what is said of them, in their order', async () => {
    const made = await send(`${OFFICE}/${id}/cargos/nuevo`, { label: 'Dirección', source });
    const post = /cargos\/([^?]+)\?hecho=post_created/.exec(made.to)?.[1] ?? '';
    const fact = { cargo: post, property: 'seats', text: '3', source };
    expect((await send(`${OFFICE}/${id}/datos/nuevo`, fact)).to).toContain(`cargos/${post}?hecho=fact_shown`);
    expect(words((await get(`${OFFICE}/${id}/cargos/${post}`)).$, '#datos')).toContain('Plazas');
    const second = await send(`${OFFICE}/${id}/cargos/nuevo`, { label: 'Secretaría', source });
    const later = /cargos\/([^?]+)\?/.exec(second.to)?.[1] ?? '';
    await send(`${OFFICE}/${id}/cargos/${later}/mover`, { to: 'up' });
    const page = await get(`${OFFICE}/${id}`);
    expect(each(page.$, '#cargos .link-title')).toEqual(['Secretaría', 'Dirección']);
    expect((await send(`${OFFICE}/${id}/archivar`, { why: 'Prueba.' })).to).toContain('hecho=in_use');
    for (const one of [post, later]) await send(`${OFFICE}/${id}/cargos/${one}/quitar`);
    expect((await send(`${OFFICE}/${id}/archivar`, { why: '' })).status).toBe(422);
    expect((await send(`${OFFICE}/${id}/archivar`, { why: 'Prueba.' })).to).toContain('hecho=archived');
    expect((await site.app.inject({ url: '/justiciapedia/instituciones/casa-de-pruebas' })).statusCode).toBe(
      410,
    );
  });

  it('hangs under another one, but not under itself', async () => {
    const above = await publishedInstitution(site.deps, 'Arriba de todo');
    const below = await publishedInstitution(site.deps, 'Abajo de todo');
    const under = (child: string, parent: string) =>
      send(`${OFFICE}/${child}/datos/nuevo`, {
        property: 'parent',
        text: 'La de arriba',
        institution: parent,
        source,
      });
    expect((await under(below.id, above.id)).to).toContain('hecho=fact_shown');
    const circle = await under(above.id, below.id);
    expect(words(circle.$, '.error-summary')).toContain('Quedaría debajo de sí misma.');
    expect((await under(above.id, above.id)).status).toBe(422);
  });

  it('gets another address, and a draft goes without a trace', async () => {
    const one = await publishedInstitution(site.deps, 'Con otra dirección');
    const { version } = await stored(one.id);
    const taken = await send(`${OFFICE}/${one.id}/direccion`, {
      slug: 'casa-de-pruebas',
      version: String(version),
    });
    expect(words(taken.$, '.error-summary')).toContain('Otra institución tiene esa dirección.');
    await send(`${OFFICE}/${one.id}/direccion`, { slug: 'nueva-dirección', version: String(version) });
    expect((await stored(one.id)).slug).toBe('nueva-direccion');
    expect((await send(`${OFFICE}/${one.id}/borrar`)).to).toContain('hecho=not_now');
    const made = await send(`${OFFICE}/nueva`, { name: 'Para borrar' });
    const draft = /instituciones\/([^?]+)\?/.exec(made.to)?.[1] ?? '';
    expect((await send(`${OFFICE}/${draft}/borrar`)).to).toBe(`${OFFICE}?hecho=discarded`);
    expect((await get(`${OFFICE}/${draft}`)).status).toBe(404);
  });
});

it('lists all of them, by words and state', async () => {
  const titles = async (query: string) => each((await get(`${OFFICE}${query}`)).$, 'tbody th');
  expect(await titles('?estado=archived')).toEqual(['Casa de Pruebas (CP)']);
  expect(await titles('?q=DIRECCION')).toEqual(['Con otra dirección']);
  expect(await titles('?q=nadie')).toEqual([]);
});
