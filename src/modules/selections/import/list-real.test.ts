/** The ten published files of the election of a comptroller, whole: counts, and every fault by row. Prints no names. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { bytesInput } from '../../officials/import/file-bytes.ts';
import { processFileOf } from '../queries/whole-process.ts';
import type { KindFile } from '../schemas/kind-file.ts';
import { bytesOf } from '../example-files.ts';
import { importKind } from './kind-import.ts';
import type { ListKind } from './list-columns.ts';
import { importList } from './list-import.ts';
import type { ListMap } from './list-map.ts';
import { importProcess } from './process-import.ts';

const database = useDatabase();
const PROGRAM: Actor = { kind: 'system', what: 'test' };
const deps = () => testDeps(database.db);
const ROOT = path.resolve(import.meta.dirname, '../../../..');
const DATA = path.resolve(ROOT, '../shared/data');
const FOLDER = path.join(DATA, 'EleccionCGC/static-files');
const KIND = path.join(ROOT, 'samples/selections/kinds/contralor.json');
const PROCESS = 'contralor-de-prueba';

const read = (
  list: ListKind,
  name: string,
  map?: ListMap,
  dryRun = false,
  process = PROCESS,
  publisher = 'Red Ciudadana',
) =>
  importList(deps(), PROGRAM, list, bytesInput(name, readFileSync(path.join(FOLDER, name))), {
    process,
    publisher,
    dryRun,
    map,
  });

const APPLICANTS: ListMap = {
  new_people: true,
  columns: { id: 'key', nombre: 'name', anosprofesional: 'state', cargo: 'none' },
  words: { state: { Descalificado: 'excluded', 'En proceso': 'continues' } },
};
const EVALUATED: ListMap = { words: { state: { Descalificado: 'graded', 'En proceso': 'shortlisted' } } };
const CHECKS: ListMap = {
  columns: {
    section: 'member',
    title: 'register',
    quote: 'question',
    quoteUrl: 'finding',
    fact: 'url',
    source: 'method',
    sourceUrl: 'source_title',
    'presidente-um': 'source_url',
  },
};

/** Who is who, as the notes beside the data say. */
function answers(): Record<string, string> {
  const notes = readFileSync(path.join(DATA, 'README.md'), 'utf8');
  const line = notes.split('\n').find((one) => one.startsWith('- `evaluaciones.json`')) ?? '';
  return Object.fromEntries(
    [...line.matchAll(/`([^`]+)`=(\d+)/g)].map(([, name = '', id = '']) => [name, `candidato-${id}`]),
  );
}

const whole = async () => {
  const file = await processFileOf(database.db, PROCESS);
  if (!file) throw new Error('no process');
  return file;
};
const faults = ({ list }: Awaited<ReturnType<typeof read>>) =>
  Object.fromEntries(
    [...Map.groupBy(list.refused, ({ column, fault }) => `${column} ${fault}`)].map(([what, rows]) => [
      what,
      rows.length,
    ]),
  );

describe.skipIf(!existsSync(FOLDER))('the files of 2018 (skipped where they are not at hand)', () => {
  it('go in whole, with every fault listed', { timeout: 120_000 }, async () => {
    const kind = JSON.parse(readFileSync(KIND, 'utf8')) as KindFile;
    await importKind(deps(), PROGRAM, bytesOf(kind));
    await importProcess(
      deps(),
      PROGRAM,
      bytesOf({
        slug: PROCESS,
        kind: kind.slug,
        kind_version: kind.version,
        title: 'Proceso de prueba',
        year: 2018,
        bodies: [{ key: 'comision', name: 'Comisión', cite: ['web'] }],
        sources: { web: { title: 'Datos abiertos', publisher: 'Red Ciudadana' } },
        cite: ['web'],
      }),
    );
    expect(readdirSync(FOLDER)).toHaveLength(10);

    // Keys that moved: refused whole, and what the columns seem to be is offered.
    const moved = await read('candidate', 'descalificados.json');
    expect([moved.fault, moved.list.taken]).toMatchObject([{ code: 'moved' }, 0]);
    expect(moved.offered?.columns).toMatchObject({ id: 'key', nombre: 'name', anosprofesional: 'state' });
    expect(moved.offered?.columns?.['estado']).toBe('none');
    const tried = await read('candidate', 'descalificados.json', APPLICANTS, true);
    expect([tried.list.taken, tried.done?.ok, (await whole()).candidacies]).toEqual([41, true, undefined]);
    expect(faults(await read('candidate', 'descalificados.json', APPLICANTS))).toEqual({});

    // Words that mean something else in each file: nothing is read of them until somebody says what.
    const asked = await read('candidate', 'perfil.json');
    expect([faults(asked), Object.keys(asked.offered?.words?.['state'] ?? {})]).toEqual([
      { 'state bad_word': 28 },
      ['En proceso', 'Descalificado'],
    ]);
    const evaluated = await read('candidate', 'perfil.json', EVALUATED);
    expect([evaluated.list.taken, faults(evaluated)]).toEqual([28, {}]);
    expect(evaluated.left).toEqual(expect.arrayContaining(['edad', 'estadocivil', 'email', 'direccion']));

    // A zero that stands for nothing recorded.
    const zeros = await read('score', 'perfil.json', {
      columns: { id: 'candidate_id', nombre: 'candidate', resultadosEvaluacion: 'total' },
    });
    expect([zeros.list.taken, faults(zeros)]).toEqual([6, { 'total zero_total': 22 }]);

    // Eight names need a person.
    const some = await read('score', 'evaluaciones.json', undefined, true);
    expect([some.list.taken, faults(some)]).toEqual([20, { 'candidate unknown_candidate': 8 }]);
    expect(Object.keys(some.offered?.people ?? {}).toSorted()).toEqual(Object.keys(answers()).toSorted());
    const scores = await read('score', 'evaluaciones.json', {
      people: answers(),
      every_row: { grading: 'Evaluación' },
    });
    expect([scores.list.taken, faults(scores)]).toEqual([28, {}]);

    // Nothing but ids: of another publisher they would be of nobody.
    const strange = await read('objection', 'tachas.json', undefined, true, PROCESS, 'Otra organización');
    expect([strange.list.taken, faults(strange)]).toEqual([0, { 'candidate unconfirmed': 16 }]);
    const objections = await read('objection', 'tachas.json');
    expect([objections.list.taken, faults(objections)]).toEqual([16, {}]);
    const documents = await read('document', 'documentos-disponibles.json');
    expect([documents.list.taken, faults(documents)]).toEqual([123, {}]);

    // Members before what was asked about them.
    const nobody = await read('check', 'postulador-fact-checking-data.json', CHECKS);
    expect([nobody.list.taken, faults(nobody)]).toEqual([0, { 'member unknown_member': 69 }]);
    const members = await read('member', 'postuladores-comision.json');
    expect([members.list.taken, faults(members)]).toEqual([23, {}]);
    expect(members.left).toEqual(expect.arrayContaining(['estado', 'fechaNacimiento', 'profesion']));
    const shifted = await read('check', 'postulador-fact-checking-data.json');
    expect(shifted.fault).toMatchObject({ code: 'moved' });
    expect(shifted.offered?.columns).toMatchObject({
      section: 'member',
      quote: 'question',
      fact: 'url',
      'presidente-um': 'source_url',
    });
    const checks = await read('check', 'postulador-fact-checking-data.json', CHECKS);
    expect([checks.list.taken, faults(checks), checks.done?.ok]).toEqual([69, {}, true]);

    await expectNothingElse();
    await expectCounts();
    // Read again, nothing changes.
    const again = [
      await read('candidate', 'descalificados.json', APPLICANTS),
      await read('candidate', 'perfil.json', EVALUATED),
      await read('objection', 'tachas.json'),
      await read('document', 'documentos-disponibles.json'),
      await read('member', 'postuladores-comision.json'),
      await read('check', 'postulador-fact-checking-data.json', CHECKS),
    ];
    expect(again.map(({ done }) => done?.outcome)).toEqual(again.map(() => 'left'));
  });
});

describe.skipIf(!existsSync(FOLDER))('the same files on the sample of that election', () => {
  const SAMPLE = 'contralor-2018';
  const again = (list: ListKind, name: string, map?: ListMap) => read(list, name, map, false, SAMPLE);

  it('find who is there already, and what is known of them stays the last that is known', async () => {
    const of = (name: string) => readFileSync(path.join(ROOT, 'samples/selections', name));
    await importKind(deps(), PROGRAM, of('kinds/contralor.json'));
    const sample = await importProcess(deps(), PROGRAM, of(`${SAMPLE}.json`));
    // The institution is of other samples.
    if (!sample.ok) {
      const { institution: _, ...rest } = JSON.parse(of(`${SAMPLE}.json`).toString()) as Record<
        string,
        unknown
      >;
      expect((await importProcess(deps(), PROGRAM, bytesOf(rest))).ok).toBe(true);
    }
    const all = [
      await again('candidate', 'descalificados.json', APPLICANTS),
      await again('candidate', 'perfil.json', EVALUATED),
      await again('score', 'evaluaciones.json', { people: answers() }),
      await again('objection', 'tachas.json'),
      await again('document', 'documentos-disponibles.json'),
      await again('member', 'postuladores-comision.json'),
      await again('check', 'postulador-fact-checking-data.json', CHECKS),
    ];
    expect(all.map(({ list, done }) => [list.taken, list.refused.length, done?.ok])).toEqual(
      [41, 28, 28, 16, 123, 23, 69].map((taken) => [taken, 0, true]),
    );
    const { candidacies = [], bodies = [] } = (await processFileOf(database.db, SAMPLE)) ?? {};
    const holders = bodies.flatMap(({ seats = [] }) => seats.flatMap((seat) => seat.holders));
    expect([candidacies.length, holders.length]).toEqual([41, 23]);
    const states = await database.db
      .selectFrom('candidacies as c')
      .innerJoin('selections as s', 's.id', 'c.selection_id')
      .select(['c.state', (eb) => eb.fn.countAll<number>().as('count')])
      .where('s.slug', '=', SAMPLE)
      .groupBy('c.state')
      .orderBy('c.state')
      .execute();
    expect(states.map(({ state, count }) => [state, Number(count)])).toEqual([
      ['elected', 1],
      ['excluded', 13],
      ['graded', 22],
      ['shortlisted', 5],
    ]);
  }, 120_000);
});

/** Empty, no list, and a file that is left over from another election. */
async function expectNothingElse(): Promise<void> {
  const before = JSON.stringify(await whole());
  expect((await read('check', 'fact-checking-data.json')).fault).toMatchObject({ code: 'no_rows' });
  expect((await read('document', 'institucion-data.json')).done).toBeUndefined();
  const slider = 'main-page-slider-data.json';
  expect((await read('candidate', slider)).done).toBeUndefined();
  const stale = [
    await read('candidate', slider, { columns: { id: 'key', caption: 'name' } }),
    await read('objection', slider, {
      columns: { id: 'candidate_id', caption: 'candidate', route: 'ground' },
    }),
    await read('document', slider, {
      columns: { id: 'candidate_id', caption: 'candidate', imageLink: 'url', route: 'title' },
    }),
  ];
  for (const one of stale) {
    expect(one.fault).toMatchObject({ code: 'other_election' });
    expect([one.list.taken, one.done, Object.values(faults(one))]).toEqual([0, undefined, [6]]);
  }
  expect(JSON.stringify(await whole())).toBe(before);
}

async function expectCounts(): Promise<void> {
  const {
    candidacies = [],
    gradings = [],
    objections = [],
    documents = [],
    bodies = [],
    checks = [],
  } = await whole();
  const have = (...states: string[]) =>
    candidacies.filter((one) => one.states.some(({ state }) => states.includes(state))).length;
  expect({
    applicants: candidacies.length,
    excluded: have('excluded'),
    evaluated: have('graded', 'shortlisted'),
    nominated: have('shortlisted'),
    scored: gradings.find(({ key }) => key === 'evaluacion')?.scores.length,
    objections: objections.reduce((sum, { count = 0 }) => sum + count, 0),
    objected: new Set(objections.map(({ candidacy }) => candidacy)).size,
    decided: objections.filter(({ decision }) => decision !== undefined).length,
    documents: documents.length,
    common: documents.filter(({ candidacy }) => candidacy === undefined).length,
    commissioners: bodies.flatMap(({ seats = [] }) => seats.flatMap(({ holders }) => holders)).length,
    presidents: bodies.flatMap(({ seats = [] }) => seats.filter(({ chairs }) => chairs)).length,
    checks: checks.length,
    checked: new Set(checks.map(({ holder }) => holder)).size,
  }).toEqual({
    applicants: 41,
    excluded: 13,
    evaluated: 28,
    nominated: 6,
    scored: 28,
    objections: 16,
    objected: 7,
    decided: 6,
    documents: 9,
    common: 3,
    commissioners: 23,
    presidents: 1,
    checks: 69,
    checked: 23,
  });
  // Amounts as printed, whatever the comma means.
  const printed = checks.map(({ finding = '' }) => finding).join('\n');
  for (const amount of ['Q.54,746.13', 'Q. 392,292.86', 'Q,318,250.00', 'Q42,000.00'])
    expect(printed).toContain(amount);
  const all = JSON.stringify(await whole());
  for (const secret of ['Casad', 'Solter', 'Persona Ejemplo', '/1959', 'Pendiente'])
    expect(all).not.toContain(secret);
}
