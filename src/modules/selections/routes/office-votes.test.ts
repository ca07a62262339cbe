/** Tables of grades, points, rounds and the vote of each member written at the desk. */
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
  const { id, slug, ids } = await insertProcess(site.deps.db, {
    title: `Proceso de la mesa ${crypto.randomUUID().slice(0, 6)}`,
    bodies: [
      {
        key: 'comision',
        name: 'Comisión de Prueba',
        entitled: 2,
        seats: [
          {
            key: 'uno',
            label: 'Decanatura primera',
            holders: [
              { key: 'iris', name: 'Iris Inventada', starts: '2026-01-20', ends: '2026-02-10' },
              { key: 'juno', name: 'Juno Inventado', starts: '2026-02-11' },
            ],
          },
          { key: 'dos', label: 'Decanatura segunda', holders: [{ key: 'kena', name: 'Kena Inventada' }] },
        ],
      },
    ],
    candidacies: [
      { key: 'ana', name: 'Ana Ficticia', states: [{ key: 'e', state: 'filed' }] },
      { key: 'blas', name: 'Blas Ficticio', states: [] },
    ],
  });
  const editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
  const root = `/admin/elecciones/${id}`;
  const send = async (below: string, fields: Record<string, string | string[]>, at?: string) =>
    outcomeOf(await sendForm(editor, `${root}/${below}`, fields, at));
  const read = async (below = '') =>
    readPage(await makeVisitor(site.app).get(`/elecciones/${slug}${below}`))
      .$('main')
      .text();
  const idOf = (key: string) => ids.get(key) ?? '';
  return { id, slug, editor, root, send, read, idOf };
}

/** Last part of where it led, without the query. */
const madeIn = (led: string | (string | number)[]): string =>
  String(led).split('?')[0]?.split('/').at(-1) ?? '';

