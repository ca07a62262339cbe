/** What changes from day to day, written at the desk: an event, a state of a candidacy, each with its source. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../../test/harness/visitor.ts';
import { insertProcess } from '../fixtures.ts';
import { importList, importProcess, processFileOf } from '../index.ts';
import { bytesOf } from '../example-files.ts';

const site = useApp();
const ACTOR = { kind: 'system', what: 'test' } as const;

const EVENT = {
  title: 'La comisión sesiona',
  stage: 'votacion',
  on: '2026-03-02',
  basis: 'observed',
  effect: 'none',
  source_title: 'Acta de la sesión 9',
  source_publisher: 'Comisión de Prueba',
  version: '1',
};

async function desk() {
  const { id, slug, ids } = await insertProcess(site.deps.db, {
    title: 'Proceso del día a día',
    candidacies: [{ key: 'ana', name: 'Ana Ficticia', states: [{ key: 'e', state: 'filed' }] }],
  });
  const editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
  return { id, slug, editor, ana: ids.get('ana') ?? '', root: `/admin/elecciones/${id}` };
}

const eventsOf = (id: string) =>
  site.deps.db.selectFrom('selection_events').selectAll().where('selection_id', '=', id).execute();

describe('events at the desk', () => {
  it('are entered with a source, corrected with a reason, and taken away', async () => {
    const { id, slug, editor, root } = await desk();
    const sent = await editor.post(`${root}/sucesos/nuevo`, EVENT);
    expect(sent.headers.location).toBe(`${root}/sucesos?hecho=saved`);
    const [event] = await eventsOf(id);
    const page = async () => (await makeVisitor(site.app).get(`/elecciones/${slug}`)).body;
    expect(await page()).toContain('La comisión sesiona');
    expect(await page()).toContain('Acta de la sesión 9');
    const form = `${root}/sucesos/${event?.id}`;
    const keep = readPage(await editor.get(form))
      .$('input[name=keep]')
      .toArray()
      .map((box) => box.attribs['value'] ?? '');
    expect(keep.length).toBe(1);
    const { source_title: _, source_publisher: __, ...own } = EVENT;
    const change = { ...own, title: 'La comisión sesiona y <b>vota</b>', keep, version: '2' };
    const silent = await editor.post(form, change);
    expect([silent.statusCode, ...readPage(silent).faults]).toEqual([422, 'Diga por qué']);
    await editor.post(form, { ...change, reason: 'El acta dice más.' });
    expect(await page()).toContain('vota&lt;/b>');
    expect((await eventsOf(id)).map(({ key }) => key)).toEqual([event?.key]);
    // Written out and read in again nothing changes, and the source stands once.
    const file = await processFileOf(site.deps.db, slug);
    const again = await importProcess(site.deps, ACTOR, bytesOf(file));
    expect(again.citations).toEqual({ added: 0, removed: 0 });
    expect(again.changes.get('selection_events')).toEqual({ created: 0, changed: 0, left: 1, removed: 0 });

    const version =
      readPage(await editor.get(form))
        .$('input[name=version]')
        .attr('value') ?? '';
    const bare = await editor.post(`${form}/quitar`, { version });
    expect([bare.statusCode, (await eventsOf(id)).length]).toEqual([422, 1]);
    const gone = await editor.post(`${form}/quitar`, { version, reason: 'No ocurrió.' });
    expect(gone.headers.location).toBe(`${root}/sucesos?hecho=removed`);
    expect(await eventsOf(id)).toEqual([]);
    const past = await site.deps.db
      .selectFrom('history')
      .select('reason')
      .where('record_id', '=', id)
      .execute();
    expect(past.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['El acta dice más.', 'No ocurrió.']),
    );
  });

  it('are refused with the same page: forged, without source, in the future, private', async () => {
    const { id, editor, root } = await desk();
    const post = async (fields: Record<string, string>) => {
      const answer = await editor.post(`${root}/sucesos/nuevo`, { ...EVENT, ...fields });
      return [answer.statusCode, ...readPage(answer).faults];
    };
    expect(await post({ stage: 'inventada' })).toEqual([422, 'Este proceso no tiene esa etapa']);
    expect(await post({ source_title: '', source_publisher: '' })).toEqual([
      422,
      'Diga de dónde es: elija una fuente o escriba una',
    ]);
    expect((await post({ on: '2999-01-01' }))[1]).toContain('Ese día todavía no ha llegado');
    expect(await post({ on: '2026-02-30' })).toEqual([422, 'Ese día no existe']);
    expect(await post({ until: '2026-03-01' })).toEqual([422, 'Termina antes de empezar']);
    expect(await post({ effect: 'goes_back' })).toEqual([422, 'Diga a qué etapa vuelve']);
    expect(await post({ source: 'nada', source_title: '', source_publisher: '' })).toHaveLength(2);
    expect((await post({ basis: 'rumor' }))[0]).toBe(422);
    expect((await post({ follows: 'otro-proceso' }))[0]).toBe(422);
    expect((await post({ source_url: 'javascript:alert(1)' }))[0]).toBe(422);
    expect(await eventsOf(id)).toEqual([]);
    expect((await makeVisitor(site.app).post(`${root}/sucesos/nuevo`, EVENT)).statusCode).not.toBe(200);
  });

  it('of two editors at once the second is told, and what is sent twice is there once', async () => {
    const { id, editor, root } = await desk();
    const both = await Promise.all([1, 2].map(() => editor.post(`${root}/sucesos/nuevo`, EVENT)));
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 422]);
    const told = both.find(({ statusCode }) => statusCode === 422);
    expect(told && readPage(told).faults[0]).toContain('Alguien cambió este proceso');
    expect((await eventsOf(id)).length).toBe(1);
  });
});

describe('states of a candidacy at the desk', () => {
  it('go where their date puts them, and a later list finds them', async () => {
    const { id, slug, editor, ana, root } = await desk();
    const states = `${root}/aspirantes/${ana}/estados`;
    const fields = {
      state: 'shortlisted',
      on: '2026-04-01',
      source_title: 'Nómina',
      source_publisher: 'Comisión de Prueba',
    };
    await editor.post(`${states}/nuevo`, { ...fields, version: '1' });
    await editor.post(`${states}/nuevo`, { ...fields, state: 'graded', on: '2026-03-01', version: '2' });
    const stored = () =>
      site.deps.db
        .selectFrom('candidacy_states')
        .select(['id', 'key', 'state'])
        .where('candidacy_id', '=', ana)
        .orderBy('position')
        .execute();
    expect((await stored()).map(({ state }) => state)).toEqual(['filed', 'graded', 'shortlisted']);
    const one = () =>
      site.deps.db.selectFrom('candidacies').select('state').where('id', '=', ana).executeTakeFirst();
    expect(await one()).toEqual({ state: 'shortlisted' });
    const text = 'aspirante,estado,fecha,clave\nAna Ficticia,shortlisted,2026-04-01,ana\n';
    const { bytesInput } = await import('../../officials/index.ts');
    const list = bytesInput('nomina.csv', Buffer.from(text));
    await importList(site.deps, ACTOR, 'candidate', list, {
      process: slug,
      publisher: 'Comisión',
      dryRun: false,
    });
    expect((await stored()).length).toBe(3);
    const last = (await stored()).at(-1)?.id ?? '';
    const version =
      readPage(await editor.get(`${states}/${last}`))
        .$('input[name=version]')
        .attr('value') ?? '';
    await editor.post(`${states}/${last}/quitar`, { version, reason: 'Se anuló la nómina.' });
    expect(await one()).toEqual({ state: 'graded' });
    const counted = await site.deps.db
      .selectFrom('candidacies')
      .select('reached')
      .where('id', '=', ana)
      .executeTakeFirst();
    expect(counted).toEqual({ reached: ['filed', 'graded'] });
    expect((await editor.get(`${root}/aspirantes?buscar=FICTICIA`)).body).toContain('Ana Ficticia');
    const strange = await editor.get(`/admin/elecciones/${id}/aspirantes/${id}`);
    expect(strange.statusCode).toBe(404);
  });
});
