import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import { everyText } from '../../../../test/harness/every-text.ts';
import type { Db } from '../../../platform/db/handles.ts';
import { insertBody } from '../fixtures-people.ts';
import { line, list, NIT, NOW, PERENGANO, take, ZUTANA } from './person-fixtures.ts';
import type { PersonEvent } from './person-import.ts';
import { isImported } from './person-report.ts';

const findings = (events: readonly PersonEvent[]): string[] =>
  events.flatMap((event) =>
    'finding' in event
      ? [`${event.what} ${event.finding.line}:${event.finding.column} ${event.finding.key.split('.').at(-1)}`]
      : [],
  );

async function said(db: Db, name: string): Promise<string[]> {
  const rows = await db
    .selectFrom('statements as t')
    .innerJoin('people as p', 'p.id', 't.subject_id')
    .innerJoin('sources as s', 's.id', 't.source_id')
    .select(['t.property', sql<string>`t.value ->> 'text'`.as('text'), 't.evidence', 's.title', 't.page'])
    .where('p.name', '=', name)
    .orderBy('t.position')
    .orderBy('t.id')
    .execute();
  return rows.map((row) => [row.property, row.text, row.evidence, row.title, row.page].join(' · '));
}

const held = (db: Db) =>
  db
    .selectFrom('tenures as t')
    .innerJoin('people as p', 'p.id', 't.person_id')
    .select([
      'p.name',
      't.kind',
      't.post_printed',
      't.body_printed',
      't.unit',
      't.process_key',
      't.state',
      't.starts',
      't.ends',
      't.institution_id',
      't.reason',
      't.list_number',
    ])
    .orderBy('p.name')
    .orderBy('t.id')
    .execute();

const pairs = async (db: Db): Promise<string[]> => {
  const rows = await db
    .selectFrom('person_pairs as q')
    .innerJoin('people as a', 'a.id', 'q.one_id')
    .innerJoin('people as b', 'b.id', 'q.other_id')
    .select(['a.name as one', 'b.name as other', 'q.band', 'q.decision'])
    .execute();
  return rows
    .map(({ one, other, ...q }) => [...[one, other].toSorted(), q.band, q.decision].join(' · '))
    .toSorted();
};

