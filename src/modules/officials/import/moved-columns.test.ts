/** Lists whose columns are not what they are called, as published lists have them; everybody in them is invented. */
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import { everyText } from '../../../../test/harness/every-text.ts';
import { readColumnMap } from './column-map.ts';
import { take } from './person-fixtures.ts';
import { printOffered } from './person-report.ts';

const PEOPLE = [
  ['Zutana Beta Ficticia Ejemplar', 'Candidata', 'Femenino'],
  ['Perengano Delta Otrado Distinto', 'Candidato', 'Masculino'],
  ['Mengana Gama Inventada Prueba', 'Candidata', 'Masculino'],
  ['Fulano Alfa Supuesto Modelo', 'Candidato', 'Masculino'],
  ['Sutano Epsilon Figurado Muestra', 'Candidato', 'Masculino'],
  ['Merengana Zeta Fingida Tipo', 'Candidata', 'Femenino'],
] as const;

/** Keys that moved: the last is the first row's value, names of columns stand where values should. */
const MOVED = JSON.stringify(
  PEOPLE.map(([nombre, candidate, sex], at) => ({
    id: `candidato-${at + 1}`,
    nombre,
    cargo: String(at + 1),
    institucion: `${candidate} Elección de Contraloría de Ejemplo`,
    profesion: 'institucion',
    educacion: 'Empleado en relación de dependencia (sector privado)',
    edad: 'educacion',
    estadocivil: `28/12/195${at}`,
    estado: 'Estado',
    anosprofesional: at === 3 ? 'Descalificado' : 'En proceso',
    colegiado: '0',
    ocupacion: 'colegiado',
    sexo: 'Pendiente',
    'candidato-1': sex,
  })),
  null,
  1,
);

