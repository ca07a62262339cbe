/** Rows with nothing but a number: no accusation lands on a stranger. */
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
import { keyOfContent } from './list-merge.ts';
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
  rows: readonly object[],
  {
    publisher = 'Comisión de ejemplo',
    map,
    name = `${list}.json`,
  }: { publisher?: string; map?: ListMap; name?: string } = {},
) =>
  importList(deps(), PROGRAM, list, bytesInput(name, bytesOf(rows)), {
    process: slug,
    publisher,
    dryRun: false,
    map,
  });
const refused = ({ list }: Awaited<ReturnType<typeof read>>) =>
  list.refused.map(({ column, fault }) => `${column} ${fault}`);
const grounds = async () => {
  const { objections = [] } = (await processFileOf(database.db, slug)) ?? {};
  return objections.filter(({ key }) => key.startsWith('tacha-')).map((one) => [one.candidacy, one.ground]);
};

const NUMBERS = [
  { perfilId: 'c-1', tacha: 'Uno' },
  { perfilId: 'c-2', tacha: 'Dos' },
];
const NAMES = [
  { id: 'c-1', nombre: FINA, expediente: '1' },
  { id: 'c-2', nombre: GAEL, expediente: '2' },
];

beforeEach(async () => {
  count += 1;
  slug = `defensor-${count}`;
  await importKind(deps(), PROGRAM, bytesOf(exampleKind()));
  await importProcess(deps(), PROGRAM, bytesOf(exampleProcess({ slug })));
});

describe('a list with nothing but keys', () => {
  it('stays outside until a list of who publishes it says with the names whose they are', async () => {
    const alone = await read('objection', NUMBERS);
    expect([refused(alone), alone.done]).toEqual([
      ['candidate unconfirmed', 'candidate unconfirmed'],
      undefined,
    ]);
    // What has to be said so that it goes in.
    expect(alone.offered).toEqual({ people: { 'c-1': '', 'c-2': '' } });
    const words = printList('t.json', alone, translator('es'), { process: slug, dryRun: false });
    expect(words[0]).toContain('ninguna lista de quien la publica dice con el nombre de quién es');
    await read('candidate', NAMES, { publisher: 'Otra organización' });
    expect(refused(await read('objection', NUMBERS))).toHaveLength(2);
    expect(await grounds()).toEqual([]);
    await read('candidate', NAMES);
    const named = await read('objection', NUMBERS);
    expect([refused(named), await grounds()]).toEqual([
      [],
      [
        ['c-1', 'Uno'],
        ['c-2', 'Dos'],
      ],
    ]);
  });

  it('goes in where somebody says whose they are, one by one or all', async () => {
    const one = await read('objection', NUMBERS, { map: { people: { 'c-1': 'c-2', 'c-2': '' } } });
    expect([refused(one), await grounds()]).toEqual([['candidate unconfirmed'], [['c-2', 'Uno']]]);
    await read('candidate', NAMES, { publisher: 'Otra organización' });
    const map = { numbers_of: 'otra organización' };
    const all = await read('objection', NUMBERS, { map, name: 'otra.json' });
    expect(refused(all)).toEqual([]);
    const nobody = await read('objection', NUMBERS, { map: { numbers_of: 'Quien no está' } });
    expect(refused(nobody)).toHaveLength(2);
  });

  it('goes in where another row of it has the name beside the key', async () => {
    const rows = [...NUMBERS.slice(1), { 'clave del candidato': 'c-2', candidato: GAEL, tacha: 'Tres' }];
    expect(refused(await read('objection', rows))).toEqual([]);
    // A name of somebody else says nothing of it.
    const other = [
      { 'clave del candidato': 'c-1', candidato: GAEL, tacha: 'Cuatro' },
      { perfilId: 'c-1', tacha: 'Cinco' },
      { candidato: FINA, tacha: 'Seis' },
    ];
    expect(refused(await read('objection', other))).toEqual([
      'candidate other_person',
      'candidate unconfirmed',
    ]);
  });

  it('is no other for file numbers, nor for members', async () => {
    const byFile = [{ expediente: '1', motivo: 'Uno' }];
    expect(refused(await read('objection', byFile))).toEqual(['file_number unconfirmed']);
    const check = [{ 'clave del comisionado': 'h-ada', registro: 'R', pregunta: '¿Sí?' }];
    expect(refused(await read('check', check))).toEqual(['member unconfirmed']);
    await read('candidate', NAMES);
    await read('member', [{ id: 'h-ada', nombre: 'Ada Ejemplo Ficticia' }]);
    expect(refused(await read('objection', byFile))).toEqual([]);
    expect(refused(await read('check', check))).toEqual([]);
    // A file number that nobody has.
    expect((await read('objection', [{ expediente: '99', motivo: 'Dos' }])).fault).toMatchObject({
      code: 'other_election',
    });
  });
});

describe('a list of another election', () => {
  it('is refused whole where most of its names are of nobody here, or most of its numbers', async () => {
    const strange = ['Hugo Extraño Ficticio', 'Iris Extraña Ficticia'].map((candidato) => ({
      candidato,
      motivo: 'De otros',
    }));
    const names = await read('objection', [...strange, { candidato: FINA, motivo: 'Homónima' }]);
    expect([names.fault, names.list.taken, await grounds()]).toMatchObject([
      { code: 'other_election' },
      0,
      [],
    ]);
    await read('candidate', NAMES);
    const numbers = await read('objection', [
      { perfilId: 'c-1', tacha: 'Uno' },
      { expediente: '51', tacha: 'Dos' },
      { expediente: '52', tacha: 'Tres' },
    ]);
    expect([numbers.fault, await grounds()]).toMatchObject([{ code: 'other_election' }, []]);
  });
});

