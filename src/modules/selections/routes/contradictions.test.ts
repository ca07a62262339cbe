/** Where sources differ, bodies with what they rest on, and what follows when a citation comes or goes. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../../test/harness/visitor.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { citationsOf } from '../../../platform/sources/citations.ts';
import { insertProcess } from '../fixtures.ts';
import { bytesOf, exampleKind, exampleProcess } from '../example-files.ts';
import { importKind } from '../import/kind-import.ts';
import { importProcess } from '../import/process-import.ts';

const site = useApp();
const PROGRAM: Actor = { kind: 'system', what: 'test' };
const visitor = () => makeVisitor(site.app);
const other = (field: string, value: string, reason: string) => ({ source: 'x', field, value, reason });

describe('where sources differ', () => {
  it('gathers what is shown, what others print, and why; the process leads there', async () => {
    const { slug } = await insertProcess(site.deps.db, {
      title: 'Guardián de prueba',
      bodies: [
        {
          key: 'comision',
          name: 'Comisión de Prueba',
          entitled: 5,
          note: 'Una nota con fuente.',
          cite: ['', other('entitled', '7', 'El acta dice cinco.')],
          seats: [
            {
              key: 'a',
              label: 'Puesto A',
              holders: [{ key: 'h', name: 'Ada Ficticia', sworn_on: '2026-02-01' }],
            },
          ],
        },
      ],
      candidacies: [
        {
          key: 'zoe',
          name: 'Zoé Ficticia',
          cite: ['', other('name', 'Zoe Ficticia <b>', '')],
          states: [
            {
              key: 'z1',
              state: 'filed',
              on: '2026-01-10',
              cite: ['', other('on', '9 de enero', 'Una nota da otro día.')],
            },
          ],
        },
        { key: 'sin', name: 'Sin Diferencia', states: [] },
      ],
    });
    const process = readPage(await visitor().get(`/elecciones/${slug}`));
    const href = String(process.$('#contradicciones a').attr('href'));
    expect(href).toBe(`/elecciones/${slug}/contradicciones`);
    const { $ } = readPage(await visitor().get(href));
    const told = $('.contradicted')
      .toArray()
      .map((one) => $(one).text().replaceAll(/\s+/g, ' ').trim());
    expect(told).toEqual([
      'Comisión de Prueba1Integrantes: 5Se muestra71El acta dice cinco.',
      'Zoé Ficticia1Nombre: Zoé FicticiaSe muestraZoe Ficticia <b>1También impreso así',
      'Zoé Ficticia1Fecha: 10 de enero de 2026Se muestra9 de enero1Una nota da otro día.',
    ]);
    expect(
      $('.contradicted h3 > a')
        .toArray()
        .map((one) => $(one).attr('href')),
    ).toEqual([
      `/elecciones/${slug}/comision`,
      `/elecciones/${slug}/aspirantes/zoe`,
      `/elecciones/${slug}/aspirantes/zoe`,
    ]);
  });

  it('stand beside a check in the comparison too, and say days as the rest of the page does', async () => {
    const { slug } = await insertProcess(site.deps.db, {
      title: 'Guardián comparado',
      candidacies: [
        {
          key: 'zoe',
          name: 'Zoé Ficticia',
          states: [{ key: 'z', state: 'filed', on: '2026-01-10', cite: ['', other('on', '2026-01-09', '')] }],
        },
        { key: 'ana', name: 'Ana Ficticia', states: [] },
      ],
      checks: [
        {
          key: 'v',
          candidacy: 'zoe',
          register: 'Multas',
          question: '¿Debe multas?',
          finding: 'Sí, dos.',
          cite: ['', other('finding', 'No, ninguna.', 'El registro lo corrigió.')],
        },
      ],
    });
    const all = readPage(await visitor().get(`/elecciones/${slug}/contradicciones`))
      .$('main')
      .text();
    expect(all).toContain('9 de enero de 2026');
    expect(all).not.toContain('2026-01-09');
    const { $ } = readPage(await visitor().get(`/elecciones/${slug}/comparar?a=zoe&b=ana`));
    const beside = $('.compare-list .other-values').text().replaceAll(/\s+/g, ' ');
    expect(beside).toContain('No, ninguna.');
    expect(beside).toContain('El registro lo corrigió.');
  });

  it('says that there is none', async () => {
    const { slug } = await insertProcess(site.deps.db, { title: 'Guardián sin diferencias' });
    expect(readPage(await visitor().get(`/elecciones/${slug}`)).$('#contradicciones').length).toBe(0);
    const page = readPage(await visitor().get(`/elecciones/${slug}/contradicciones`));
    expect(page.$('main').text()).toContain('No consta ninguna diferencia');
  });
});

describe('a body', () => {
  const made = async (title: string, cite: [] | undefined) =>
    await insertProcess(site.deps.db, {
      title,
      bodies: [
        {
          key: 'comision',
          name: 'Nombre propio',
          entitled: 5,
          note: 'Una nota.',
          ...(cite && { cite }),
          seats: [{ key: 'a', label: 'Puesto A', holders: [{ key: 'h', name: 'Ada Ficticia' }] }],
        },
      ],
    });

  it('shows its note and its size with what they rest on, and neither where it cites nothing', async () => {
    const cited = readPage(
      await visitor().get(`/elecciones/${(await made('Con fuente', undefined)).slug}/comision`),
    );
    const body = cited.$('#organo-comision');
    expect(body.text()).toContain('Nombre propio');
    expect(body.text()).toContain('Una nota.');
    expect(body.find('.coverage .note-refs a').length).toBe(1);
    const bare = readPage(await visitor().get(`/elecciones/${(await made('Sin fuente', [])).slug}/comision`));
    expect(bare.$('#organo-comision').text()).not.toMatch(/Nombre propio|Una nota|de 5/);
    expect(bare.$('#organo-comision h2').text()).not.toBe('');
  });
});

describe('what candidacies are filtered by', () => {
  it('is what is shown, also after a citation is taken away or added at the desk, and after a file', async () => {
    await importKind(site.deps, PROGRAM, bytesOf(exampleKind()));
    const file = structuredClone(exampleProcess());
    const [first] = file.candidacies ?? [];
    if (!first) throw new Error('no candidacy');
    first.states = [
      { key: 'uno', state: 'filed', on: '2026-01-20', cite: ['acta'] },
      { key: 'dos', state: 'excluded', on: '2026-02-20', cite: ['acta'] },
    ];
    await importProcess(site.deps, PROGRAM, bytesOf(file));
    const kept = async () =>
      await site.deps.db
        .selectFrom('candidacies')
        .select(['id', 'state'])
        .where('key', '=', first.key)
        .executeTakeFirstOrThrow();
    expect((await kept()).state).toBe('excluded');
    const { id } = await site.deps.db
      .selectFrom('candidacy_states')
      .select('id')
      .where('candidacy_id', '=', (await kept()).id)
      .where('key', '=', 'dos')
      .executeTakeFirstOrThrow();
    const [citation] = await citationsOf(site.deps.db, 'candidacy_state', id);
    if (!citation) throw new Error('no citation');
    const desk = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
    const own = `/admin/fuentes/citas/candidacy_state/${id}`;
    const names = async (state: string) =>
      readPage(await visitor().get(`/elecciones/${file.slug}/aspirantes?estado=${state}`))
        .$('ul.candidacy-list > li')
        .toArray().length;
    const before = await names('excluded');

    const why = { reason: 'El acta no lo dice.' };
    expect((await desk.post(`${own}/${citation.id}/quitar`, why)).headers['location']).toContain(
      'hecho=uncited',
    );
    expect((await kept()).state).toBe('filed');
    expect(await names('excluded')).toBe(before - 1);

    const added = await desk.post(`${own}/nueva`, { fuente: citation.source.id, field: 'whole', page: '2' });
    expect(added.headers['location']).toContain('hecho=cited');
    expect((await kept()).state).toBe('excluded');

    // A file that does not cite it leaves what the desk cites: what is shown stays, and so does the filter.
    first.states[1] = { key: 'dos', state: 'excluded', on: '2026-02-20' };
    await importProcess(site.deps, PROGRAM, bytesOf(file));
    expect((await kept()).state).toBe('excluded');
    expect((await importProcess(site.deps, PROGRAM, bytesOf(file))).outcome).toBe('left');
  });
});

describe('the feed of the site', () => {
  it('tells what happened in elections, not in examples, under the ids of their own feeds', async () => {
    const file = exampleProcess();
    await importKind(site.deps, PROGRAM, bytesOf(exampleKind()));
    await importProcess(
      site.deps,
      PROGRAM,
      bytesOf({ ...file, slug: 'defensor-del-dia', title: 'Defensor del día' }),
    );
    const example = { ...file, slug: 'defensor-ejemplo', title: 'Defensor de muestra', example: true };
    await importProcess(site.deps, PROGRAM, bytesOf(example));
    const feed = (await visitor().get('/elecciones/feed.xml')).body;
    expect(feed).toContain('Defensor del día: La comisión vota');
    expect(feed).not.toContain('Defensor de muestra');
    const ids = (xml: string) => [...xml.matchAll(/<entry[^>]*>.*?<id>([^<]*)<\/id>/gs)].map(([, id]) => id);
    const [own] = ids((await visitor().get('/elecciones/defensor-del-dia/feed.xml')).body);
    expect(ids(feed)).toContain(own);
    expect(ids((await visitor().get('/feed.xml')).body)).toContain(own);
  });
});
