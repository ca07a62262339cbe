/** Sources from the desk to the public page: made, cited, contradicted, copied, seen by who may. */
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { each, under, visit } from '../../../../test/harness/visit.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { insertCitation, insertSource, sourceInput, TEST_ACT } from '../../../platform/sources/fixtures.ts';
import { saveSource } from '../../../platform/sources/save.ts';
import { citeStated } from '../../../platform/sources/stated.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { insertEdition } from '../../events/fixtures.ts';

const site = useApp();
const OFFICE = '/admin/fuentes';
let editor: Visitor;
let moderator: Visitor;
let event: { id: string; slug: string };
let draft: { id: string; slug: string };
beforeAll(async () => {
  editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
  moderator = makeVisitor(site.app, (await signInAs(site.deps, 'moderator')).cookie);
  event = await insertEdition(site.deps.db, 'publico', {
    event: { title: 'Encuentro Público', venue: 'Salón' },
  });
  draft = await insertEdition(site.deps.db, 'borrador', { event: { title: 'Secreto', visibility: 'draft' } });
});

const FORM = {
  title: 'Acta de la sesión',
  publisher: 'Comisión de Ejemplo',
  address: 'https://comision.example.org/acta',
  kind: 'official',
  lang: 'es',
  date: '2026-03',
  archive: 'keep',
};

const record = (id: string) => ({ kind: 'event', id });
const citing = (id: string) => `${OFFICE}/citas/event/${id}`;
const idIn = (location: unknown) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(String(location))?.[0] ?? '';

describe('a source at the desk', () => {
  it('is made, found, changed with its reason, and kept in versions', async () => {
    expect(
      readPage(await editor.get(OFFICE))
        .$('h2')
        .first()
        .text(),
    ).toBe('Todavía no hay fuentes');
    const made = await editor.post(`${OFFICE}/nueva`, FORM);
    expect(made.statusCode).toBe(303);
    const id = idIn(made.headers.location);
    const page = readPage(await editor.follow(made));
    expect([page.title, page.notices]).toEqual(['Acta de la sesión', ['Se guardó la fuente.']]);
    expect(page.$('.summary-list').text()).toContain('marzo de 2026');
    const found = readPage(await editor.get(`${OFFICE}?q=COMISION&tipo=official`));
    expect(each(found.$, 'tbody th')).toEqual(['Acta de la sesión']);
    expect(readPage(await editor.get(`${OFFICE}?q=otra`)).$('tbody').length).toBe(0);
    const changed = { ...FORM, title: 'Acta número 3', version: '1', reason: 'Faltaba el número.' };
    expect((await editor.post(`${OFFICE}/${id}/editar`, changed)).statusCode).toBe(303);
    const late = await editor.post(`${OFFICE}/${id}/editar`, { ...changed, title: 'Acta vieja' });
    expect(late.statusCode).toBe(422);
    expect(readPage(late).faults).toEqual([
      'Alguien guardó la fuente mientras usted escribía. Revise lo que dice ahora y vuelva a guardar.',
    ]);
    // What was typed stays, and the next one counts.
    expect(readPage(late).$('input[name=title]').attr('value')).toBe('Acta vieja');
    expect(readPage(late).$('input[name=version]').attr('value')).toBe('2');
    const past = await editor.get(`/admin/historial/fuentes/${id}`);
    expect(past.statusCode).toBe(200);
    expect(past.body).toContain('Faltaba el número.');
  });

  it('says what is wrong with what was typed', async () => {
    const answer = await editor.post(`${OFFICE}/nueva`, {
      ...FORM,
      title: '',
      address: 'https://a:b@example.org/',
      date: '2026-13',
      kind: 'novela',
    });
    expect(answer.statusCode).toBe(422);
    expect(readPage(answer).faults).toHaveLength(2);
    const bad = await editor.post(`${OFFICE}/nueva`, {
      ...FORM,
      address: 'https://a:b@example.org/',
      date: '2026-13',
    });
    expect(readPage(bad).faults).toEqual([
      'No hay tal fecha. Escriba 2026, 2026-03 o 2026-03-18.',
      'El enlace debe empezar con http:// o https:// y no llevar usuario ni contraseña.',
    ]);
  });

  it('with an address that is there already is asked about before it is made', async () => {
    await insertSource(site.deps.db, { title: 'La primera', address: 'https://doble.example.org/nota' });
    const twin = { ...FORM, title: 'La segunda', address: 'http://www.doble.example.org/nota/?utm_source=x' };
    const asked = await editor.post(`${OFFICE}/nueva`, twin);
    expect(asked.statusCode).toBe(422);
    const page = readPage(asked);
    expect(page.notices).toEqual(['Esta dirección ya está entre las fuentes']);
    expect(each(page.$, '.notice li')).toEqual(['La primera, Diario de Prueba']);
    const again = Object.fromEntries(
      page
        .$('form.form input[type=hidden]')
        .get()
        .map((e) => [page.$(e).attr('name') ?? '', page.$(e).attr('value') ?? '']),
    );
    const made = await editor.post(`${OFFICE}/nueva`, { ...twin, ...again });
    expect(made.statusCode).toBe(303);
    expect(under(readPage(await editor.follow(made)).$, 'Parecidas')).toContain('La primera');
  });

  it('is for those who may', async () => {
    const id = await insertSource(site.deps.db);
    for (const url of [
      OFFICE,
      `${OFFICE}/nueva`,
      `${OFFICE}/${id}`,
      `${OFFICE}/${id}/editar`,
      citing(event.id),
    ])
      expect([url, (await moderator.get(url)).statusCode]).toEqual([url, 403]);
  });
});