describe('rounds at the desk', () => {
  const ROUND = {
    matter: 'Integrar la nómina',
    number: '1',
    on: '2026-03-02',
    threshold: 'dos-tercios',
    ...SOURCE,
  };

  it('take the vote of each member who sat on that day, and say what is not there', async () => {
    const { id, slug, editor, root, send, read, idOf } = await desk();
    const round = madeIn(await send('votaciones/nueva', ROUND));
    const fresh = `votaciones/${round}/resultados/nuevo?aspirante=${idOf('ana')}`;
    const form = readPage(await editor.get(`${root}/${fresh}`));
    expect(
      form
        .$('.ballot legend')
        .toArray()
        .map((one) => form.$(one).text()),
    ).toEqual(['Juno Inventado', 'Kena Inventada']);
    const back = `${root}/votaciones/${round}?hecho=saved`;
    const juno = `ballots.${idOf('juno')}`;
    const kena = `ballots.${idOf('kena')}`;
    expect(await send(fresh, { [juno]: 'for', [`reasons.${idOf('juno')}`]: 'Por su trayectoria.' })).toBe(
      back,
    );
    // One vote is there, one is not: no abstention, no absence, no result.
    const stored = await site.deps.db.selectFrom('ballots').select(['choice', 'reason']).execute();
    expect(stored).toEqual([{ choice: 'for', reason: 'Por su trayectoria.' }]);
    expect(await read('/votaciones')).toContain('Registro incompleto');
    const data = `votaciones/${round}/datos`;
    expect(await send(data, { complete: 'yes', reason: 'Terminó.' })).toEqual([
      422,
      'Todavía no están todos los votos: en un resultado hay 1 de 2',
    ]);
    const { id: result } = await site.deps.db
      .selectFrom('round_results')
      .select('id')
      .where('round_id', '=', round)
      .executeTakeFirstOrThrow();
    const own = `votaciones/${round}/resultados/${result}`;
    expect(await send(own, { [kena]: 'against' })).toEqual([422, 'Diga por qué']);
    expect(await send(own, { [kena]: 'against', reason: 'Faltaba.' })).toBe(back);
    expect(await send(data, { complete: 'yes', reason: 'Terminó.' })).toBe(back);
    expect(await send(own, { [kena]: 'unrecorded', reason: 'Se quita.' })).toEqual([
      422,
      'La ronda dice que están todos los votos y aquí hay 1 de 2. Quite antes esa marca en los datos de la ronda',
    ]);
    const page = await read('/votaciones');
    expect([
      page.includes('Registro incompleto'),
      page.includes('1 a favor'),
      page.includes('1 en contra'),
    ]).toEqual([false, true, true]);
    const file = await processFileOf(site.deps.db, slug);
    const again = await importProcess(site.deps, ACTOR, bytesOf(file));
    expect([again.ok, again.changes.get('ballots'), again.changes.get('vote_rounds')]).toEqual([
      true,
      { created: 0, changed: 0, left: 2, removed: 0 },
      { created: 0, changed: 0, left: 1, removed: 0 },
    ]);
    expect(await send(data, { reason: 'Sobra.' }, '/quitar')).toEqual([422]);
    expect(await send(own, { reason: 'Sobra.' }, '/quitar')).toBe(
      `${root}/votaciones/${round}?hecho=removed`,
    );
    expect(await send(data, { reason: 'Sobra.' }, '/quitar')).toBe(`${root}/votaciones?hecho=removed`);
    const left = await site.deps.db
      .selectFrom('vote_rounds')
      .select('id')
      .where('selection_id', '=', id)
      .execute();
    expect(left).toEqual([]);
  });

  it('refuse a vote of somebody not seated, more votes than members, and a result twice', async () => {
    const { editor, root, send, idOf } = await desk();
    const round = madeIn(await send('votaciones/nueva', ROUND));
    const fresh = `votaciones/${round}/resultados/nuevo?aspirante=${idOf('ana')}`;
    const version =
      readPage(await editor.get(`${root}/${fresh}`))
        .$('input[name=version]')
        .attr('value') ?? '';
    // Who no longer sits is no choice; sent all the same, it is nobody's vote.
    await editor.post(`${root}/${fresh}`, { version, [`ballots.${idOf('iris')}`]: 'for' });
    expect(
      await site.deps.db
        .selectFrom('ballots')
        .select('holder_id')
        .where('holder_id', '=', idOf('iris'))
        .execute(),
    ).toEqual([]);
    const other = `votaciones/${round}/resultados/nuevo?aspirante=${idOf('blas')}`;
    expect(await send(other, { for: '3' })).toEqual([
      422,
      'Son más votos que personas. Si la fuente lo imprime así, marque «Así está impreso»',
    ]);
    expect(await send(other, { for: '3', as_printed: 'yes' })).toBe(
      `${root}/votaciones/${round}?hecho=saved`,
    );
    expect(await send(other, { for: '1' })).toEqual([
      422,
      'Esta ronda ya tiene ese resultado: corríjalo en lugar de agregarlo',
    ]);
    const option = `votaciones/${round}/resultados/nuevo`;
    expect(await send(option, {})).toEqual([422, 'Diga qué se votó']);
    const { id: result } = await site.deps.db
      .selectFrom('round_results')
      .select('id')
      .where('candidacy_id', '=', idOf('blas'))
      .executeTakeFirstOrThrow();
    await send(`votaciones/${round}/resultados/${result}`, {
      [`ballots.${idOf('juno')}`]: 'for',
      reason: 'Consta en el acta.',
    });
    // The round cannot be moved to a day on which who voted did not sit.
    expect(await send(`votaciones/${round}/datos`, { on: '2026-01-25', reason: 'Otra fecha.' })).toEqual([
      422,
      'Juno Inventado no integraba el órgano ese día: su voto no puede contarse',
    ]);
    expect(
      await send(`comision/integrantes/${idOf('juno')}`, {
        starts: '2026-03-05',
        reason: 'Otra fecha.',
        ...SOURCE,
      }),
    ).toEqual([422, 'Hay votos suyos de un día en que, con estas fechas, no integraba el órgano']);
    expect(await send(`comision/integrantes/${idOf('juno')}`, { reason: 'Sobra.' }, '/quitar')).toEqual([
      422,
    ]);
  });
});

