/** What was corrected or taken away at the desk stands in the history of the process, with what it was. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { outcomeOf, sendForm } from '../../../../test/harness/sent-form.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../../test/harness/visitor.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { saveResult } from '../commands/results.ts';
import { changesSince, rowsBefore } from '../commands/row-changes.ts';
import { insertProcess } from '../fixtures.ts';

const site = useApp();

async function desk(status: 'draft' | 'published' = 'published') {
  const { id, ids } = await insertProcess(site.deps.db, {
    title: `Proceso con historial ${crypto.randomUUID().slice(0, 6)}`,
    status,
    bodies: [
      {
        key: 'comision',
        name: 'Comisión de Prueba',
        seats: [{ key: 'uno', label: 'Decanatura', holders: [{ key: 'iris', name: 'Iris Inventada' }] }],
      },
      {
        key: 'pleno',
        name: 'Pleno de Prueba',
        seats: [{ key: 'dos', label: 'Curul', holders: [{ key: 'juno', name: 'Juno Inventado' }] }],
      },
    ],
    candidacies: [
      {
        key: 'ana',
        name: 'Ana Ficticia',
        states: [
          { key: 'e', state: 'filed', on: '2026-01-05' },
          { key: 'x', state: 'excluded', on: '2026-02-05', ground: 'Sin constancia' },
        ],
      },
      {
        key: 'oculta',
        name: 'Sin Fuente Ficticia',
        cite: [],
        states: [{ key: 'e', state: 'filed', ground: 'Secreto' }],
      },
    ],
    rubrics: [
      {
        key: 'tabla',
        title: 'Tabla',
        adopted: true,
        aspects: [{ key: 'uno', label: 'Aspecto uno', max: 30 }],
      },
    ],
    gradings: [
      { key: 'hoja', rubric: 'tabla', title: 'Hoja', scores: [{ candidacy: 'ana', points: { uno: 12 } }] },
    ],
    objections: [
      {
        key: 'o',
        candidacy: 'ana',
        ground: 'Falta de idoneidad',
        filer_kind: 'individual',
        filer: 'Una Vecina Ficticia',
      },
    ],
    rounds: [
      {
        key: 'r',
        body: 'comision',
        number: 3,
        matter: 'Integrar la nómina',
        results: [
          {
            candidacy: 'ana',
            for: 1,
            ballots: [
              { holder: 'iris', choice: 'for', reason: 'Por su trayectoria.' },
              { holder: 'juno', choice: 'against' },
            ],
          },
        ],
      },
    ],
  });
  const editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
  const idOf = (key: string) => ids.get(key) ?? '';
  const send = async (below: string, fields: Record<string, string>, at?: string) =>
    outcomeOf(await sendForm(editor, `/admin/elecciones/${id}/${below}`, fields, at));
  const reader = makeVisitor(site.app);
  const list = async () => readPage(await reader.get(`/historial/eleccion/${id}`));
  /** Of the newest version: each thing that changed, with both sides. */
  const told = async () => {
    const versions = await list();
    const href = versions.$('main a[href*="/historial/"]').first().attr('href') ?? '';
    const page = readPage(await reader.get(href));
    page.$('.visually-hidden, .difference-name').remove();
    return page
      .$('.difference-field:has(.difference)')
      .toArray()
      .map((one) => [
        page.$(one).find('h3').text(),
        ...page
          .$(one)
          .find('.difference-side')
          .toArray()
          .map((cell) => page.$(cell).text().trim())
          .filter((text) => text !== 'Ya no está'),
      ]);
  };
  return { id, idOf, send, list, told, ana: idOf('ana') };
}

const rowOf = async (
  table: 'round_results' | 'candidacy_objections',
  column: 'round_id' | 'selection_id',
  id: string,
) =>
  (
    await site.deps.db
      .selectFrom(table)
      .select('id')
      .where(column as never, '=', id as never)
      .executeTakeFirstOrThrow()
  ).id;