describe('a list of people', () => {
  const database = useDatabase();

  it('goes in, each fact with its source', async () => {
    const { db } = database;
    const body = await insertBody(db, 'Corte de Ejemplo');
    const { done, events } = await take(db, list(ZUTANA, PERENGANO));
    expect(done.counts).toEqual({ rows: 2, created: 2, changed: 0, left: 0, refused: 0, left_out: 0 });
    expect(Object.fromEntries(done.dropped)).toEqual({
      marital_status: 1,
      national_identifier: 1,
      tax_identifier: 1,
      address_with_number: 1,
    });
    expect(findings(events)).toEqual(['warning 2:12 day_or_month']);
    const file = 'shown · lista.csv · fila 2 (fila-1)';
    expect(await said(db, 'Zutana Beta Ficticia Ejemplar')).toEqual([
      `name · Zutana Beta Ficticia Ejemplar · ${file}`,
      `gender · femenino · ${file}`,
      `bar_number · 4100 · ${file}`,
      `experience · Jueza de paz · ${file}`,
      `experience · Asesora · ${file}`,
    ]);
    expect(await said(db, 'Perengano Delta Otrado Distinto')).toEqual([
      'name · Perengano Delta Otrado Distinto · shown · Boletín de Ejemplo · ',
    ]);
    expect(await held(db)).toMatchObject([
      { kind: 'candidacy', process_key: 'eleccion-de-ejemplo-2019', state: 'En Proceso' },
      {
        kind: 'office',
        post_printed: 'Jueza de Ejemplo',
        body_printed: 'Corte de Ejemplo (CDE)',
        unit: 'Sala Inventada',
        starts: '2004-05-28',
        ends: '2018',
        institution_id: body.id,
      },
    ]);
    const source = await db
      .selectFrom('sources')
      .select(['kind', 'publisher', 'note', 'archive', 'accessed_on'])
      .where('title', '=', 'lista.csv')
      .executeTakeFirstOrThrow();
    expect(source).toMatchObject({
      kind: 'data',
      publisher: 'Organización de Ejemplo',
      archive: 'link_only',
    });
    expect(source.note).toMatch(/^SHA-256 [\da-f]{64}$/);
    const people = await db.selectFrom('people').selectAll().orderBy('name').execute();
    expect(people).toMatchObject([
      { kind: 'candidate', status: 'published', slug: 'perengano-delta-otrado-distinto' },
      {
        kind: 'office_holder',
        slug: 'zutana-beta-ficticia-ejemplar',
        name_key: 'zutana beta ficticia ejemplar',
      },
    ]);
    const history = await db
      .selectFrom('history')
      .select(['action', 'record_id'])
      .where('record_kind', '=', 'person')
      .execute();
    expect(history).toHaveLength(2);
    expect(new Set(history.map(({ action }) => action))).toEqual(new Set(['published']));
    const listed = await db.selectFrom('person_listings').select('facets').execute();
    expect(listed.map(({ facets }) => facets.length > 1)).toEqual([true, true]);
  });

  it('creates nothing new the second time, nor with a row more but that row', async () => {
    const { db } = database;
    const before = await everyText(db);
    const again = await take(db, list(ZUTANA, PERENGANO));
    expect(again.done.counts).toMatchObject({ created: 0, changed: 0, left: 2 });
    expect(again.done.already).toEqual(NOW);
    expect(isImported(again.done)).toBe(true);
    expect(await everyText(db)).toEqual(before);

    const more = await take(
      db,
      list(
        { id: 'fila-0', nombre: 'Fulano Gama Nuevo Añadido' },
        { ...ZUTANA, sexo: '', puesto: 'Otro puesto' },
        PERENGANO,
      ),
    );
    expect(more.done.counts).toMatchObject({ created: 1, changed: 1, left: 1 });
    expect(more.events.filter(({ what }) => what === 'changed')).toMatchObject([{ line: 3, rows: 1 }]);
    expect((await held(db)).filter(({ kind }) => kind === 'office').map((one) => one.post_printed)).toEqual([
      'Jueza de Ejemplo',
      'Otro puesto',
    ]);
    expect(await pairs(db)).toEqual([]);
  });

  it('asks about those who are here, and gives homonyms their own address', async () => {
    const { db } = database;
    const { done, printed } = await take(
      db,
      list(
        {
          nombre: 'ZUTANA BETA FICTICIA EJEMPLAR',
          seleccionarEleccion: 'Otra elección',
          nocolegiado: '4100',
        },
        { nombre: 'Perengano Delta Otrado', seleccionarEleccion: 'Otra elección' },
        { nombre: 'Perengano Delta Otrado', seleccionarEleccion: 'Otra elección' },
      ),
      { name: 'otra.csv', draft: true },
    );
    expect(done.counts.created).toBe(3);
    expect(await pairs(db)).toEqual([
      'Perengano Delta Otrado · Perengano Delta Otrado Distinto · possible · open',
      'Perengano Delta Otrado · Perengano Delta Otrado Distinto · possible · open',
      'Perengano Delta Otrado · Perengano Delta Otrado · equal_name · open',
      'ZUTANA BETA FICTICIA EJEMPLAR · Zutana Beta Ficticia Ejemplar · same · open',
    ]);
    expect(done.queued).toEqual({ same: 1, equal_name: 1, possible: 2 });
    expect(printed.filter((one) => one.includes('por decidir'))).toEqual([
      'otra.csv:3:1: por decidir con la fila 4: nombre igual (93)',
    ]);
    const drafts = await db
      .selectFrom('people')
      .select(['slug', 'canonical_id', 'id'])
      .where('status', '=', 'draft')
      .orderBy('slug')
      .execute();
    expect(drafts.map(({ slug }) => slug)).toEqual([
      'perengano-delta-otrado',
      'perengano-delta-otrado-2',
      'zutana-beta-ficticia-ejemplar-2',
    ]);
    expect(drafts.every(({ id, canonical_id }) => id === canonical_id)).toBe(true);
    const ids = drafts.map(({ id }) => id);
    const seen = await db
      .selectFrom('person_listings')
      .select('person_id')
      .where('person_id', 'in', ids)
      .execute();
    expect(seen).toEqual([]);
  });
});

