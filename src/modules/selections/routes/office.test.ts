/** The desk of processes: files looked at before they are read in, and what becomes of a process. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { insertProcess } from '../fixtures.ts';
import { exampleKind, exampleProcess } from '../example-files.ts';

const site = useApp();
const ROOT = '/admin/elecciones';

async function editor(): Promise<Visitor> {
  return makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
}

/** A form with a file, as a browser sends it. */
async function send(
  visitor: Visitor,
  fields: Record<string, string>,
  file: { name: string; text: string } | undefined,
) {
  const boundary = 'limite-de-prueba';
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  if (file)
    parts.push(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\nContent-Type: application/octet-stream\r\n\r\n${file.text}\r\n`,
    );
  return await site.app.inject({
    method: 'POST',
    url: ROOT,
    headers: {
      cookie: visitor.cookie(),
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'sec-fetch-site': 'same-origin',
    },
    payload: `${parts.join('')}--${boundary}--\r\n`,
  });
}

const located = (answer: { headers: Record<string, unknown> }) => String(answer.headers['location']);

describe('files at the desk', () => {
  it('reads a kind and a process in after a look, as a draft that is published with its people', async () => {
    const desk = await editor();
    const kind = { name: 'tipo.json', text: JSON.stringify(exampleKind()) };
    const sent = await send(desk, { kind: 'kind' }, kind);
    expect(readPage(await desk.get(located(sent))).notices).toContain('Se crearía: defensor-de-ejemplo 1');
    const taken = await desk.post(`${located(sent)}/importar`);
    expect(located(taken)).toBe(`${ROOT}?hecho=imported`);

    const process = { name: 'proceso.json', text: JSON.stringify(exampleProcess()) };
    const preview = located(await send(desk, { kind: 'process' }, process));
    const shown = readPage(await desk.get(preview));
    expect(shown.notices).toContain('Se crearía: defensor-2026');
    expect(shown.$('tbody').text()).toContain('2 datos sin fuente');
    const before = await site.deps.db.selectFrom('selections').select('id').execute();
    expect(before).toEqual([]);

    const done = await Promise.all([desk.post(`${preview}/importar`), desk.post(`${preview}/importar`)]);
    const own = `${ROOT}/${(await site.deps.db.selectFrom('selections').select('id').executeTakeFirstOrThrow()).id}`;
    expect(done.map((one) => (one.statusCode === 303 ? located(one) : 404))).toContain(
      `${own}?hecho=imported`,
    );
    const people = () => site.deps.db.selectFrom('people').select('status').execute();
    expect(new Set((await people()).map(({ status }) => status))).toEqual(new Set(['draft']));
    const page = readPage(await desk.get(own));
    expect(page.$('main').text()).toContain('Es un borrador');
    expect(page.$('main').text()).toContain('Dicen que votarán');
    expect((await makeVisitor(site.app).get('/elecciones/defensor-2026')).statusCode).toBe(404);

    const published = await desk.post(`${own}/estado`, { to: 'published', version: '1' });
    expect(located(published)).toBe(`${own}?hecho=published`);
    expect((await makeVisitor(site.app).get('/elecciones/defensor-2026')).statusCode).toBe(200);
    expect(new Set((await people()).map(({ status }) => status))).toEqual(new Set(['published']));
    // A second time there is nothing to read in.
    const again = located(await send(desk, { kind: 'process' }, process));
    expect(readPage(await desk.get(again)).$('form[action$="importar"]').length).toBe(0);
    const file = await desk.get(`${own}/proceso.json`);
    expect(file.json<{ events: unknown[] }>().events.length).toBe(4);
  });

  it('shows the rows of a list that stay outside, and the columns that nobody reads', async () => {
    const { id } = await insertProcess(site.deps.db, { title: 'Proceso con lista' });
    const desk = await editor();
    const text =
      'nombre,expediente,color,fecha,estado\nAna Ficticia,1,azul,ayer,filed\nBlas Ficticio,2,rojo,2026-02-01,filed\n';
    const fields = { kind: 'candidate', process: id, publisher: 'Comisión de Prueba' };
    const preview = located(await send(desk, fields, { name: 'lista.csv', text }));
    const page = readPage(await desk.get(preview));
    expect(page.$('main').text()).toContain('color');
    expect(page.$('main').text()).toContain('línea 2');
    const done = await desk.post(`${preview}/importar`);
    expect(located(done)).toBe(`${preview}?hecho=imported_rest`);
    const rows = await site.deps.db
      .selectFrom('candidacies')
      .select('name')
      .where('selection_id', '=', id)
      .execute();
    expect(rows.map(({ name }) => name)).toEqual(['Blas Ficticio']);
    // What stayed outside waits for somebody; there is nothing more to read in as it is.
    const rest = readPage(await desk.get(preview));
    expect(rest.$('main').text()).toContain('línea 2');
    expect(rest.$('form[action$="importar"]').length).toBe(0);
    await desk.post(`${preview}/descartar`);
    expect((await desk.get(preview)).statusCode).toBe(404);
  });

  it('asks for what a list needs, and says of a broken file what is wrong with it', async () => {
    const desk = await editor();
    const blank = await send(desk, { kind: 'vote', process: 'nada', publisher: '' }, undefined);
    expect(blank.statusCode).toBe(422);
    expect(readPage(blank).faults).toEqual([
      'Elija el proceso de la lista',
      'Escriba quién publica la lista',
      'Elija un archivo',
    ]);
    expect((await send(desk, { kind: 'otra' }, { name: 'x.json', text: '{}' })).statusCode).toBe(422);
    const words = '<script>alert(1)</script>';
    const broken = { name: `${words}.json`, text: JSON.stringify({ slug: words }) };
    const page = await desk.get(located(await send(desk, { kind: 'process' }, broken)));
    expect(page.body).not.toContain(words);
    expect(readPage(page).notices).toContain('Así no se puede importar');
    expect(readPage(page).$('form[action$="importar"]').length).toBe(0);
    const thrown = await desk.post(`${located(await send(desk, { kind: 'process' }, broken))}/descartar`);
    expect(located(thrown)).toBe(`${ROOT}?hecho=dropped`);
  });
});

describe('the state of a process', () => {
  it('needs a reason once it is public, and of two at once the second is told', async () => {
    const { id, slug } = await insertProcess(site.deps.db, { title: 'Proceso por archivar' });
    const desk = await editor();
    const state = `${ROOT}/${id}/estado`;
    const silent = await desk.post(state, { to: 'archived', version: '1' });
    expect([silent.statusCode, ...readPage(silent).faults]).toEqual([422, 'Diga por qué']);
    const reason = 'Está dos veces.';
    const both = await Promise.all(
      ['archived', 'draft'].map((to) => desk.post(state, { to, version: '1', reason })),
    );
    expect(both.map(located).filter((one) => one.endsWith('hecho=changed')).length).toBe(1);
    expect((await makeVisitor(site.app).get(`/elecciones/${slug}`)).statusCode).not.toBe(200);
    const forged = await desk.post(state, { to: 'secret', version: '2', reason });
    expect(located(forged)).toBe(`${ROOT}/${id}?hecho=not_now`);
    const past = await site.deps.db
      .selectFrom('history')
      .select(['action', 'reason'])
      .where('record_id', '=', id)
      .execute();
    expect(past.length).toBe(1);
    expect(past[0]?.reason).toBe(reason);
  });
});