describe('a list that brings more new people than it has of those who are there', () => {
  const strange = ['Hugo Extraño Ficticio', 'Iris Extraña Ficticia'];
  const people = async () => {
    const { candidacies = [], bodies = [] } = (await processFileOf(database.db, slug)) ?? {};
    return [
      candidacies.length,
      bodies.flatMap(({ seats = [] }) => seats.flatMap(({ holders }) => holders)).length,
    ];
  };

  it.each(['candidate', 'member'] as const)(
    'of %ss goes in once somebody says that they are',
    async (list) => {
      // Each has two rows: the second is no sign that they were here.
      const rows = [...strange, ...strange].map((nombre) => ({ nombre, cargo: 'Curul' }));
      const known = { nombre: list === 'candidate' ? FINA : 'Ada Ejemplo Ficticia' };
      const before = await people();
      const done = await read(list, [known, ...rows]);
      expect([done.fault, done.list.taken, done.done, await people()]).toEqual([
        { code: 'new_people', values: {} },
        0,
        undefined,
        before,
      ]);
      expect(printList('c.json', done, translator('es'), { process: slug, dryRun: false }).at(-1)).toContain(
        'puede ser de otra elección',
      );
      const said = await read(list, [known, ...rows], { map: { new_people: true } });
      expect([said.list.taken, (await people()).map((n, at) => n - (before[at] ?? 0))]).toEqual([
        5,
        list === 'candidate' ? [2, 0] : [0, 2],
      ]);
      // Now they are here.
      expect((await read(list, rows)).fault).toBeUndefined();
    },
  );

  it('asks nothing where as many are there, or where nobody was', async () => {
    expect((await read('candidate', [{ nombre: FINA }, { nombre: strange[0] }])).fault).toBeUndefined();
    const empty = { ...exampleProcess({ slug: `vacio-${count}` }), candidacies: [] };
    delete empty.rounds;
    delete empty.gradings;
    delete empty.objections;
    delete empty.checks;
    await importProcess(deps(), PROGRAM, bytesOf(empty));
    slug = `vacio-${count}`;
    expect((await read('candidate', [{ nombre: strange[0] }, { nombre: strange[1] }])).list.taken).toBe(2);
  });
});

describe('a list of candidates with numbers over one without', () => {
  it('gives each theirs, and asks where two have one name', async () => {
    const names = ['Uno Igual Ficticio', 'Dos Solo Ficticio'];
    await read(
      'candidate',
      names.map((nombre) => ({ nombre })),
      { name: 'nombres.json', map: { new_people: true } },
    );
    const rows = [
      { nombre: names[1], expediente: '31' },
      { nombre: names[0], expediente: '32' },
      { nombre: names[0], expediente: '33' },
    ];
    const done = await read('candidate', rows);
    expect(refused(done)).toEqual(['name two_candidates', 'name two_candidates']);
    const { candidacies = [] } = (await processFileOf(database.db, slug)) ?? {};
    expect(candidacies.slice(2).map(({ name, file_number: file }) => [name, file])).toEqual([
      [names[0], undefined],
      [names[1], '31'],
    ]);
    // They are told apart by their numbers, and so is the answer.
    expect(done.offered).toEqual({ people: { 32: '', 33: '' } });
    const [one] = candidacies.slice(2);
    const said = await read('candidate', rows, { map: { people: { 33: one?.key ?? '' } } });
    expect(refused(said)).toEqual(['name two_candidates']);
    const later = await read('candidate', rows, { map: { people: { 32: 'c-99' } } });
    expect(refused(later)).toEqual(['name unknown_candidate']);
    const after = (await processFileOf(database.db, slug))?.candidacies ?? [];
    expect(after.slice(2).map(({ file_number: file }) => file)).toEqual(['33', '31']);
  });

  it('takes whom somebody says, with the other number beside: never a second candidate', async () => {
    const row = { nombre: 'Fina C. Ficticia', expediente: '77' };
    const done = await read('candidate', [row], { map: { people: { [row.nombre]: 'c-1' } } });
    expect(done.list).toMatchObject({ taken: 1, differs: [{ column: 'file_number', words: '77' }] });
    expect((await processFileOf(database.db, slug))?.candidacies).toHaveLength(2);
    const member = { nombre: 'Ada E. Ficticia', cargo: 'Curul' };
    const nobody = await read('member', [member], { map: { people: { [member.nombre]: 'c-1' } } });
    expect([refused(nobody), nobody.offered]).toEqual([
      ['name unknown_member'],
      { people: { [member.nombre]: '' } },
    ]);
  });

  it('asks of which of two a row about them is', async () => {
    const twins = ['41', '42'].map((expediente) => ({ nombre: 'Tres Igual Ficticia', expediente }));
    await read('candidate', twins, { map: { new_people: true } });
    const done = await read('objection', [{ candidato: 'Tres Igual Ficticia', motivo: 'Uno' }]);
    expect([refused(done), done.offered]).toEqual([
      ['candidate two_candidates'],
      { people: { 'Tres Igual Ficticia': '' } },
    ]);
    await read('objection', [{ candidato: 'Tres Igual Ficticia', motivo: 'Uno' }], {
      map: { people: { 'Tres Igual Ficticia': 'exp-42' } },
    });
    expect(await grounds()).toEqual([['exp-42', 'Uno']]);
  });
});

describe('the key of a row that has none', () => {
  it('has no run of figures: that would be taken for a number by which a state knows people', () => {
    const keys = Array.from({ length: 500 }, (_, n) => keyOfContent('tacha', 'c', [n]));
    expect(keys.filter((key) => !/^tacha-c-[a-p]{12}$/.test(key))).toEqual([]);
    expect(new Set(keys).size).toBe(500);
  });
});