describe('the history of a process', () => {
  it('keeps what a state said before it was corrected, and before it was taken away', async () => {
    const { ana, idOf, send, told, list } = await desk();
    const state = `aspirantes/${ana}/estados/${idOf('ana.x')}`;
    await send(state, { ground: 'Sin finiquito', on: '2026-02-06', reason: 'El aviso dice otra cosa.' });
    expect(await told()).toEqual([
      [
        'Estados de candidaturas: Ana Ficticia',
        'Fecha: 5 de febrero de 2026',
        'Fecha: 6 de febrero de 2026',
        'Motivo: Sin constancia',
        'Motivo: Sin finiquito',
      ],
    ]);
    expect((await list()).$('main').text()).toContain('estados de candidaturas');
    await send(state, { reason: 'Se anuló.' }, '/quitar');
    const [counts, gone] = await told();
    expect(counts?.[0]).toBe('Filas de cada cosa');
    expect(gone).toEqual([
      'Estados de candidaturas: Ana Ficticia',
      'Estado: Exclusión',
      'Fecha: 6 de febrero de 2026',
      'Motivo: Sin finiquito',
    ]);
  });

  it('keeps votes and points row by row, and only those that changed', async () => {
    const { idOf, send, told, ana } = await desk();
    const result = await rowOf('round_results', 'round_id', idOf('r'));
    await send(`votaciones/${idOf('r')}/resultados/${result}`, {
      [`ballots.${idOf('iris')}`]: 'abstained',
      reason: 'Se leyó mal.',
    });
    expect(await told()).toEqual([
      [
        'Votos: Ronda 3: Integrar la nómina · Ana Ficticia',
        'Iris Inventada: A favor',
        'Iris Inventada: Abstención',
      ],
    ]);
    await send(`punteos/${idOf('hoja')}/aspirantes/${ana}`, { 'points.uno': '21', reason: 'Se leyó mal.' });
    expect(await told()).toEqual([['Punteos: Hoja · Ana Ficticia', 'Aspecto uno: 12', 'Aspecto uno: 21']]);
    await send(`punteos/${idOf('hoja')}/aspirantes/${ana}`, { 'points.uno': '', reason: 'No consta.' });
    expect(await told()).toEqual([
      ['Punteos: Hoja · Ana Ficticia', 'Aspecto uno: 21', 'Aspecto uno: no consta'],
    ]);
    await send(`votaciones/${idOf('r')}/resultados/${result}`, { reason: 'No se votó.' }, '/quitar');
    const gone = await told();
    expect(gone.map(([what]) => what)).toEqual([
      'Resultados de ronda: Ronda 3: Integrar la nómina · Ana Ficticia',
      'Votos: Ronda 3: Integrar la nómina · Ana Ficticia',
    ]);
    expect(gone[1]).toContain('Juno Inventado: En contra');
  });

  it('says of an objection what it was, and never which private person filed it', async () => {
    const { id, ana, send, told } = await desk();
    const objection = await rowOf('candidacy_objections', 'selection_id', id);
    await send(`aspirantes/${ana}/objeciones/${objection}`, { reason: 'Se retiró.' }, '/quitar');
    const [gone] = await told();
    expect(gone?.slice(0, 3)).toEqual([
      'Objeciones: Ana Ficticia',
      'Quién la presentó: Una persona',
      'Motivo: Falta de idoneidad',
    ]);
    const rows = await site.deps.db
      .selectFrom('history')
      .select('content')
      .where('record_id', '=', id)
      .execute();
    expect(JSON.stringify(rows)).toContain('Falta de idoneidad');
    expect(JSON.stringify(rows)).not.toContain('Vecina');
  });

  it('keeps no private filer and no private number that a correction takes out', async () => {
    const { id, ana, idOf, send, told } = await desk();
    const objection = await rowOf('candidacy_objections', 'selection_id', id);
    const leaked = { filer_kind: 'organisation' as const, filer: 'Una Vecina Ficticia' };
    const leak = (ground: string) =>
      site.deps.db
        .updateTable('candidacy_objections')
        .set({ ...leaked, ground })
        .where('id', '=', objection)
        .execute();
    const form = `aspirantes/${ana}/objeciones/${objection}`;
    await leak('Firma con DPI 1234 56789 0101');
    await send(form, { filer_kind: 'individual', filer: '', ground: 'Firma', reason: 'Es una persona.' });
    const [corrected] = await told();
    expect(corrected).toEqual([
      'Objeciones: Ana Ficticia',
      'Quién la presentó: Una organización',
      'Quién la presentó: Una persona',
      expect.stringMatching(/^Motivo: Firma con .*▇▇▇$/),
      'Motivo: Firma',
    ]);
    await leak('Falta de idoneidad');
    await send(form, { filer: 'Otra Organización Ficticia', reason: 'Se leyó mal.' });
    expect((await told())[0]?.slice(1)).toEqual([
      expect.stringContaining('Una Vecina Ficticia'),
      expect.stringContaining('Otra Organización Ficticia'),
    ]);
    await site.deps.db.deleteFrom('history').where('record_id', '=', id).execute();
    await leak('Falta de idoneidad');
    await send(form, { reason: 'Se retiró.' }, '/quitar');
    const state = `aspirantes/${ana}/estados/${idOf('ana.x')}`;
    await site.deps.db
      .updateTable('candidacy_states')
      .set({ ground: 'DPI 1234 56789 0101' })
      .where('id', '=', idOf('ana.x'))
      .execute();
    await send(state, { reason: 'Se anuló.' }, '/quitar');
    const rows = await site.deps.db
      .selectFrom('history')
      .select('content')
      .where('record_id', '=', id)
      .execute();
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).toContain('Falta de idoneidad');
    expect(JSON.stringify(rows)).not.toMatch(/Vecina|56789/);
  });

  it('tells nothing of what cites nothing, and nothing of drafts', async () => {
    const { id, idOf, send } = await desk();
    await withTransaction(site.deps.db, async (trx) => {
      await rowsBefore(trx, id, {});
      await trx
        .updateTable('candidacy_states')
        .set({ ground: 'Otro secreto' })
        .where('id', '=', idOf('oculta.e'))
        .execute();
      await trx
        .updateTable('candidacy_states')
        .set({ ground: 'Otro motivo' })
        .where('id', '=', idOf('ana.x'))
        .execute();
      expect(await changesSince(trx, id, {})).toEqual({
        groups: [
          {
            sort: 'candidacy_states',
            of: ['Ana Ficticia'],
            rows: [{ line: '', before: { ground: 'Sin constancia' }, after: { ground: 'Otro motivo' } }],
          },
        ],
        more: 0,
      });
    });
    expect(
      await send(`aspirantes/${idOf('ana')}/estados/${idOf('ana.e')}`, { on: '2026-01-06', reason: 'x' }),
    ).toMatch(/saved/);
    const draft = await desk('draft');
    await draft.send(`aspirantes/${draft.ana}/estados/${draft.idOf('ana.x')}`, {
      ground: 'Otro',
      reason: 'x',
    });
    const past = await site.deps.db
      .selectFrom('history')
      .select('id')
      .where('record_id', '=', draft.id)
      .execute();
    expect(past).toEqual([]);
  });

  it('counts new rows beyond a few, and loses none that was there', async () => {
    const { id, idOf } = await desk();
    const found = await withTransaction(site.deps.db, async (trx) => {
      await rowsBefore(trx, id, {});
      const option = (at: number) => ({
        round_id: idOf('r'),
        candidacy_id: null,
        option: `Opción ${at}`,
        position: at + 5,
        votes_for: at,
        votes_against: null,
        abstained: null,
        absent: null,
        entered: null,
      });
      await trx
        .insertInto('round_results')
        .values(Array.from({ length: 100 }, (_, at) => option(at)))
        .execute();
      await trx.updateTable('ballots').set({ choice: 'absent' }).execute();
      return await changesSince(trx, id, {});
    });
    const rows = found.groups.flatMap(({ sort, rows: own }) => own.map((row) => [sort, row.before === null]));
    expect([found.more, rows.filter(([, isNew]) => isNew === true).length]).toEqual([40, 60]);
    expect(rows.filter(([sort]) => sort === 'ballots')).toEqual([
      ['ballots', false],
      ['ballots', false],
    ]);
  });
});