describe('citing', () => {
  it('is done from the tab of an edition, and shows as numbered notes', async () => {
    const source = await insertSource(site.deps.db, { title: 'Programa impreso', address: undefined });
    const overview = readPage(await editor.get(`/admin/encuentros/${event.slug}`));
    expect(overview.$(`a[href="${citing(event.id)}"]`).text()).toBe('Fuentes');
    const empty = readPage(await editor.get(`${citing(event.id)}?q=programa`));
    expect(empty.$('nav.breadcrumbs, .breadcrumbs').text()).toContain('Encuentro Público');
    expect(empty.$(`a[href="${citing(event.id)}/nueva?fuente=${source}"]`).length).toBe(1);
    const cited = await editor.post(`${citing(event.id)}/nueva`, {
      fuente: source,
      field: 'venue',
      value: 'Salón',
      page: 'p. 4',
      passage: 'en el Salón',
    });
    expect(readPage(await editor.follow(cited)).notices).toEqual(['Se citó la fuente.']);
    const { $ } = await visit(site.app, '/encuentros/publico');
    expect($('.facts a[role=doc-noteref]').attr('href')).toBe('#nota-1');
    expect(each($, '#nota-1 .note-title, #nota-1 .soft')).toEqual([
      'Programa impreso',
      'Diario de Prueba · 18 de marzo de 2026 · p. 4 · sin enlace',
    ]);
    expect(
      $('link[rel=stylesheet]')
        .get()
        .some((e) => /sources-/.test($(e).attr('href') ?? '')),
    ).toBe(true);
  });

  it('keeps values that contradict each other side by side, and asks for the reason', async () => {
    const [a, b] = [
      await insertSource(site.deps.db, { title: 'Diario A' }),
      await insertSource(site.deps.db, { title: 'Diario B' }),
    ];
    await insertCitation(site.deps.db, {
      source: a,
      record: record(event.id),
      field: 'dates',
      value: '7 de marzo',
    });
    const cited = await editor.post(`${citing(event.id)}/nueva`, {
      fuente: b,
      field: 'dates',
      value: '8 de marzo',
    });
    const form = readPage(await editor.follow(cited));
    expect(form.notices[0]).toContain('contradice');
    const one = String(cited.headers.location).split('?')[0] ?? '';
    // Until somebody says why: here, and to everybody.
    expect(readPage(await editor.get(citing(event.id))).notices).toEqual(['Falta decidir cuál se muestra']);
    const undecided = await visit(site.app, '/encuentros/publico');
    expect(undecided.$('.contradicted').text()).toContain('Todavía nadie ha dicho por qué esta y no otra.');
    const none = await editor.post(`${one}/mostrar`, { reason: '' });
    expect([none.statusCode, readPage(none).faults]).toEqual([
      422,
      ['Escriba por qué se muestra este valor: otra fuente imprime otro.'],
    ]);
    expect((await editor.post(`${one}/mostrar`, { reason: 'Lo confirma la convocatoria.' })).statusCode).toBe(
      303,
    );
    expect(readPage(await editor.get(citing(event.id))).notices).toEqual([]);
    const { $ } = await visit(site.app, '/encuentros/publico');
    expect(each($, '.contradicted h3')).toEqual(['Cuándo: las fuentes no coinciden']);
    expect(each($, '.contradicted li').map((text) => text.replaceAll(/\d+(?=Se|Tamb)/g, ' '))).toEqual([
      '7 de marzo También impreso así',
      '8 de marzo Se muestra Lo confirma la convocatoria.',
    ]);
    // Corrected, moved, taken away.
    const fix = { field: 'dates', value: '8 de marzo', page: 'p. 2', passage: '' };
    expect((await editor.post(one, fix)).statusCode).toBe(303);
    expect((await editor.post(`${one}/mover`, { to: 'up' })).statusCode).toBe(303);
    expect((await editor.post(`${one}/mover`, { to: 'sideways' })).statusCode).toBe(400);
    expect((await editor.post(`${one}/quitar`)).statusCode).toBe(303);
    expect((await editor.get(one)).statusCode).toBe(404);
    expect((await visit(site.app, '/encuentros/publico')).$('.contradicted').length).toBe(0);
    const past = await visit(site.app, `/historial/citas/event:${event.id}`);
    expect(past.status).toBe(200);
  });

  it('refuses fields that there are not, records that are none, citations of others', async () => {
    const source = await insertSource(site.deps.db);
    const unknown = await editor.post(`${citing(event.id)}/nueva`, { fuente: source, field: 'ghost' });
    expect([unknown.statusCode, readPage(unknown).faults.length]).toEqual([422, 1]);
    expect((await editor.get(citing('00000000-0000-7000-8000-00000000dead'))).statusCode).toBe(404);
    expect((await editor.get(citing("x' or 1=1"))).statusCode).toBe(404);
    expect((await editor.get(`${OFFICE}/citas/ghost/${event.id}`)).statusCode).toBe(404);
    const foreign = await insertCitation(site.deps.db, { source, record: record(draft.id) });
    expect((await editor.get(`${citing(event.id)}/${foreign}`)).statusCode).toBe(404);
    expect((await editor.post(`${citing(event.id)}/${foreign}/quitar`)).statusCode).toBe(404);
  });

  it('leads from a new source straight to citing it', async () => {
    const made = await editor.post(`${OFFICE}/nueva`, {
      ...FORM,
      address: 'https://nueva.example.org/',
      para: `event:${draft.id}`,
    });
    expect(String(made.headers.location)).toMatch(new RegExp(`^${citing(draft.id)}/nueva\\?fuente=`));
    expect((await editor.follow(made)).statusCode).toBe(200);
    // An address in it leads nowhere else.
    const away = await editor.post(`${OFFICE}/nueva`, { ...FORM, address: '', para: '//example.net/x' });
    expect(String(away.headers.location)).toMatch(/^\/admin\/fuentes\/[0-9a-f-]{36}\?/);
  });
});

