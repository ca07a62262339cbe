/** The bodies of a process, its objections and its tables written at the desk, each with its source. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { outcomeOf, sendForm } from '../../../../test/harness/sent-form.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../../test/harness/visitor.ts';
import { insertProcess } from '../fixtures.ts';
import { bytesOf } from '../example-files.ts';
import { importProcess, processFileOf } from '../index.ts';

const site = useApp();
const ACTOR = { kind: 'system', what: 'test' } as const;
const SOURCE = { source_title: 'Acta de la sesión 1', source_publisher: 'Comisión de Prueba' };

async function desk() {
  const { id, slug, ids, source } = await insertProcess(site.deps.db, {
    title: `Proceso de la mesa ${crypto.randomUUID().slice(0, 6)}`,
    candidacies: [{ key: 'ana', name: 'Ana Ficticia', states: [{ key: 'e', state: 'filed' }] }],
  });
  const editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
  const root = `/admin/elecciones/${id}`;
  const send = async (below: string, fields: Record<string, string | string[]>, at?: string) =>
    outcomeOf(await sendForm(editor, `${root}/${below}`, fields, at));
  const read = async (below = '') => (await makeVisitor(site.app).get(`/elecciones/${slug}${below}`)).body;
  return { id, slug, editor, root, send, read, source, ana: ids.get('ana') ?? '' };
}

const holdersOf = (id: string) =>
  site.deps.db
    .selectFrom('seat_holders')
    .select(['id', 'name', 'seat_id', 'person_id', 'starts', 'ends'])
    .where('selection_id', '=', id)
    .orderBy('position')
    .execute();

describe('a commission at the desk', () => {
  it('is entered body by body, place by place, with changes, and comes back from a file unchanged', async () => {
    const { id, slug, root, send, read } = await desk();
    const saved = `${root}/comision?hecho=saved`;
    expect(
      await send('comision/organos/nuevo', {
        key: 'comision',
        name: 'Comisión de Prueba',
        entitled: '2',
        ...SOURCE,
      }),
    ).toBe(saved);
    expect(
      await send('comision/integrantes/nuevo', {
        name: 'Iris Inventada',
        body: 'comision',
        label: 'Decanatura primera',
        group: 'decanos',
        chosen_by: 'Por su cargo',
        sworn_on: '2026-01-20',
        starts: '2026-01-20',
        ...SOURCE,
      }),
    ).toBe(saved);
    const [iris] = await holdersOf(id);
    expect(await read('/comision')).toContain('Iris Inventada');
    const form = `comision/integrantes/${iris?.id}`;
    expect(await send(form, { ends: '2026-02-10', reason: 'Renunció.' })).toBe(saved);
    expect(
      await send('comision/integrantes/nuevo', {
        name: 'Juno Inventado',
        seat: iris?.seat_id ?? '',
        starts: '2026-02-11',
        ...SOURCE,
      }),
    ).toBe(saved);
    const holders = await holdersOf(id);
    expect(holders.map(({ name, starts, ends }) => [name, starts, ends])).toEqual([
      ['Iris Inventada', '2026-01-20', '2026-02-10'],
      ['Juno Inventado', '2026-02-11', null],
    ]);
    expect(holders[0]?.seat_id).toBe(holders[1]?.seat_id);
    expect(holders.every(({ person_id: person }) => person !== null)).toBe(true);
    const file = await processFileOf(site.deps.db, slug);
    const again = await importProcess(site.deps, ACTOR, bytesOf(file));
    expect([again.ok, again.citations, again.changes.get('seat_holders')]).toEqual([
      true,
      { added: 0, removed: 0 },
      { created: 0, changed: 0, left: 2, removed: 0 },
    ]);
  });

  it('refuses what cannot be: no place, another person, reversed days, what others depend on', async () => {
    const { id, editor, root, send } = await desk();
    await send('comision/organos/nuevo', { key: 'comision', name: 'Comisión de Prueba', ...SOURCE });
    expect(await send('comision/organos/nuevo', { key: 'comision', name: 'Otra', ...SOURCE })).toEqual([
      422,
      'Ese órgano ya está: corríjalo en lugar de agregarlo',
    ]);
    const one = { name: 'Iris Inventada', body: 'comision', ...SOURCE };
    expect(await send('comision/integrantes/nuevo', one)).toEqual([
      422,
      'Elija un puesto, o diga cómo se llama el nuevo',
    ]);
    const placed = { ...one, label: 'Decanatura' };
    expect(await send('comision/integrantes/nuevo', { ...placed, group: 'nadie' })).toEqual([
      422,
      'Ese grupo no es de este órgano',
    ]);
    expect(
      await send('comision/integrantes/nuevo', { ...placed, starts: '2026-02', ends: '2026-01' }),
    ).toEqual([422, 'Termina antes de empezar']);
    expect(await send('comision/integrantes/nuevo', { ...placed, person: 'nadie-de-aqui' })).toEqual([
      422,
      'En Justiciapedia no hay nadie con esa dirección',
    ]);
    expect(
      await send('comision/integrantes/nuevo', { ...placed, source_title: '', source_publisher: '' }),
    ).toEqual([422, 'Diga de dónde es: elija una fuente o escriba una']);
    expect(await holdersOf(id)).toEqual([]);
    await send('comision/integrantes/nuevo', placed);
    const [iris] = await holdersOf(id);
    const form = `comision/integrantes/${iris?.id}`;
    expect(await send(form, { name: 'Otro Nombre Distinto', reason: 'Error.' })).toEqual([
      422,
      'Parece otra persona. Un nombre mal escrito se corrige; otra persona se agrega aparte y con su fuente',
    ]);
    expect(await send(form, { name: 'Iris Ynventada', reason: 'Se leyó mal.' })).toBe(
      `${root}/comision?hecho=saved`,
    );
    const seat = `comision/puestos/${iris?.seat_id}`;
    expect(await send(seat, { reason: 'Sobra.' }, '/quitar')).toEqual([422]);
    const record = await site.deps.db
      .selectFrom('people')
      .select(['id', 'slug'])
      .where('id', '=', iris?.person_id ?? '')
      .executeTakeFirstOrThrow();
    const after = await send(form, { reason: 'No la integra.' }, '/quitar');
    expect(after).toBe(`${root}/comision?hecho=holder_removed&ficha=${record.slug}`);
    // What was made for her stays, and the page that says so leads there.
    const told = readPage(await editor.get(String(after)));
    expect(told.$(`main a[href="/admin/justiciapedia/personas/${record.id}"]`).text()).toBe('Abrir su ficha');
    expect(await send(seat, { reason: 'Sobra.' }, '/quitar')).toBe(`${root}/comision?hecho=removed`);
  });

  it('tells the second of two editors what the first has written', async () => {
    const { id, editor, root, send } = await desk();
    await send('comision/organos/nuevo', { key: 'comision', name: 'Comisión de Prueba', ...SOURCE });
    const body = await site.deps.db
      .selectFrom('selection_bodies')
      .select('id')
      .where('selection_id', '=', id)
      .executeTakeFirstOrThrow();
    const form = `${root}/comision/organos/${body.id}`;
    const page = readPage(await editor.get(form));
    const keep = page.$('input[name=keep]').attr('value') ?? '';
    const version = page.$('input[name=version]').attr('value') ?? '';
    const own = { key: 'comision', keep, version, reason: 'El acta lo dice.' };
    await editor.post(form, { ...own, name: 'Comisión primera' });
    const second = await editor.post(form, { ...own, name: 'Comisión segunda' });
    const told = readPage(second);
    expect([second.statusCode, ...told.faults]).toEqual([
      422,
      'Alguien cambió este proceso mientras usted escribía. Revise y guarde de nuevo.',
    ]);
    expect(told.$('input[name=name]').attr('value')).toBe('Comisión segunda');
    expect(told.$('.notice').text()).toContain('Comisión primera');
  });
});

describe('objections at the desk', () => {
  const FILED = {
    filer_kind: 'organisation',
    filer: 'Asociación de Prueba',
    ground: 'Falta de idoneidad',
    admissibility: 'admitted',
    outcome: 'no_effect',
    answer: 'Presenté las constancias.',
    filed_on: '2026-02-01',
    decided_on: '2026-02-08',
    ...SOURCE,
  };

  it('stand with their answer beside them, and name no private person', async () => {
    const { ana, root, send, read, id } = await desk();
    const fresh = `aspirantes/${ana}/objeciones/nueva`;
    expect(await send(fresh, { ...FILED, filer_kind: 'individual', filer: 'Una Vecina Ficticia' })).toEqual([
      422,
      'El nombre de una persona particular no se publica. Déjelo en blanco, o diga qué organización o institución fue',
    ]);
    expect(await send(fresh, { ...FILED, decided_on: '2026-01-08' })).toEqual([
      422,
      'Termina antes de empezar',
    ]);
    expect(await send(fresh, { ...FILED, answer: 'Mi DPI es 2547 18390 0101' })).toEqual([
      422,
      'El texto lleva un número con el que el Estado identifica a personas, o una dirección. Quítelo',
    ]);
    expect(await send(fresh, FILED)).toBe(`${root}/aspirantes/${ana}?hecho=saved`);
    const page = await read('/objeciones');
    expect(page).toContain('Falta de idoneidad');
    expect(page).toContain('Presenté las constancias.');
    const objection = await site.deps.db
      .selectFrom('candidacy_objections')
      .select('id')
      .where('selection_id', '=', id)
      .executeTakeFirstOrThrow();
    const form = `aspirantes/${ana}/objeciones/${objection.id}`;
    expect(await send(form, { outcome: 'pending' })).toEqual([422, 'Diga por qué']);
    expect(await send(form, { reason: 'Se retiró.' }, '/quitar')).toBe(
      `${root}/aspirantes/${ana}?hecho=removed`,
    );
    expect(await read('/objeciones')).not.toContain('Falta de idoneidad');
  });
});