describe('the form of a result', () => {
  const ballotsOf = (result: string) =>
    site.deps.db
      .selectFrom('ballots')
      .select(['holder_id', 'choice'])
      .where('result_id', '=', result)
      .orderBy('choice')
      .execute();

  it('draws the votes of another body that a file brought, and keeps them', async () => {
    const { idOf, send } = await desk();
    const result = await rowOf('round_results', 'round_id', idOf('r'));
    const form = `votaciones/${idOf('r')}/resultados/${result}`;
    await send(form, { [`ballots.${idOf('iris')}`]: 'absent', reason: 'Se leyó mal.' });
    expect(await ballotsOf(result)).toEqual([
      { holder_id: idOf('iris'), choice: 'absent' },
      { holder_id: idOf('juno'), choice: 'against' },
    ]);
    await send(form, { [`ballots.${idOf('juno')}`]: 'unrecorded', reason: 'No es de este órgano.' });
    expect(await ballotsOf(result)).toEqual([{ holder_id: idOf('iris'), choice: 'absent' }]);
  });

  it('leaves the votes that it does not draw', async () => {
    const { id, idOf } = await desk();
    const result = await rowOf('round_results', 'round_id', idOf('r'));
    const act = {
      actor: { kind: 'system', what: 'test' } as const,
      now: Temporal.Now.instant(),
      reason: 'x',
    };
    const target = { selectionId: id, id: result, version: 1, today: '2026-12-31', round: idOf('r') };
    const counts = { for: 1, against: undefined, abstained: undefined, absent: undefined };
    const done = await withTransaction(site.deps.db, (trx) =>
      saveResult(trx, act, target, {
        ...counts,
        candidacy: undefined,
        option: '',
        ballots: [],
        drawn: [idOf('iris')],
        entered: undefined,
        note: '',
        asPrinted: false,
      }),
    );
    expect([done.ok, await ballotsOf(result)]).toEqual([
      true,
      [{ holder_id: idOf('juno'), choice: 'against' }],
    ]);
  });
});