describe('a source in public', () => {
  it('is seen when something public cites it, and only then', async () => {
    const id = await insertSource(site.deps.db, { title: 'Norma de ejemplo', kind: 'law', note: 'Qué es.' });
    await insertCitation(site.deps.db, { source: id, record: record(draft.id) });
    const ways = [`/fuentes/${id}`, `/api/v1/sources/${id}`, `/historial/fuentes/${id}`];
    for (const url of ways) expect([url, (await visit(site.app, url)).status]).toEqual([url, 404]);
    const listed = async () =>
      (
        (await visit(site.app, '/api/v1/sources?q=norma+ejemplo')).body.match(
          /"title":"Norma de ejemplo"/g,
        ) ?? []
      ).length;
    expect(await listed()).toBe(0);
    await insertCitation(site.deps.db, { source: id, record: record(event.id), page: 'art. 3' });
    for (const url of ways) expect([url, (await visit(site.app, url)).status]).toEqual([url, 200]);
    expect(await listed()).toBe(1);
    const { $ } = await visit(site.app, `/fuentes/${id}`);
    expect(under($, 'Quién la cita')).toBe('Quién la citaEncuentro PúblicoEncuentro');
    expect($('main').text()).not.toContain('Secreto');
    const api = JSON.parse((await visit(site.app, `/api/v1/sources/${id}`)).body) as Record<string, unknown>;
    expect(api).toMatchObject({
      id,
      kind: 'law',
      date: '2026-03-18',
      date_printed: '18 de marzo de 2026',
      copies: [],
      cited_by: [
        { kind: 'event', title: 'Encuentro Público', url: 'http://localhost:3000/encuentros/publico' },
      ],
    });
    for (const url of [
      '/fuentes/x',
      '/fuentes/00000000-0000-7000-8000-00000000dead',
      `/fuentes/${id}/copias/x`,
    ])
      expect((await visit(site.app, url)).status).toBe(404);
  });

  it('shows what it says as it stands, whoever wrote it', async () => {
    const hostile = '<script>alert(1)</script>';
    const id = await insertSource(site.deps.db, {
      title: hostile,
      publisher: hostile,
      note: hostile,
      address: undefined,
    });
    await insertCitation(site.deps.db, {
      source: id,
      record: record(event.id),
      field: 'organizer',
      value: hostile,
      passage: hostile,
    });
    for (const url of [`/fuentes/${id}`, '/encuentros/publico']) {
      const { body } = await visit(site.app, url);
      expect(body).toContain('&lt;script');
      expect(body).not.toContain(hostile);
    }
    expect(under((await visit(site.app, `/fuentes/${id}`)).$, 'Quién la cita')).toContain(
      'Encuentro Público',
    );
    expect((await visit(site.app, `/fuentes/${id}`)).$('dl').text()).toContain('sin enlace');
  });

  it('is in one list, paged', async () => {
    for (let at = 0; at < 3; at++)
      await insertCitation(site.deps.db, {
        source: await insertSource(site.deps.db, { title: `Página ${at}`, kind: 'data' }),
        record: record(event.id),
      });
    const hidden = [1, 2, 3].map((at) => ({ title: `Reservada ${at}`, kind: 'data' }) as const);
    for (const source of hidden) await insertSource(site.deps.db, source);
    // Whoever guesses words of what is not public finds the same as of what is not there.
    const guessed = await visit(site.app, '/api/v1/sources?q=reserv&limit=1');
    const nothing = await visit(site.app, '/api/v1/sources?q=nadie&limit=1');
    expect([guessed.body, guessed.headers['link']]).toEqual([nothing.body, nothing.headers['link']]);
    let pages = 0;
    const titles: string[] = [];
    let url: string | undefined = '/api/v1/sources?kind=data&limit=2';
    while (url !== undefined) {
      const answer = await visit(site.app, url);
      pages += 1;
      const { data } = JSON.parse(answer.body) as { data: { title: string }[] };
      titles.push(...data.map((item) => item.title));
      const link = /<http:\/\/localhost:3000([^>]+)>/.exec(String(answer.headers['link'] ?? ''));
      url = link?.[1];
    }
    expect(titles).toEqual(['Página 2', 'Página 1', 'Página 0']);
    expect(pages).toBe(2);
    expect((await visit(site.app, '/api/v1/sources?limit=0')).status).toBe(422);
    expect((await visit(site.app, '/api/v1/sources?after=x')).status).toBe(422);
  });
});

