/** Lists as they are really published, with plainly invented rows: keys that moved, ids of elsewhere, zeros for blanks. */
import { beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { bytesInput } from '../../officials/import/file-bytes.ts';
import { processFileOf } from '../queries/whole-process.ts';
import { bytesOf, exampleKind, exampleProcess } from '../example-files.ts';
import { importKind } from './kind-import.ts';
import type { ListKind } from './list-columns.ts';
import { importList } from './list-import.ts';
import type { ListMap } from './list-map.ts';
import { apart } from './list-objections.ts';
import { importProcess } from './process-import.ts';
import { printList, printOfferedMap } from './report.ts';

const database = useDatabase();
const PROGRAM: Actor = { kind: 'system', what: 'test' };
const deps = () => testDeps(database.db);
const PROCESS = 'defensor-2026';

const read = (list: ListKind, rows: unknown, map?: ListMap, name = 'lista.json') =>
  importList(deps(), PROGRAM, list, bytesInput(name, bytesOf(rows)), {
    process: PROCESS,
    publisher: 'Comisión de ejemplo',
    dryRun: false,
    map: { new_people: true, ...map },
  });
const file = async () => {
  const found = await processFileOf(database.db, PROCESS);
  if (!found) throw new Error('no process');
  return found;
};
const refused = ({ list }: Awaited<ReturnType<typeof read>>) =>
  list.refused.map(({ line, column, fault }) => `${line} ${column} ${fault}`);

const FINA = 'Fina Candidata Ficticia';
const GAEL = 'Gael Aspirante Inventado';

beforeEach(async () => {
  await importKind(deps(), PROGRAM, bytesOf(exampleKind()));
  await importProcess(deps(), PROGRAM, bytesOf(exampleProcess()));
});

describe('a list that names somebody twice', () => {
  it('goes to nobody where the name and the key, or the file number, are of two people', async () => {
    const before = (await file()).objections;
    const done = await read('objection', [
      { 'clave del candidato': 'c-1', candidato: FINA, motivo: 'Uno' },
      { 'clave del candidato': 'c-1', candidato: GAEL, motivo: 'Dos' },
      { 'clave del candidato': 'c-1', candidato: 'Ficticia', motivo: 'Con un apellido' },
      { expediente: '2', candidato: GAEL, motivo: 'Tres' },
      { expediente: '2', candidato: FINA, motivo: 'Cuatro' },
      { expediente: '99', candidato: FINA, motivo: 'Cinco' },
      { 'clave del candidato': 'c-9', candidato: FINA, motivo: 'Seis' },
      { candidato: GAEL, motivo: 'Siete' },
    ]);
    expect(refused(done).map((one) => one.replace(/^\d+ /, ''))).toEqual([
      'candidate other_person',
      'candidate other_person',
      'file_number other_person',
      'candidate_id unknown_candidate',
    ]);
    const added = (await file()).objections
      ?.slice(before?.length)
      .map(({ candidacy, ground }) => [candidacy, ground]);
    expect(added).toEqual([
      ['c-1', 'Uno'],
      ['c-1', 'Con un apellido'],
      ['c-2', 'Tres'],
      ['c-2', 'Siete'],
    ]);
  });

  it('is refused whole where most of its keys are of other people: it is of another election', async () => {
    const before = JSON.stringify(await file());
    const stranger = [
      { id: 'c-1', caption: 'Hugo Extraño Ficticio', route: 'perfil' },
      { id: 'c-2', caption: 'Iris Extraña Ficticia', route: 'perfil' },
      { id: 'c-3', caption: 'Juan Extraño Ficticio', route: 'perfil' },
    ];
    const asIs = await read('candidate', stranger);
    expect([asIs.list.taken, asIs.done]).toEqual([0, undefined]);
    const named = await read('candidate', stranger, { columns: { caption: 'name', id: 'key' } });
    expect([named.fault, named.list.taken]).toMatchObject([{ code: 'other_election' }, 0]);
    // The key is nobody's here, but the name is somebody's under another key.
    const moved = await read('candidate', [{ id: 'x-1', nombre: FINA }]);
    expect(moved.fault).toMatchObject({ code: 'other_election' });
    expect(JSON.stringify(await file())).toBe(before);
    const words = printList('lista.json', named, translator('es'), { process: PROCESS, dryRun: false });
    expect(words.at(-1)).toContain('parece ser de otra elección');
    expect(words[0]).toMatch(/^lista\.json:1: fila rechazada, columna «key»/);
  });

  it('finds who is who only where somebody says it, and offers whom to say it of', async () => {
    const rows = [
      { perfilId: 'Fina Candidata Fictisia', resultado: '71.5' },
      { perfilId: GAEL.toUpperCase(), resultado: '60' },
    ];
    const asked = await read('score', rows);
    expect(refused(asked)).toEqual(['1 candidate unknown_candidate']);
    expect(JSON.parse(printOfferedMap(asked) ?? '')).toEqual({ people: { 'Fina Candidata Fictisia': '' } });
    // What is left blank in the map was not said.
    const blank = await read('score', rows, asked.offered);
    expect(refused(blank)).toEqual(['1 candidate unknown_candidate']);
    const said = await read('score', rows, { people: { 'Fina Candidata Fictisia': 'c-1' } });
    expect([refused(said), said.list.taken]).toEqual([[], 2]);
    const sheet = (await file()).gradings?.find(({ key }) => key === 'punteo');
    expect(sheet?.scores.map(({ candidacy, printed_total: total }) => [candidacy, total])).toEqual([
      ['c-1', 71.5],
      ['c-2', 60],
    ]);
  });
});

describe('keys that moved by one', () => {
  const SHIFTED = [
    {
      section: 'h-ada',
      title: 'Estatus de ejemplo',
      quote: '¿Está habilitada?',
      quoteUrl: 'Sí, está.',
      fact: 'https://registro.test/busca',
      source: 'Se consultó la página.',
      sourceUrl: 'Registro de Ejemplo',
      'h-ada': 'https://registro.test/',
    },
    {
      section: 'h-bruno',
      title: 'Estatus de ejemplo',
      quote: '¿Está habilitado?',
      quoteUrl: 'Pendiente',
      fact: '',
      source: 'Se consultó la página.',
      sourceUrl: 'Registro de Ejemplo',
      'h-ada': 'https://registro.test/',
    },
  ];
  const MAP: ListMap = {
    columns: {
      section: 'member',
      title: 'register',
      quote: 'question',
      quoteUrl: 'finding',
      fact: 'url',
      source: 'method',
      sourceUrl: 'source_title',
      'h-ada': 'source_url',
    },
    // Whose they are: the list has no names.
    people: { 'h-ada': 'h-ada', 'h-bruno': 'h-bruno' },
  };

  it('are refused whole and offered as a map; what somebody says they are goes in, with both its sources', async () => {
    const before = (await file()).checks;
    const done = await read('check', SHIFTED);
    expect(done.fault).toMatchObject({ code: 'moved', values: { columns: 'h-ada' } });
    expect(done.offered?.columns).toEqual({
      section: 'member',
      title: 'none',
      quote: 'question',
      quoteUrl: 'none',
      fact: 'url',
      source: 'none',
      sourceUrl: 'none',
      'h-ada': 'source_url',
    });
    const mapped = await read('check', SHIFTED, MAP);
    expect([refused(mapped), mapped.list.taken]).toEqual([[], 2]);
    const { checks = [], sources } = await file();
    expect(checks.slice(before?.length)).toMatchObject([
      {
        holder: 'h-ada',
        question: '¿Está habilitada?',
        finding: 'Sí, está.',
        url: 'https://registro.test/busca',
      },
      { holder: 'h-bruno', register: 'Estatus de ejemplo' },
    ]);
    expect(checks.at(-1)).not.toHaveProperty('finding');
    const cited = checks.at(-1)?.cite?.map((one) => sources[typeof one === 'string' ? one : one.source]);
    expect(cited?.map((one) => one?.url ?? one?.title)).toEqual(['https://registro.test/', 'lista.json']);
  });

  it('are seen where columns hold the names of others', async () => {
    const rows = Array.from({ length: 4 }, (_, at) => ({
      id: `p-${at}`,
      nombre: `Persona Ficticia ${'ABCD'.charAt(at)}`,
      estado: 'colegiado',
      colegiado: 'biografia',
      biografia: 'Excluida',
    }));
    const done = await read('candidate', rows);
    expect(done.fault).toMatchObject({ code: 'moved' });
    expect(done.offered?.columns).toMatchObject({
      id: 'key',
      nombre: 'name',
      estado: 'none',
      biografia: 'state',
    });
  });

  it('may not be said to be what is private, nor what no list has', async () => {
    const rows = [{ nombre: 'Una Ficticia', estadocivil: 'Casada', edad: '1/1/1960' }];
    const codes = [];
    for (const columns of [{ estadocivil: 'note' }, { nombre: 'apodo' }, { apodo: 'name' }])
      codes.push((await read('candidate', rows, { columns } as unknown as ListMap)).fault);
    expect(codes).toMatchObject([{ code: 'map_private' }, { code: 'map_column' }, { code: 'map_header' }]);
    const plain = await read('candidate', rows);
    expect(plain.left).toEqual(['estadocivil', 'edad']);
    expect(JSON.stringify(await file())).not.toContain('Casada');
  });
});

describe('what stands for nothing', () => {
  it('is no zero and no word: a total of nothing but zero, “Pendiente”, and what the map calls a blank', async () => {
    const done = await read('score', [
      { aspirante: FINA, resultado: '0' },
      { aspirante: GAEL, resultado: 'Pendiente' },
    ]);
    expect(refused(done)).toEqual(['1 total zero_total', '1 aspect no_aspect']);
    const real = await read('score', [
      { aspirante: FINA, Académico: '0', Profesional: '0', 'total impreso': '0' },
    ]);
    expect([refused(real), real.list.taken]).toEqual([[], 1]);
    const blank = await read(
      'candidate',
      [{ nombre: 'Otra Ficticia', estado: 'ninguno', nota: 'Pendiente' }],
      {
        blank: { state: ['ninguno'] },
      },
    );
    expect(refused(blank)).toEqual([]);
    expect((await file()).candidacies?.at(-1)).toMatchObject({ name: 'Otra Ficticia', states: [] });
    expect((await read('check', [])).fault).toMatchObject({ code: 'no_rows' });
  });

  it('counts as one each where the list has no counts, and as unknown where a count is blank', async () => {
    await read('objection', [{ aspirante: FINA, tacha: 'Una' }]);
    const counted = [
      { clave: 'k-1', aspirante: FINA, tacha: 'Otra', cantidad: '' },
      { clave: 'k-2', aspirante: FINA, tacha: 'Varias', cantidad: '3' },
    ];
    await read('objection', counted, undefined, 'contadas.json');
    const counts = (await file()).objections?.slice(-3).map(({ count }) => count);
    expect(counts).toEqual([1, undefined, 3]);
  });
});

describe('an objection with its decision in one text', () => {
  it('is taken apart only where the text itself says what was decided, and nothing is lost', () => {
    expect([
      apart('Apareció una multa. Por mayoría la comisión ACEPTÓ los descargos. El vehículo no era suyo.'),
      apart('La comisión RECHAZÓ los descargos; después los ACEPTÓ.'),
      apart('Tras discutirlo, resolvió RECHAZAR los descargos.'),
      apart('Rechazó pagar y nunca aceptó la multa. INACEPTABLE, según quien la presenta.'),
    ]).toEqual([
      ['Apareció una multa.', 'Por mayoría la comisión ACEPTÓ los descargos. El vehículo no era suyo.'],
      ['', 'La comisión RECHAZÓ los descargos; después los ACEPTÓ.'],
      ['', 'Tras discutirlo, resolvió RECHAZAR los descargos.'],
      ['Rechazó pagar y nunca aceptó la multa. INACEPTABLE, según quien la presenta.', ''],
    ]);
  });
});

describe('documents and members', () => {
  it('keeps one document where several have the same address, of nobody in particular', async () => {
    const rows = [
      { perfil: FINA, nombreDocumento: 'CV (PDF)', urlDocumento: 'https://doc.test/uno' },
      { perfil: FINA, nombreDocumento: 'Resumen', urlDocumento: 'https://doc.test/todos' },
      { perfil: GAEL, nombreDocumento: 'Resumen', urlDocumento: 'https://doc.test/todos' },
    ];
    expect((await read('document', rows)).list.taken).toBe(3);
    const added = (await file()).documents?.slice(-2).map(({ key, candidacy }) => [key, candidacy]);
    expect(added).toEqual([
      ['c-1-cv-pdf', 'c-1'],
      ['resumen', undefined],
    ]);
    expect((await read('document', rows)).done?.outcome).toBe('left');
  });

  it('seats members with the words of the list, and finds who sits already', async () => {
    const done = await read('member', [
      { id: 'h-ada', nombre: 'Ada Ejemplo Ficticia', cargo: 'Presidenta de la comisión', estado: 'Casada' },
      { id: 'n-1', nombre: 'Nora Nueva Ficticia', cargo: 'Representante', institucion: 'Grupo de Ejemplo' },
      { id: 'h-dino', nombre: 'Omar Extraño Ficticio', cargo: 'Representante' },
      { id: 'n-2', nombre: 'Pía Sin Puesto Ficticia' },
    ]);
    expect(refused(done).map((one) => one.replace(/^\d+ /, ''))).toEqual([
      'key other_person',
      'seat_label no_seat',
    ]);
    const seats = (await file()).bodies?.find(({ key }) => key === 'comision')?.seats ?? [];
    expect(seats[0]?.holders[0]).toMatchObject({ key: 'h-ada', office: 'president', sworn_on: '2026-02-01' });
    expect(seats.at(-1)).toMatchObject({
      key: 'n-1',
      label: 'Representante (Grupo de Ejemplo)',
      holders: [{ name: 'Nora Nueva Ficticia' }],
    });
    expect(JSON.stringify(await file())).not.toContain('Casada');
  });
});

describe('a state without a date', () => {
  it('stands where it is in the course of things, not last by being read last', async () => {
    await read('candidate', [
      { clave: 'c-1', nombre: FINA, estado: 'continues' },
      { clave: 'c-2', nombre: GAEL, estado: 'shortlisted' },
    ]);
    const [fina, gael] = (await file()).candidacies ?? [];
    expect(fina?.states.map(({ state }) => state)).toEqual(['filed', 'continues', 'shortlisted']);
    // The same state again is another source of it.
    expect(gael?.states.map(({ state, cite }) => [state, cite?.length])).toEqual([
      ['filed', 1],
      ['shortlisted', 2],
      ['elected', undefined],
    ]);
  });
});