describe('a list whose columns moved', () => {
  const database = useDatabase();

  it('is refused as a whole, with what its columns seem to be', async () => {
    const { done, events } = await take(database.db, MOVED, { name: 'corrida.json' });
    expect(done.fault).toMatchObject({
      key: 'officials.file.fault.shifted',
      values: { columns: 'cargo, institucion, profesion, edad, estadocivil, estado' },
    });
    expect(done.counts.rows).toBe(0);
    expect(events).toEqual([]);
    expect(await database.db.selectFrom('people').select('id').execute()).toEqual([]);
    expect(JSON.parse(printOffered(done) ?? '')).toEqual({
      columns: {
        id: 'row_id',
        nombre: 'name',
        cargo: 'list_number',
        institucion: 'post',
        profesion: 'none',
        educacion: 'none',
        edad: 'none',
        estadocivil: 'none',
        estado: 'none',
        anosprofesional: 'state',
        colegiado: 'none',
        ocupacion: 'none',
        sexo: 'none',
        'candidato-1': 'gender',
      },
    });
  });

  it('goes in with what was offered, and nothing private with it', async () => {
    const { db } = database;
    const { done: refused } = await take(db, MOVED, { name: 'corrida.json', dryRun: true });
    const read = readColumnMap(printOffered(refused) ?? '');
    if (!('map' in read)) throw new Error('what is offered must be readable');
    const map = { columns: { ...read.map.columns, educacion: 'profession' as const } };
    const { done, events } = await take(db, MOVED, { name: 'corrida.json', map });
    expect(done.counts).toEqual({ rows: 6, created: 6, changed: 0, left: 0, refused: 0, left_out: 0 });
    expect(Object.fromEntries(done.dropped)).toEqual({ tax_activity: 6 });
    // “Candidata” and “masculino”: neither is said.
    expect(events.flatMap((event) => ('finding' in event ? [event.finding.key] : []))).toEqual([
      'officials.row.warning.gender_post',
    ]);
    const held = await db
      .selectFrom('tenures as t')
      .innerJoin('people as p', 'p.id', 't.person_id')
      .select(['p.name', 't.kind', 't.process', 't.state', 't.list_number'])
      .orderBy('t.list_number')
      .execute();
    expect(held.map(({ name, ...tenure }) => [name, ...Object.values(tenure)])).toEqual(
      PEOPLE.map(([name], at) => [
        name,
        'candidacy',
        'Elección de Contraloría de Ejemplo',
        at === 3 ? 'Descalificado' : 'En proceso',
        String(at + 1),
      ]),
    );
    const said = await db
      .selectFrom('statements')
      .select(['property'])
      .where('property', '!=', 'name')
      .execute();
    expect(said.map(({ property }) => property)).toEqual(['gender', 'gender', 'gender', 'gender', 'gender']);
    const kept = await everyText(db);
    for (const secret of ['28/12/195', '1950', 'relación de dependencia']) expect(kept).not.toContain(secret);
  });

  it('is already in only when it was read so: the same bytes with another map are another list', async () => {
    const { db } = database;
    const csv = 'nombre,puesto,encargo\nZutana Beta Repetida,Jueza de Ejemplo,Fiscal de Ejemplo\n';
    const one = { name: 'dos-veces.csv' };
    const asPost = { columns: { encargo: 'post' as const, puesto: 'none' as const } };
    const first = await take(db, csv, one);
    expect([first.done.already, first.done.counts.created]).toEqual([undefined, 1]);
    // Saying what is so anyway is the same reading.
    const same = await take(db, csv, { ...one, map: { columns: { puesto: 'post', encargo: 'none' } } });
    expect(same.done.already).toBeInstanceOf(Temporal.Instant);
    const other = await take(db, csv, { ...one, map: asPost });
    expect(other.done.already).toBeUndefined();
    expect(other.done.counts).toMatchObject({ created: 0, left: 1 });
    expect(other.events.map((event) => 'finding' in event && event.finding.key)).toContain(
      'officials.file.warning.read_otherwise',
    );
    expect((await take(db, csv, { ...one, map: asPost })).done.already).toBeInstanceOf(Temporal.Instant);
    const everyRow = { columns: {}, every_row: { department: 'Guatemala' } };
    expect((await take(db, csv, { ...one, map: everyRow })).done.already).toBeUndefined();
    const read = await db
      .selectFrom('official_imports')
      .select('read_as')
      .where('file_name', '=', one.name)
      .execute();
    expect(new Set(read.map(({ read_as }) => read_as)).size).toBe(3);
  });

  it('says what is wrong with a map: no column, a private one, a field that is none, no JSON', async () => {
    const { db } = database;
    const faultOf = async (columns: Record<string, 'name' | 'post' | 'none'>) =>
      (await take(db, MOVED, { name: 'x.json', map: { columns } })).done.fault;
    expect(await faultOf({ apodo: 'name' })).toMatchObject({
      key: 'officials.file.fault.map_header',
      values: { header: 'apodo' },
    });
    expect(await faultOf({ estadocivil: 'post' })).toMatchObject({
      key: 'officials.file.fault.private_column',
    });
    // Without a private column nothing is lost: nobody reads it anyway.
    expect(await faultOf({ estadocivil: 'none' })).toMatchObject({ key: 'officials.file.fault.shifted' });
    for (const [text, key] of [
      ['{"columns": {"nombre": "apodo"}}', 'map_field'],
      ['{"columns": {"nombre": "name"}, "todo": 1}', 'map_shape'],
      ['{"columns": {"nombre": "name"}, "every_row": {"name": "Fulana"}}', 'map_shape'],
      ['{"columns": {"nombre": ["name"]}}', 'map_field'],
      ['[1]', 'map_shape'],
      ['{}', 'map_shape'],
      ['null', 'map_shape'],
      ['{', 'map_json'],
    ] as const)
      expect([text, readColumnMap(text)]).toMatchObject([
        text,
        { fault: { key: `officials.file.fault.${key}` } },
      ]);
  });
});

const COMMISSION = JSON.stringify([
  {
    id: 'presidente-ue',
    nombre: 'Zutana Beta Ficticia Ejemplar',
    institucion: 'Universidad de Ejemplo',
    cargo: 'Presidenta de la Comisión de Postulación',
    profesion: '/actividades de asesoramiento empresarial y en materia de gestión',
    fechaNacimiento: '06/10/1947',
    lugarNacimiento: 'Un pueblo inventado',
    sexo: 'Femenino',
    estado: 'Casada con Persona Secreta',
  },
  {
    id: 'colegio-1',
    nombre: 'Perengano Delta Otrado Distinto',
    institucion: 'Planilla de Ejemplo',
    cargo: 'Representantes Colegio de Ejemplo',
    profesion: 'Perito contador',
    fechaNacimiento: '',
    lugarNacimiento: '',
    sexo: 'Masculino',
    estado: '',
  },
]);

