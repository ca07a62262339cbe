import { beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { bytesInput } from '../../officials/import/file-bytes.ts';
import { processFileOf } from '../queries/whole-process.ts';
import { bytesOf, exampleKind, exampleProcess } from '../example-files.ts';
import { importKind } from './kind-import.ts';
import type { ListKind } from './list-columns.ts';
import { importList } from './list-import.ts';
import { importProcess } from './process-import.ts';

const database = useDatabase();
const PROGRAM: Actor = { kind: 'system', what: 'test' };
const deps = () => testDeps(database.db);
const PROCESS = 'defensor-2026';

const read = (list: ListKind, text: string, more: Partial<{ process: string; dryRun: boolean }> = {}) =>
  importList(deps(), PROGRAM, list, bytesInput('lista.csv', new TextEncoder().encode(text)), {
    process: PROCESS,
    publisher: 'Comisión de ejemplo',
    dryRun: false,
    map: { new_people: true },
    ...more,
  });
const file = async () => {
  const found = await processFileOf(database.db, PROCESS);
  if (!found) throw new Error('no process');
  return found;
};
const refused = ({ list }: Awaited<ReturnType<typeof read>>) =>
  list.refused.map(({ line, column, fault }) => `${line} ${column} ${fault}`);

beforeEach(async () => {
  await importKind(deps(), PROGRAM, bytesOf(exampleKind()));
  await importProcess(deps(), PROGRAM, bytesOf(exampleProcess()));
});

describe('a list of candidates', () => {
  const LIST = [
    'Expediente;Nombre;Estado;Fecha;Motivo;Cédula',
    '7;Zoila Lista Ficticia;Excluida;26/02/2026;Faltan documentos;1234 56789 0101',
    '8;Yago Lista Ficticio;filed;2026-02;;',
    '9;;filed;;;',
    '10;Ximena Lista Ficticia;quizá;;;',
    '11;Wanda Lista Ficticia;filed;pronto;;',
  ].join('\r\n');

  it('adds who is new with state, ground and the row as the source; says what stays outside and why', async () => {
    const done = await read('candidate', LIST.replace('Excluida', 'excluded'));
    expect(done.done?.ok).toBe(true);
    expect(refused(done)).toEqual(['4 name no_candidate', '5 state bad_word', '6 on bad_date']);
    expect(done.left).toEqual(['Cédula']);
    const { candidacies = [], sources } = await file();
    const one = candidacies.find(({ key }) => key === 'exp-7');
    expect(one).toMatchObject({ name: 'Zoila Lista Ficticia', file_number: '7' });
    expect(one?.states).toMatchObject([{ state: 'excluded', on: '2026-02-26', ground: 'Faltan documentos' }]);
    const [cite] = one?.cite ?? [];
    expect(cite).toMatchObject({ page: 'fila 2' });
    expect(sources[(cite as { source: string }).source]).toMatchObject({
      title: 'lista.csv',
      publisher: 'Comisión de ejemplo',
    });
    expect(JSON.stringify(await file())).not.toContain('56789');
  });

  it('changes nothing when it is read again, and nothing at all when it is only tried', async () => {
    const list = LIST.replace('Excluida', 'excluded').replaceAll('Lista', 'Otra').replaceAll('\r\n', '\r\n2');
    const before = JSON.stringify(await file());
    expect((await read('candidate', list, { dryRun: true })).done?.outcome).toBe('changed');
    expect(JSON.stringify(await file())).toBe(before);
    await read('candidate', list);
    expect((await read('candidate', list)).done?.outcome).toBe('left');
  });

  it('understands the words of the screen, in either language', async () => {
    const words = [
      'nombre,estado',
      'Uno Lista Ficticio,En la lista de elegibles',
      'Dos Lista Ficticia,eligible',
    ].join('\n');
    const done = await read('candidate', words);
    expect(refused(done)).toEqual([]);
    const states = (await file()).candidacies?.slice(-2).map((one) => one.states[0]?.state);
    expect(states).toEqual(['eligible', 'eligible']);
  });
});

describe('lists about candidates', () => {
  it('finds them by just the printed name, and refuses whom nobody knows', async () => {
    const { candidacies = [] } = await file();
    const [one] = candidacies;
    const done = await read(
      'objection',
      [
        'aspirante,motivo,presentada por,cantidad,admision,filer_kind',
        `${one?.name.toUpperCase()},Idoneidad,Organización de Ejemplo,2,admitted,organisation`,
        `${one?.key},Honorabilidad,,,,`,
        `${one?.name} Otro,Idoneidad,,,,`,
        `${one?.name},Idoneidad,,dos,,`,
        // A name of which it is not said whether it is a private person’s.
        `${one?.name},Idoneidad,Persona Particular,1,,`,
      ].join('\n'),
    );
    expect(refused(done)).toEqual([
      // A key of ours in the column of names: nobody has said that the list means ours.
      '3 candidate unconfirmed',
      '4 candidate unknown_candidate',
      '5 count bad_number',
      '6 filer_kind private_filer',
    ]);
    const added = (await file()).objections?.filter(({ key }) => key.startsWith('tacha-'));
    expect(added).toMatchObject([
      { candidacy: one?.key, count: 2, ground: 'Idoneidad', admissibility: 'admitted' },
    ]);
  });

  it('reads scores with a column for each aspect; a blank is not recorded, never zero', async () => {
    const { candidacies = [], rubrics = [] } = await file();
    const [first, second] = rubrics[0]?.aspects.filter(({ part_of: of }) => of === undefined) ?? [];
    const [one, two] = candidacies;
    const done = await read(
      'score',
      [
        `nombre,hoja,${first?.label},${second?.label},total impreso`,
        `${one?.name},Segunda lectura,"7,5",,`,
        `${two?.name},Segunda lectura,mucho,,`,
      ].join('\n'),
    );
    // Refused whole: not even an empty line on the sheet is left of it.
    expect(refused(done)).toEqual([`3 ${first?.label} bad_number`]);
    expect(done.left).toEqual([]);
    const sheet = (await file()).gradings?.find(({ key }) => key === 'segunda-lectura');
    expect(sheet?.scores).toEqual([{ candidacy: one?.key, points: { [first?.key ?? '']: 7.5 } }]);
  });

  it('reads ballots of members who are there, and counts of a round', async () => {
    const { candidacies = [] } = await file();
    const name = candidacies[0]?.name;
    const ballots = await read(
      'vote',
      [
        'ronda,aspirante,comisionado,voto,razonamiento',
        `7,${name},Ada Ejemplo Ficticia,A favor,Por sus méritos`,
        `7,${name},Nadie Conocido,A favor,`,
        `8,${name},Nadie Conocido,A favor,`,
        `,${name},Ada Ejemplo Ficticia,A favor,`,
      ].join('\n'),
    );
    expect(refused(ballots)).toEqual([
      '3 member unknown_member',
      '4 member unknown_member',
      '5 round no_round',
    ]);
    expect((await file()).rounds?.some((one) => one.number === 8)).toBe(false);
    await read('vote', ['ronda,aspirante,a favor,en contra,entró', `7,${name},2,1,sí`].join('\n'));
    const round = (await file()).rounds?.find(({ number }) => number === 7);
    expect(round?.results).toMatchObject([
      { for: 2, against: 1, entered: true, ballots: [{ holder: 'h-ada', choice: 'for' }] },
    ]);
  });

  it('reads documents, each its own source', async () => {
    const done = await read(
      'document',
      ['título,enlace', 'Acta segunda,https://actas.test/2', 'Acta tercera,actas.test/3'].join('\n'),
    );
    expect(refused(done)).toEqual(['3 url no_address']);
    const { documents = [], sources } = await file();
    const cite = documents.find(({ key }) => key === 'acta-segunda')?.cite?.[0];
    expect(sources[cite as string]).toMatchObject({ url: 'https://actas.test/2' });
  });
});

describe('a list that fits nowhere', () => {
  it('says so, and leaves the process as it is', async () => {
    const before = JSON.stringify(await file());
    expect((await read('candidate', 'color,forma\nrojo,redonda')).fault).toMatchObject({
      code: 'no_columns',
    });
    expect((await read('candidate', 'nombre\nUna Ficticia', { process: 'nada' })).fault).toMatchObject({
      code: 'no_process',
    });
    expect((await read('candidate', '')).fault).toMatchObject({ key: 'officials.file.fault.empty' });
    const none = await read('vote', 'ronda,aspirante\n1,Nadie Ficticio');
    expect([none.list.taken, none.done]).toEqual([0, undefined]);
    const number = await read('candidate', 'nombre,nota\nUna Ficticia,DPI 2345 67890 0101');
    expect([number.done?.ok, JSON.stringify(await file())]).toEqual([false, before]);
  });
});