it('an edition cites the list of sources that it is saved with', async () => {
  const list = [
    {
      title: 'Convocatoria',
      publisher: 'Organización de Ejemplo',
      url: 'https://convocatoria.example.org/',
      date: '2026-10',
    },
  ];
  await withTransaction(site.deps.db, (trx) => citeStated(trx, TEST_ACT, record(event.id), list));
  const { $ } = await visit(site.app, '/encuentros/publico');
  expect(each($, '.note-title')).toContain('Convocatoria');
  const id =
    (
      await site.deps.db
        .selectFrom('sources')
        .select('id')
        .where('title', '=', 'Convocatoria')
        .executeTakeFirst()
    )?.id ?? '';
  await withTransaction(site.deps.db, (trx) =>
    saveSource(trx, TEST_ACT, id, { input: sourceInput({ title: 'Convocatoria oficial' }), version: 1 }),
  );
  expect(each((await visit(site.app, '/encuentros/publico')).$, '.note-title')).toContain(
    'Convocatoria oficial',
  );
});

it('a publication is cited among its own pages too, once it is public by those who publish', async () => {
  const made = await editor.post('/admin/publicaciones/nueva', {
    type: 'article',
    title: 'Artículo de prueba',
    body: 'Texto.',
    lang: 'es',
  });
  const id = idIn(made.headers.location);
  const page = readPage(await editor.get(`${OFFICE}/citas/publication/${id}`));
  expect(page.title).toBe('Fuentes citadas');
  expect(each(page.$, 'nav a[aria-current]')).toContain('Fuentes');
  const source = await insertSource(site.deps.db);
  const cited = await editor.post(`${OFFICE}/citas/publication/${id}/nueva`, {
    fuente: source,
    field: 'body',
  });
  expect(readPage(await editor.follow(cited)).notices).toEqual(['Se citó la fuente.']);
  const facilitator = makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);
  const here = `${OFFICE}/citas/publication/${id}`;
  expect((await facilitator.get(here)).statusCode).toBe(200);
  await site.deps.db
    .updateTable('publications')
    .set({ status: 'published', first_published_at: site.deps.now(), dated_at: site.deps.now() })
    .where('id', '=', id)
    .execute();
  expect((await facilitator.get(here)).statusCode).toBe(403);
  expect((await facilitator.post(`${here}/nueva`, { fuente: source, field: 'body' })).statusCode).toBe(403);
  expect((await editor.get(here)).statusCode).toBe(200);
});