describe('a list of those who sit in a commission', () => {
  const database = useDatabase();
  const held = () =>
    database.db
      .selectFrom('tenures as t')
      .innerJoin('people as p', 'p.id', 't.person_id')
      .select([
        'p.kind as person',
        't.kind',
        't.post_printed',
        't.body_printed',
        't.process',
        't.unit',
        't.state',
      ])
      .orderBy('t.id')
      .execute();

  it('says of nobody that they hold an office in the body that sent them', async () => {
    const { done, events } = await take(database.db, COMMISSION, { name: 'comision.json' });
    expect(done.counts).toMatchObject({ created: 2 });
    expect(events.flatMap((event) => ('finding' in event ? [event.finding.key] : []))).toEqual([
      'officials.row.warning.which_commission',
      'officials.row.warning.no_role',
    ]);
    expect(await held()).toEqual([
      {
        person: 'commissioner',
        kind: 'commission',
        post_printed: 'Presidenta de la Comisión de Postulación',
        body_printed: 'Comisión de Postulación',
        process: '',
        unit: 'Universidad de Ejemplo',
        state: '',
      },
    ]);
  });

  it('is read with what holds for every row, and what is private stays outside', async () => {
    const { db } = database;
    const commission = 'Comisión de Postulación de Ejemplo 2018';
    const map = { columns: { estado: 'none' as const }, every_row: { commission } };
    const { done } = await take(db, COMMISSION.replace('[', '[ '), { name: 'comision-2.json', map });
    expect(done.counts).toMatchObject({ created: 2 });
    expect((await held()).slice(1)).toMatchObject([
      {
        post_printed: 'Presidenta de la Comisión de Postulación',
        body_printed: commission,
        process: commission,
      },
      { kind: 'commission', unit: 'Planilla de Ejemplo', body_printed: commission, process: commission },
    ]);
    const kept = await everyText(db);
    for (const secret of ['Persona Secreta', 'asesoramiento', '06/10', 'pueblo inventado'])
      expect(kept).not.toContain(secret);
  });
});

describe('a list of something else', () => {
  const database = useDatabase();

  it('is told that it is none of people, or has no names', async () => {
    const { db } = database;
    const commissions =
      'id,nombre,institution,fechaEleccion\n1,Comisión de Postulación de Ejemplo,Corte,20/08/17\n2,Comisión del Colegio,Corte,Pendiente\n';
    expect((await take(db, commissions)).done.fault).toMatchObject({
      key: 'officials.file.fault.not_people',
      line: 1,
      column: 2,
    });
    const slider = '[{"caption":"Zutana Beta","route":"perfil","id":"candidato-5"}]';
    expect((await take(db, slider)).done.fault).toMatchObject({ key: 'officials.file.fault.no_name_column' });
    expect(await db.selectFrom('people').select('id').execute()).toEqual([]);
  });

  it('puts no name on a stranger who has the same number in another list', async () => {
    const { db } = database;
    const first =
      '[{"id":"candidato-5","nombre":"Zutana Beta Ficticia Ejemplar","seleccionarEleccion":"Una"}]';
    await take(db, first, { name: 'perfil.json' });
    const leftover =
      '[{"id":"candidato-5","nombre":"Perengano Delta Otrado Distinto","seleccionarEleccion":"Otra"}]';
    const { done } = await take(db, leftover, { name: 'perfil.json' });
    expect(done.counts).toMatchObject({ created: 1, changed: 0 });
    const people = await db.selectFrom('people').select('name').orderBy('name').execute();
    expect(people.map(({ name }) => name)).toEqual([
      'Perengano Delta Otrado Distinto',
      'Zutana Beta Ficticia Ejemplar',
    ]);
  });
});