describe('tables and points at the desk', () => {
  it('keep maxima, refuse what is over them unless it is printed so, and never write a zero for a blank', async () => {
    const { slug, root, send, read, idOf } = await desk();
    const led = await send('tablas/nueva', {
      title: 'Tabla primera',
      adopted: 'yes',
      votes_for: '2',
      present: '2',
      'label._0': 'Aspecto académico',
      'max._0': '30',
      'label._1': 'Experiencia',
      'max._1': '70',
      'label._2': 'Doctorado',
      'max._2': '30',
      'part._2': '_0',
      ...SOURCE,
    });
    expect(led).toBe(`${root}/tablas?hecho=saved`);
    const { id: rubric } = await site.deps.db
      .selectFrom('rubrics')
      .select('id')
      .where('title', '=', 'Tabla primera')
      .executeTakeFirstOrThrow();
    const aspects = await site.deps.db
      .selectFrom('rubric_aspects')
      .select(['key', 'parent_key', 'max'])
      .where('rubric_id', '=', rubric)
      .orderBy('position')
      .execute();
    expect(aspects.map(({ key, parent_key: above }) => [key, above])).toEqual([
      ['aspecto-academico', ''],
      ['experiencia', ''],
      ['doctorado', 'aspecto-academico'],
    ]);
    await send('punteos/nueva', { title: 'Hoja final', rubric, grader: 'La comisión', ...SOURCE });
    const { id: sheet } = await site.deps.db
      .selectFrom('gradings')
      .select('id')
      .where('rubric_id', '=', rubric)
      .executeTakeFirstOrThrow();
    const form = `punteos/${sheet}/aspirantes/${idOf('ana')}`;
    expect(await send(form, { 'points.aspecto-academico': '51' })).toEqual([
      422,
      '«Aspecto académico» admite 30 como máximo. Si la fuente imprime más, marque «Así está impreso»',
    ]);
    const saved = `${root}/punteos/${sheet}?hecho=saved`;
    expect(await send(form, { 'points.aspecto-academico': '51', as_printed: 'yes' })).toBe(saved);
    const points = async () =>
      await site.deps.db
        .selectFrom('scores')
        .select(['aspect_key', 'value'])
        .where('grading_id', '=', sheet)
        .execute();
    expect(await points()).toEqual([{ aspect_key: 'aspecto-academico', value: '51' }]);
    const page = await read('/aspirantes/ana');
    expect([page.includes('supera el máximo'), page.includes('No consta')]).toEqual([true, true]);
    expect(await send(form, { 'points.experiencia': '0' })).toEqual([422, 'Diga por qué']);
    expect(
      await send(form, { 'points.aspecto-academico': '', 'points.experiencia': '0', reason: 'Se leyó mal.' }),
    ).toBe(saved);
    expect(await points()).toEqual([{ aspect_key: 'experiencia', value: '0' }]);
    // What has points cannot go; the sheet neither.
    expect(
      await send(`tablas/${rubric}`, { 'label.experiencia': '', 'max.experiencia': '', reason: 'Sobra.' }),
    ).toEqual([422, 'Hay punteos de este aspecto: quítelos antes de quitarlo']);
    expect(await send(`punteos/${sheet}/datos`, { reason: 'Sobra.' }, '/quitar')).toEqual([422]);
    expect(await send(`tablas/${rubric}`, { reason: 'Sobra.' }, '/quitar')).toEqual([422]);
    const file = await processFileOf(site.deps.db, slug);
    const again = await importProcess(site.deps, ACTOR, bytesOf(file));
    expect([again.ok, again.changes.get('scores'), again.changes.get('rubric_aspects')]).toEqual([
      true,
      { created: 0, changed: 0, left: 1, removed: 0 },
      { created: 0, changed: 0, left: 3, removed: 0 },
    ]);
  });

  it('refuse parts that do not make their aspect, and parts of parts', async () => {
    const { send } = await desk();
    const table = {
      title: 'Tabla segunda',
      'label._0': 'Académico',
      'max._0': '30',
      'label._1': 'Títulos',
      'max._1': '20',
      'part._1': '_0',
      ...SOURCE,
    };
    expect(await send('tablas/nueva', table)).toEqual([
      422,
      'Las partes de «Académico» suman 20 y su máximo es 30. Si la fuente lo imprime así, marque «Así está impreso»',
    ]);
    expect(
      await send('tablas/nueva', { ...table, 'label._2': 'Maestría', 'part._2': '_1', as_printed: 'yes' }),
    ).toEqual([422, 'Un aspecto solo puede ser parte de otro que no sea parte de nada']);
    expect(await send('tablas/nueva', { ...table, 'max._3': '5', as_printed: 'yes' })).toEqual([
      422,
      'Diga cómo se llama el aspecto',
    ]);
    expect(await send('tablas/nueva', { ...table, as_printed: 'yes' })).toMatch(/hecho=saved$/);
  });
});
