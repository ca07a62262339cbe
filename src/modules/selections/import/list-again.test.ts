/** A second list over what is there: nothing is lost, nothing is mixed, and what differs stands beside with its source. */
import { beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { bytesInput } from '../../officials/import/file-bytes.ts';
import { processFileOf } from '../queries/whole-process.ts';
import type { ProcessFile } from '../schemas/process-file.ts';
import { bytesOf, exampleKind, exampleProcess } from './example-files.ts';
import { importKind } from './kind-import.ts';
import type { ListKind } from './list-columns.ts';
import { importList } from './list-import.ts';
import type { ListMap } from './list-map.ts';
import { importProcess } from './process-import.ts';
import { printList } from './report.ts';

const database = useDatabase();
const PROGRAM: Actor = { kind: 'system', what: 'test' };
const deps = () => testDeps(database.db);
/** One for each test: what an import brought stays. */
let slug = '';
let count = 0;
const FINA = 'Fina Candidata Ficticia';
const GAEL = 'Gael Aspirante Inventado';

const read = (
  list: ListKind,
  name: string,
  rows: readonly object[],
  { publisher = 'Comisión de ejemplo', map }: { publisher?: string; map?: ListMap } = {},
) =>
  importList(deps(), PROGRAM, list, bytesInput(name, bytesOf(rows)), {
    process: slug,
    publisher,
    dryRun: false,
    map,
  });
const file = async () => {
  const found = await processFileOf(database.db, slug);
  if (!found) throw new Error('no process');
  return found;
};
/** What a row cites: the title of the source, its page, and what it prints otherwise. */
const cited = ({ sources }: ProcessFile, { cite = [] }: { cite?: ProcessFile['cite'] } = {}) =>
  cite.map((one) => {
    const { source, page, field, value } = typeof one === 'string' ? { source: one } : one;
    return [sources[source]?.title, page, field, value].filter((part) => part !== undefined).join(' | ');
  });
const told = ({ list }: Awaited<ReturnType<typeof read>>) =>
  list.differs.map(({ line, column, words }) => `${line} ${column} ${words}`);

beforeEach(async () => {
  count += 1;
  slug = `defensor-${count}`;
  await importKind(deps(), PROGRAM, bytesOf(exampleKind()));
  await importProcess(deps(), PROGRAM, bytesOf(exampleProcess({ slug })));
});

describe('two lists whose rows have no keys', () => {
  const UNO = [
    { candidato: FINA, motivo: 'Falta una constancia', fecha: '2026-02-14' },
    { candidato: FINA, motivo: 'Falta otra constancia', fecha: '2026-02-14' },
    { candidato: FINA, motivo: 'Falta otra constancia', fecha: '2026-02-14' },
  ];
  const DOS = [{ candidato: FINA, motivo: 'No vive en el distrito', fecha: '2026-02-15' }];
  const grounds = (whole: ProcessFile) =>
    (whole.objections ?? [])
      .filter(({ key }) => key.startsWith('tacha-'))
      .map((one) => `${one.ground} | ${cited(whole, one).join(' ; ')}`);

  it('of objections: both are there, each with its source, and what the desk answered stays', async () => {
    await read('objection', 'uno.json', UNO);
    const [first] = (await file()).objections?.filter(({ key }) => key.startsWith('tacha-')) ?? [];
    await database.db
      .updateTable('candidacy_objections')
      .set({ answer: 'La constancia está en el folio 9.', outcome: 'no_effect', decision: 'Sin lugar.' })
      .where('key', '=', first?.key ?? '')
      .execute();
    await read('objection', 'dos.json', DOS);
    const both = await file();
    expect(grounds(both)).toEqual([
      'Falta una constancia | uno.json | línea 1',
      'Falta otra constancia | uno.json | línea 1',
      'Falta otra constancia | uno.json | línea 1',
      'No vive en el distrito | dos.json | línea 1',
    ]);
    expect(both.objections?.find(({ key }) => key === first?.key)).toMatchObject({
      answer: 'La constancia está en el folio 9.',
      outcome: 'no_effect',
      decision: 'Sin lugar.',
    });
    const again = [await read('objection', 'uno.json', UNO), await read('objection', 'dos.json', DOS)];
    expect(again.map(({ done }) => done?.outcome)).toEqual(['left', 'left']);
  });

  it('of checks: both are there, and a register that answers otherwise stands beside', async () => {
    const row = { candidato: FINA, registro: 'Registro de Ejemplo', pregunta: '¿Debe multas?' };
    await read('check', 'uno.json', [{ ...row, respuesta: 'No.' }]);
    await read('check', 'dos.json', [{ ...row, pregunta: '¿Está colegiada?', respuesta: 'Sí.' }]);
    const later = await read('check', 'uno.json', [{ ...row, respuesta: 'Sí, dos.' }]);
    const whole = await file();
    const checks = whole.checks?.filter(({ key }) => key.startsWith('ver-a-')) ?? [];
    expect(checks.map(({ question, finding }) => [question, finding])).toEqual([
      ['¿Debe multas?', 'No.'],
      ['¿Está colegiada?', 'Sí.'],
    ]);
    expect(cited(whole, checks[0])).toEqual([
      'uno.json | línea 1',
      'uno.json | línea 1 | finding | Sí, dos.',
    ]);
    expect(told(later)).toEqual(['1 finding Sí, dos.']);
  });

  it('under another name of the file, or from somebody else too: nothing is counted again, and each is cited', async () => {
    const { length } = (await file()).objections ?? [];
    await read('objection', 'tachas.json', UNO);
    const second = [{ ...UNO[0], prueba: 'Folio 9' }, ...UNO.slice(1), ...DOS];
    for (const name of ['tachas (1).json', 'tachas (1).json'])
      await read('objection', name, second, { publisher: 'Otra comisión' });
    const whole = await file();
    expect(grounds(whole)).toEqual([
      'Falta una constancia | tachas.json | línea 1 ; tachas (1).json | línea 1',
      'Falta otra constancia | tachas.json | línea 1 ; tachas (1).json | línea 1',
      'Falta otra constancia | tachas.json | línea 1 ; tachas (1).json | línea 1',
      'No vive en el distrito | tachas (1).json | línea 1',
    ]);
    expect(whole.objections?.[length]?.evidence).toBe('Folio 9');
    // Who else filed the same is another.
    const others = ['Una organización', 'Otra organización'].map((filer) => ({
      candidato: FINA,
      motivo: 'Lo mismo',
      filer_kind: 'organisation',
      filer,
    }));
    await read('objection', 'una.json', others.slice(0, 1));
    await read('objection', 'otra.json', others.slice(1));
    expect((await file()).objections?.filter(({ ground }) => ground === 'Lo mismo')).toHaveLength(2);
    const check = { candidato: FINA, registro: 'Registro de Ejemplo', pregunta: '¿Debe multas?' };
    await read('check', 'uno.json', [check, check]);
    await read('check', 'uno (1).json', [check, check]);
    expect((await file()).checks?.filter(({ question }) => question === '¿Debe multas?')).toHaveLength(2);
  });

  it('with a key that is there: what the desk wrote stays, what the list says stands beside', async () => {
    const done = await read('objection', 'claves.json', [
      {
        clave: 'o-1',
        candidato: GAEL,
        resultado: 'excluded',
        decision: 'Se le excluyó.',
        motivo: 'Otro',
        respuesta: 'Lo niega.',
      },
      { clave: 'o-1', candidato: FINA, motivo: 'De otra persona' },
      { clave: 'o-9', candidato: FINA, motivo: 'Nueva' },
    ]);
    expect(done.list.refused).toMatchObject([{ column: 'key', fault: 'other_person' }]);
    const whole = await file();
    const one = whole.objections?.find(({ key }) => key === 'o-1');
    expect(one).toMatchObject({
      candidacy: 'c-2',
      ground: 'Falta un documento, según se presentó',
      outcome: 'no_effect',
      decision: 'La comisión ACEPTÓ los descargos.',
      // It was blank.
      answer: 'Lo niega.',
    });
    expect(cited(whole, one)).toEqual([
      'Así se elige',
      'claves.json | línea 1',
      'claves.json | línea 1 | ground | Otro',
      'claves.json | línea 1 | outcome | Exclusión',
      'claves.json | línea 1 | decision | Se le excluyó.',
    ]);
    const lines = printList('claves.json', done, translator('es'), { process: slug, dryRun: false });
    expect(lines.join('\n')).toContain('el proceso dice otra cosa de «motivo»');
  });

  it('never puts the name of who filed beside another kind of filer', async () => {
    const rows = [
      { clave: 'o-7', candidato: FINA, filer_kind: 'individual', motivo: 'Uno' },
      {
        clave: 'o-7',
        candidato: FINA,
        filer_kind: 'organisation',
        filer: 'Organización de Ejemplo',
        motivo: 'Uno',
      },
    ];
    const done = await read('objection', 'uno.json', rows);
    expect(done.done?.ok).toBe(true);
    const whole = await file();
    const one = whole.objections?.find(({ key }) => key === 'o-7');
    expect([one?.filer_kind, one?.filer]).toEqual(['individual', undefined]);
    // Nor is it what the list says otherwise: that page is public too.
    expect(cited(whole, one)).toEqual([
      'uno.json | línea 1',
      'uno.json | línea 1 | filer_kind | Una organización',
    ]);
    expect(told(done)).toEqual(['1 filer_kind Una organización']);
  });
});

describe('what a later list says of somebody who is there', () => {
  it('candidates: blanks are filled, each row is cited, and what differs stands beside', async () => {
    const done = await read('candidate', 'padron.json', [
      {
        id: 'c-1',
        nombre: 'Fina María Candidata Ficticia',
        expediente: '77',
        nota: 'De la lista',
        estado: 'filed',
        fecha: '2026-02-05',
        motivo: 'En ventanilla',
      },
    ]);
    expect(told(done)).toEqual(['1 file_number 77', '1 name Fina María Candidata Ficticia']);
    const whole = await file();
    const one = whole.candidacies?.find(({ key }) => key === 'c-1');
    expect(one).toMatchObject({ name: FINA, file_number: '1', note: 'De la lista' });
    expect(cited(whole, one)).toEqual([
      'Así se elige',
      'padron.json | línea 1',
      'padron.json | línea 1 | file_number | 77',
      'padron.json | línea 1 | name | Fina María Candidata Ficticia',
    ]);
    const filed = one?.states.find(({ state }) => state === 'filed');
    expect(filed?.ground).toBe('En ventanilla');
    expect(cited(whole, filed)).toEqual(['Así se elige', 'padron.json | línea 1']);
    const later = await read('candidate', 'otra.json', [
      { id: 'c-1', nombre: FINA, estado: 'filed', fecha: '2026-02-05', motivo: 'Por correo' },
    ]);
    expect(told(later)).toEqual(['1 ground Por correo']);
    const again = (await file()).candidacies?.find(({ key }) => key === 'c-1');
    expect(again?.states.map(({ state, ground }) => [state, ground])).toEqual([
      ['filed', 'En ventanilla'],
      ['shortlisted', undefined],
    ]);
    expect(cited(await file(), again?.states[0])).toEqual([
      'Así se elige',
      'padron.json | línea 1',
      'otra.json | línea 1',
      'otra.json | línea 1 | ground | Por correo',
    ]);
  });

  it('puts an earlier state before a later one', async () => {
    await read('candidate', 'uno.json', [
      { id: 'c-1', nombre: FINA, estado: 'continues', fecha: '2026-03-01' },
    ]);
    const one = (await file()).candidacies?.find(({ key }) => key === 'c-1');
    expect(one?.states.map(({ state }) => state)).toEqual(['filed', 'continues', 'shortlisted']);
  });

  it('members: what is there stays, what the list says otherwise is kept with its row', async () => {
    const done = await read('member', 'integrantes.json', [
      {
        nombre: 'Ada Ejemplo Ficticia',
        cargo: 'Decanatura de otra',
        juramentacion: '2026-02-03',
        nota: 'Suplió',
      },
    ]);
    expect(told(done)).toEqual(['1 sworn_on 2026-02-03', '1 seat Decanatura de otra']);
    const whole = await file();
    const ada = whole.bodies?.[0]?.seats?.[0]?.holders[0];
    expect(ada).toMatchObject({ sworn_on: '2026-02-01', note: 'Suplió' });
    expect(cited(whole, ada)).toEqual([
      'Acta de la comisión',
      'integrantes.json | línea 1',
      'integrantes.json | línea 1 | sworn_on | 2026-02-03',
      'integrantes.json | línea 1 | seat | Decanatura de otra',
    ]);
  });

  it('members: a key of somebody in another body is refused', async () => {
    const both = structuredClone(exampleProcess({ slug }));
    const seat = {
      key: 'curul',
      label: 'Curul',
      holders: [{ key: 'd-1', name: 'Delia Ficticia', cite: ['acta'] }],
    };
    both.bodies?.push({ key: 'asamblea', name: 'Asamblea', seats: [seat], cite: ['acta'] });
    await importProcess(deps(), PROGRAM, bytesOf(both));
    const row = { id: 'd-1', nombre: 'Delia Ficticia', cargo: 'Suplencia' };
    const done = await read('member', 'uno.json', [{ ...row, organo: 'comision' }]);
    expect(done.list.refused).toMatchObject([{ column: 'key', fault: 'other_body' }]);
    expect((await read('member', 'uno.json', [{ ...row, organo: 'asamblea' }])).list.taken).toBe(1);
  });

  it('votes: the round cites each list, and another count or another vote stands beside it', async () => {
    const done = await read('vote', 'votos.json', [
      { ronda: '1', candidato: FINA, 'a favor': '2', 'en contra': '0', ausente: '0' },
      { ronda: '1', candidato: FINA, comisionado: 'Ada Ejemplo Ficticia', voto: 'En contra' },
    ]);
    expect(told(done)).toEqual([`1 for ${FINA} · 2`, `1 choice Ada Ejemplo Ficticia · ${FINA} · En contra`]);
    const whole = await file();
    const round = whole.rounds?.find(({ key }) => key === 'ronda-1');
    expect(round?.results[0]).toMatchObject({ for: 3, against: 0, absent: 0 });
    expect(round?.results[0]?.ballots?.[0]).toMatchObject({ holder: 'h-ada', choice: 'for' });
    expect(cited(whole, round)).toEqual([
      'Acta de la comisión',
      'votos.json',
      `votos.json | línea 1 | for | ${FINA} · 2`,
      `votos.json | línea 1 | choice | Ada Ejemplo Ficticia · ${FINA} · En contra`,
    ]);
  });

  it('votes: two bodies with a round of one number are two rounds', async () => {
    const both = structuredClone(exampleProcess({ slug }));
    both.bodies?.push({ key: 'asamblea', name: 'Asamblea', cite: ['acta'] });
    both.rounds?.push({
      key: 'pleno-1',
      body: 'asamblea',
      number: 1,
      matter: 'Elegir',
      results: [],
      cite: ['acta'],
    });
    await importProcess(deps(), PROGRAM, bytesOf(both));
    const done = await read('vote', 'votos.json', [
      { ronda: '1', candidato: FINA, 'a favor': '90' },
      { ronda: '1', organo: 'asamblea', candidato: FINA, 'a favor': '81' },
    ]);
    expect(done.list.refused).toMatchObject([{ column: 'round', fault: 'two_rounds' }]);
    const rounds = (await file()).rounds ?? [];
    expect(rounds.map(({ key, results }) => [key, results[0]?.for])).toEqual([
      ['ronda-1', 3],
      ['pleno-1', 81],
    ]);
  });

  it('scores: the sheet cites each list, other points stand beside, and two lists without a sheet are two sheets', async () => {
    const done = await read('score', 'puntos.json', [
      { candidato: FINA, hoja: 'hoja-1', Académico: '31', 'total impreso': '80.5' },
      { candidato: GAEL, hoja: 'hoja-1', Profesional: '40' },
    ]);
    expect(told(done)).toEqual([`1 points ${FINA} · Académico: 31`]);
    const whole = await file();
    const sheet = whole.gradings?.find(({ key }) => key === 'hoja-1');
    expect(sheet?.scores.map(({ points }) => points['academico'])).toEqual([30.5, 20]);
    expect(sheet?.scores[1]?.points).toMatchObject({ profesional: 40 });
    expect(cited(whole, sheet)).toEqual([
      'Acta de la comisión',
      'puntos.json',
      `puntos.json | línea 1 | points | ${FINA} · Académico: 31`,
    ]);
    await read('score', 'a.json', [{ candidato: FINA, total: '70' }]);
    await read('score', 'b.json', [{ candidato: FINA, total: '71' }]);
    const own = (await file()).gradings?.filter(({ key }) => key.startsWith('punteo'));
    expect(own?.map(({ title, scores }) => [title, scores[0]?.printed_total])).toEqual([
      ['a.json', 70],
      ['b.json', 71],
    ]);
    expect((await read('score', 'b.json', [{ candidato: FINA, total: '71' }])).done?.outcome).toBe('left');
  });

  it('documents: two of one title at two addresses are two, and what is of somebody stays theirs', async () => {
    const rows = [
      { candidato: FINA, titulo: 'Hoja de vida', enlace: 'https://doc.test/a' },
      { candidato: FINA, titulo: 'Hoja de vida', enlace: 'https://doc.test/b' },
    ];
    await read('document', 'uno.json', rows);
    await read('document', 'dos.json', [
      { candidato: GAEL, titulo: 'Hoja de vida', enlace: 'https://doc.test/a' },
    ]);
    const whole = await file();
    const own = whole.documents?.filter(({ title }) => title === 'Hoja de vida') ?? [];
    expect(own.map((one) => [one.candidacy, whole.sources[String(one.cite?.[0])]?.url])).toEqual([
      ['c-1', 'https://doc.test/a'],
      ['c-1', 'https://doc.test/b'],
      ['c-2', 'https://doc.test/a'],
    ]);
    expect((await read('document', 'uno.json', rows)).done?.outcome).toBe('left');
  });
});
