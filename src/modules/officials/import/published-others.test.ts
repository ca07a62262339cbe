/** Other published lists, as far as they are at hand; not part of the project, and their people are counted only. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import { everyText } from '../../../../test/harness/every-text.ts';
import { run } from '../../../platform/db/outcome.ts';
import { MATERIAL } from '../../publications/import/fixtures.ts';
import { decidePair } from '../commands/pairs.ts';
import { readColumnMap } from './column-map.ts';
import { fileInput } from './file-bytes.ts';
import { ACTOR, NOW } from './person-fixtures.ts';
import { importPeople, type PersonEvent, type PersonImportOptions } from './person-import.ts';
import { printOffered } from './person-report.ts';

const DATA = path.join(MATERIAL, 'data');
const PROCESS = path.join(DATA, 'EleccionCGC/static-files');
const LIST = path.join(DATA, 'JusticiaPedia4.0/justiciapedia.csv');
const DEPUTIES = path.join(DATA, 'Monitor_Legislativo/_data/diputados.json');

const PROCESS_NAME = 'Elección de Contraloría General de Cuentas';
const COMMISSION = {
  columns: { estado: 'none' as const },
  every_row: { commission: 'Comisión de Postulación para Contralor General de Cuentas 2018' },
};

describe.skipIf(!existsSync(PROCESS))('the published lists of a process (skipped where not at hand)', () => {
  const database = useDatabase();
  const take = async (file: string, options: Partial<PersonImportOptions> = {}) => {
    const events: PersonEvent[] = [];
    const done = await importPeople(
      { db: database.db, now: () => NOW },
      ACTOR,
      await fileInput(file),
      { dryRun: false, draft: false, publisher: 'Organización de Ejemplo', ...options },
      (event) => events.push(event),
    );
    const told = Map.groupBy(events, (event) => ('finding' in event ? event.finding.key : event.what));
    return { done, told: Object.fromEntries([...told].map(([what, of]) => [what, of.length])) };
  };
  const people = async (): Promise<number> => {
    const { count } = await database.db
      .selectFrom('people')
      .select((eb) => eb.fn.count<number>('canonical_id').distinct().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  };
  /** “The same” to every pair that one of the reasons speaks for. */
  async function accept(...reasons: string[]): Promise<void> {
    const { db } = database;
    const pairs = await db
      .selectFrom('person_pairs')
      .select('id')
      .where(sql<boolean>`reasons && ${sql.val(reasons)}::text[]`)
      .where('decision', '=', 'open')
      .orderBy('id')
      .execute();
    for (const { id } of pairs) {
      const act = { actor: ACTOR, now: NOW, reason: 'El mismo nombre' };
      await run(db, (trx) => decidePair(trx, act, id, { decision: 'same' }));
    }
  }

  it('refuses what is no list of people', async () => {
    for (const name of [
      'documentos-disponibles',
      'evaluaciones',
      'fact-checking-data',
      'institucion-data',
      'main-page-slider-data',
      'postulador-fact-checking-data',
      'tachas',
    ]) {
      const { done } = await take(path.join(PROCESS, `${name}.json`));
      expect([name, done.fault?.key, done.counts.created]).toEqual([
        name,
        expect.stringMatching(/no_name_column|json|empty|not_people/),
        0,
      ]);
    }
    for (const name of ['comisiones', 'instituciones']) {
      const { done } = await take(path.join(DATA, `JusticiaPedia4.0/${name}.csv`));
      expect([name, done.fault?.key]).toEqual([name, 'officials.file.fault.not_people']);
    }
  });

  it('reads 28 evaluated, 41 applicants once their columns are said, 23 who sit in the commission', async () => {
    const { db } = database;
    const evaluated = await take(path.join(PROCESS, 'perfil.json'));
    expect(evaluated.done.counts).toMatchObject({ rows: 28, created: 28, refused: 0 });
    const file = path.join(PROCESS, 'descalificados.json');
    const moved = await take(file);
    expect(moved.done.fault?.key).toBe('officials.file.fault.shifted');
    const read = readColumnMap(printOffered(moved.done) ?? '');
    if (!('map' in read)) throw new Error('what is offered must be readable');
    expect(read.map.columns).toMatchObject({
      cargo: 'list_number',
      institucion: 'post',
      anosprofesional: 'state',
      'candidato-1': 'gender',
      edad: 'none',
      estadocivil: 'none',
      estado: 'none',
    });
    const applicants = await take(file, { map: read.map });
    expect(applicants.done.counts).toMatchObject({ rows: 41, created: 41, refused: 0 });
    expect(applicants.done.queued).toMatchObject({ equal_name: 28 });
    const seats = await take(path.join(PROCESS, 'postuladores-comision.json'), { map: COMMISSION });
    expect(seats.done.counts).toMatchObject({ rows: 23, created: 23, refused: 0 });
    const held = await db
      .selectFrom('tenures')
      .select(['kind', 'process', (eb) => eb.fn.countAll<number>().as('count')])
      .groupBy(['kind', 'process'])
      .orderBy('kind')
      .execute();
    expect(held.map(({ kind, count }) => [kind, count])).toEqual([
      // 28 who were evaluated, 41 who applied.
      ['candidacy', 69],
      ['commission', 23],
    ]);
    const told = [evaluated, applicants, seats].map(({ done, told: of }) => [
      Object.fromEntries([...done.dropped].filter(([kind]) => kind !== 'unknown_column')),
      of,
    ]);
    expect(told).toEqual([
      [
        { birth_date: 25, marital_status: 28, tax_activity: 13 },
        {
          'officials.row.warning.bar_number': 1,
          // Two who are called candidates in one gender, and said to be of the other.
          'officials.row.warning.gender_post': 2,
          'officials.row.warning.header_word': 4,
          created: 28,
        },
      ],
      [{}, { 'officials.row.warning.gender_post': 3, created: 41 }],
      [{ birth_date: 43, tax_activity: 15 }, { created: 23 }],
    ]);
    await accept('name_equal');
    expect(await people()).toBe(41 + 23);
    const kept = await everyText(db);
    expect(
      kept.match(/\b(?:Casad[oa]|Solter[oa])\b|relaci[oó]n de dependencia|asesoramiento empresarial/gi),
    ).toBeNull();
    expect(kept.match(/(?<!\d)\d{1,2}\/\d{1,2}\/19[2-8]\d(?!\d)/g)).toBeNull();
  });

  it('knows again who stands in two lists: 1,308 people', { timeout: 180_000 }, async () => {
    const earlier = (await database.db.selectFrom('people').select('id').execute()).map(({ id }) => id);
    const { done } = await take(LIST);
    expect(done.counts).toMatchObject({ rows: 1682, created: 1364 });
    const { db } = database;
    const across = await db
      .selectFrom('person_pairs')
      .select(['id', 'one_id', 'other_id'])
      .where('import_id', '=', done.importId ?? '')
      .where(sql<boolean>`'name_equal' = any(reasons)`)
      .where((eb) => eb.or(['one_id', 'other_id'].map((side) => eb(side as 'one_id', 'in', earlier))))
      .execute();
    expect(across).toHaveLength(3);
    // A candidate there and here with nothing in common but the name: nobody says that they are one.
    const stranger = await db
      .selectFrom('tenures')
      .select('person_id')
      .where('kind', '=', 'candidacy')
      .where('process', '=', PROCESS_NAME)
      .where(
        'person_id',
        'in',
        across.flatMap(({ one_id, other_id }) => [one_id, other_id]),
      )
      .execute();
    expect(stranger).toHaveLength(1);
    const ids = new Set(stranger.map(({ person_id }) => person_id));
    const left = across.filter(({ one_id, other_id }) => ids.has(one_id) || ids.has(other_id));
    const act = { actor: ACTOR, now: NOW, reason: 'Nada más en común que el nombre' };
    for (const { id } of left) await run(db, (trx) => decidePair(trx, act, id, { decision: 'not_same' }));
    await accept('name_equal');
    expect(await people()).toBe(1279 + 41 + 23 - 2);
    await accept('rows_agree');
    expect(await people()).toBe(1308);
  });

  it.skipIf(!existsSync(DEPUTIES))('reads 159 deputies', async () => {
    const before = await people();
    const map = {
      columns: {},
      every_row: { post: 'Diputada o diputado', institution: 'Congreso de la República' },
    };
    const { done, told } = await take(DEPUTIES, { map });
    expect([Object.fromEntries(done.dropped), told]).toEqual([
      { unknown_column: 319, birth_date: 159 },
      { created: 159 },
    ]);
    expect(done.counts).toMatchObject({ rows: 159, created: 159, refused: 0 });
    expect(await people()).toBe(before + 159);
  });
});