describe('a row', () => {
  const database = useDatabase();

  it('that cannot go in says why, and the rest goes in', async () => {
    const { db } = database;
    const shifted =
      'fila-9,Zutana Omega Corrida Ejemplar,Corte,x,x,x,x,,,,,,palabras,,,no,x,tampoco,ni esto,,';
    const text = [
      list(
        { nombre: '  ', puesto: 'x' },
        { nombre: '=SUMA(A1)' },
        { nombre: `Zutana ${NIT}` },
        { nombre: 'Zutana MartÃ­nez' },
        {
          nombre: 'Zutana Alfa Buena Ejemplar',
          sexo: 'x',
          seleccionarInstitucion: 'Corte Inventada',
          nocolegiado: '99999999',
          fotoURL: '=1+1',
          fechalaboral: 'ayer',
        },
      ),
      shifted,
      'fila-10,"Zutana, partida',
      'en dos"',
      `${line({ nombre: 'Zutana Sobra Celda Ejemplar' })},sobra`,
    ].join('\n');
    const { done, events, printed } = await take(db, text);
    expect(findings(events)).toEqual([
      'refused 2:2 no_name',
      'refused 3:2 formula',
      'refused 4:2 number_in_name',
      'refused 5:2 letters',
      'warning 6:3 gender',
      'warning 6:13 bar_number',
      'warning 6:16 formula',
      'warning 6:11 date',
      'refused 7:0 shifted',
      'refused 8:2 fewer_cells',
      'refused 10:22 more_cells',
    ]);
    expect(printed[2]).toBe('lista.csv:4:2: rechazada: En el nombre hay un número. Deje solo el nombre.');
    expect(done.counts).toMatchObject({ rows: 8, created: 1, refused: 7 });
    expect((await db.selectFrom('people').select('name').execute()).map(({ name }) => name)).toEqual([
      'Zutana Alfa Buena Ejemplar',
    ]);
  });

  it('with an id that stood with another name is refused, with line and column; the same name may repeat it', async () => {
    const text = list(
      { id: 'doble-1', nombre: 'Zutana Id Repetida' },
      { id: 'doble-1', nombre: 'Zutana  Id repetida', puesto: 'Jueza' },
      { id: 'doble-1', nombre: 'Mengano Otro Nombre' },
      { id: '', nombre: 'Fulana Sin Id' },
      { id: '', nombre: 'Fulano Sin Id' },
    );
    const { done, events } = await take(database.db, text, { name: 'dobles.csv' });
    expect([done.counts.refused, done.counts.rows]).toEqual([1, 5]);
    expect(findings(events).filter((one) => one.startsWith('refused'))).toEqual(['refused 4:1 duplicate_id']);
    const names = await database.db
      .selectFrom('people')
      .select('name')
      .where('import_id', '=', done.importId ?? '')
      .execute();
    expect(names.map(({ name }) => name)).not.toContain('Mengano Otro Nombre');
  });

  it('may have post and unit swapped, or name a candidate in its post', async () => {
    const { db } = database;
    const comision = 'Comisión de Postulación de Ejemplo';
    const { events } = await take(
      db,
      list(
        {
          nombre: 'Mengano Cambiado Uno Dos',
          puesto: 'Corte de Ejemplo (CDE)',
          dependencia: 'Magistrado',
          seleccionarComision: comision,
        },
        {
          nombre: 'Mengano Candidato Uno Dos',
          puesto: 'Candidato a Contralor',
          seleccionarInstitucion: 'Contraloría',
        },
        {
          nombre: 'Mengano Elector Uno Dos',
          puesto: 'Planilla 7',
          seleccionarComision: 'Comisión de Consejo Inventado',
        },
      ),
      { name: 'cambiadas.csv' },
    );
    expect(findings(events)).toEqual(['warning 2:4 swapped']);
    const rows = (await held(db))
      .filter(({ name }) => name.startsWith('Mengano'))
      .map((one) => [one.kind, one.post_printed, one.unit, one.body_printed, one.process_key]);
    expect(rows).toEqual([
      ['commission', 'Magistrado', 'Corte de Ejemplo (CDE)', comision, 'comision-de-postulacion-de-ejemplo'],
      ['candidacy', 'Candidato a Contralor', '', 'Contraloría', 'contralor'],
      ['elector', 'Planilla 7', '', 'Comisión de Consejo Inventado', 'comision-de-consejo-inventado'],
    ]);
  });
});
