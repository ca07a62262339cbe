import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { run } from '../../../platform/db/outcome.ts';
import { applyInstitutions } from '../commands/apply-institutions.ts';
import { undoInstitutions } from '../commands/undo-institutions.ts';
import { MATERIAL } from '../../publications/import/fixtures.ts';
import { actBy, done, draftInstitution, exampleSource } from '../institution-fixtures.ts';
import { statementsOf } from '../queries/statements.ts';
import { FileFault, openTable } from './csv-file.ts';
import { filledDown } from './copied-cells.ts';
import { isFormula } from './institution-columns.ts';
import { type InstitutionPlan, planInstitutions } from './institution-plan.ts';

const database = useDatabase();
let made: ReturnType<typeof testDeps> | undefined;
const deps = new Proxy({} as ReturnType<typeof testDeps>, {
  get: (_none, name) => Reflect.get((made ??= testDeps(database.db)), name) as unknown,
});

const tableOf = (bytes: Uint8Array, name = 'lista.csv') =>
  openTable({
    name,
    size: bytes.length,
    async *read() {
      yield bytes;
    },
  });
const plan = async (text: string | Uint8Array): Promise<InstitutionPlan> =>
  planInstitutions(deps.db, await tableOf(typeof text === 'string' ? new TextEncoder().encode(text) : text));

/** As the importer of files does it. */
async function apply(text: string | Uint8Array, publish = true): Promise<string> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const table = await tableOf(bytes);
  const sourceId = await exampleSource(deps, `Archivo ${Math.random()}`);
  const { id: importId } = await deps.db
    .insertInto('official_imports')
    .values({
      kind: 'institution',
      source_id: sourceId,
      file_name: 'lista.csv',
      sha256: table.sha256,
      actor: 'system:test',
      created_at: deps.now(),
      undone_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const planned = await planInstitutions(deps.db, table);
  const from = {
    importId,
    sourceId,
    publish,
    pageOf: (line: number) => `fila ${line}`,
    why: (keep: string) => keep,
  };
  await done(deps, (trx) => applyInstitutions(trx, actBy(deps), planned, from));
  return importId;
}

const keys = ({ findings }: InstitutionPlan) =>
  findings.map(({ key, line, column }) => [key.replace('officials.institution_file.', ''), line, column]);

describe('what a row says', () => {
  it('takes a number that counts up with the rows for filled down, and nothing else', () => {
    const cells = [
      '21 Calle 7-70',
      '22 Calle 7-70',
      '23 Calle 7-70',
      '24 Calle 7-70',
      '9 Avenida',
      '10 Avenida',
    ];
    expect([...filledDown(cells)]).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
    ]);
    expect(filledDown(['1', '3', '5']).size).toBe(0);
    expect(filledDown(['1 A 1', '2 A 2', '3 A 3']).size).toBe(0);
    expect(filledDown(['', '', '']).size).toBe(0);
    expect(filledDown(['1 A 5', '2 A 5', '2 A 6']).size).toBe(0);
  });

  it('does not take a telephone number for a formula', () => {
    expect(['+502 2290-0000', '-5', '(+502) 1'].map(isFormula)).toEqual([false, false, false]);
    expect(['=1+1', ' @x', '+cmd', '-x', '＝a'].map(isFormula)).toEqual([true, true, true, true, true]);
  });
});

describe('a list of institutions', () => {
  it('is planned by line and column before anything is written', async () => {
    const planned = await plan(
      [
        'id,Nombre,color,web,correo,telefono',
        '1,Consejo Uno (CU),verde,www.uno.test/a,info@uno.test,+502 1111',
        '1,Consejo Dos,,,,',
        '3,  ,,,,',
        '4,Consejo Cuatro,,no es web,tampoco,=1',
        '5,consejo uno [cu],,,,',
        '6,Consejo Seis,,,',
      ].join('\n'),
    );
    expect(planned.counts).toEqual({ created: 1, changed: 0, sourced: 0, unchanged: 0, refused: 5, kept: 0 });
    expect(keys(planned)).toEqual([
      ['unknown_column', 0, 3],
      ['duplicate_id', 3, 1],
      ['empty_name', 4, 2],
      ['bad_link', 5, 4],
      ['bad_email', 5, 5],
      ['formula', 5, 6],
      ['duplicate_name', 6, 2],
      ['officials.file.fault.fewer_cells', 7, 5],
    ]);
    expect(planned.rows[0]?.facts.map(({ property, value }) => [property, value])).toEqual([
      ['name', { text: 'Consejo Uno (CU)' }],
      ['acronym', { text: 'CU' }],
      ['website', { text: 'uno.test/a', href: 'http://www.uno.test/a' }],
      ['email', { text: 'info@uno.test' }],
      ['phone', { text: '+502 1111' }],
    ]);
    expect(await deps.db.selectFrom('institutions').select('id').execute()).toEqual([]);
  });

  it('must have a column of names', async () => {
    await expect(plan('id,titulo\n1,Algo')).rejects.toThrow(FileFault);
  });

  it('is read in with what each row says, and read in again changes nothing', async () => {
    const text =
      'id,nombre,direccion,fotoURL\n1,Casa A,1 Calle 2-3,https://f.test/a.png\n2,Casa B,2 Calle 2-3,\n3,Casa C,"3 Calle 2-3",\n';
    await apply(text);
    const rows = await deps.db
      .selectFrom('institutions')
      .select(['id', 'name', 'status'])
      .where('name', 'like', 'Casa %')
      .orderBy('sort_key')
      .execute();
    expect(rows.map(({ name, status }) => [name, status])).toEqual([
      ['Casa A', 'published'],
      ['Casa B', 'published'],
      ['Casa C', 'published'],
    ]);
    const said = await statementsOf(
      deps.db,
      rows.map(({ id }) => id),
      { office: true },
    );
    const of = (at: number) =>
      said
        .filter((one) => one.subjectId === rows[at]?.id)
        .map(({ property, evidence, page, reason }) => [property, evidence, page, reason]);
    expect(of(0)).toEqual([
      ['name', 'shown', 'fila 2', ''],
      ['address', 'shown', 'fila 2', ''],
      ['picture', 'kept', 'fila 2', 'no_licence'],
    ]);
    expect(of(2)).toEqual([
      ['name', 'shown', 'fila 4', ''],
      ['address', 'kept', 'fila 4', 'drag_filled'],
    ]);
    expect((await plan(text)).counts).toEqual({
      created: 0,
      changed: 0,
      sourced: 0,
      unchanged: 3,
      refused: 0,
      kept: 0,
    });
  });

  it('adds what another file says beside what is shown, and takes all of it back', async () => {
    await apply('nombre,direccion,mision\nOficina Z,1 Calle 1-01,\n');
    const second = await apply('nombre,direccion,mision\noficina z,9 Calle 9-09,Servir\nOficina Y,,\n');
    const { id } = await deps.db
      .selectFrom('institutions')
      .select('id')
      .where('name', '=', 'Oficina Z')
      .executeTakeFirstOrThrow();
    const said = async () =>
      (await statementsOf(deps.db, [id], { office: true })).map(({ value, evidence }) => [
        value.text,
        evidence,
      ]);
    expect(await said()).toEqual([
      ['Oficina Z', 'shown'],
      ['1 Calle 1-01', 'shown'],
      ['oficina z', 'shown'],
      ['9 Calle 9-09', 'beside'],
      ['Servir', 'shown'],
    ]);
    const undone = await done(deps, (trx) => undoInstitutions(trx, actBy(deps), second));
    expect(undone).toMatchObject({ removed: 1, changed: 1 });
    expect(await said()).toEqual([
      ['Oficina Z', 'shown'],
      ['1 Calle 1-01', 'shown'],
    ]);
  });

  it('says apart what says the same as other sources: nothing changed but that one more says so', async () => {
    const text = 'nombre,direccion,mision\nOficina X,1 Calle 1-01,Servir\n';
    await apply(text);
    const again = 'nombre,mision,direccion\nOficina X,servir,1 Calle 1-01\n';
    const planned = await plan(again);
    expect(planned.rows.map(({ outcome, facts }) => [outcome, facts.length])).toEqual([['sourced', 3]]);
    expect(planned.counts).toMatchObject({ created: 0, changed: 0, sourced: 1, unchanged: 0 });
    await apply(again);
    const { id } = await deps.db
      .selectFrom('institutions')
      .select('id')
      .where('name', '=', 'Oficina X')
      .executeTakeFirstOrThrow();
    const said = await statementsOf(deps.db, [id], { office: true });
    expect(new Set(said.map(({ source }) => source?.id)).size).toBe(2);
    expect(said.map(({ evidence }) => evidence)).toEqual(Array.from({ length: 6 }, () => 'shown'));
    expect((await plan(again)).counts).toMatchObject({ sourced: 0, unchanged: 1 });
  });

  it('is not taken back where something else names what it made', async () => {
    const first = await apply('nombre\nMadre de otras\n');
    const { id } = await deps.db
      .selectFrom('institutions')
      .select('id')
      .where('name', '=', 'Madre de otras')
      .executeTakeFirstOrThrow();
    const child = await draftInstitution(deps, 'Hija');
    await deps.db.updateTable('institutions').set({ parent_id: id }).where('id', '=', child.id).execute();
    expect(await run(deps.db, (trx) => undoInstitutions(trx, actBy(deps), first))).toMatchObject({
      refused: 'in_use',
    });
  });
});

const REAL = path.join(MATERIAL, 'data/JusticiaPedia4.0/instituciones.csv');

describe.skipIf(!existsSync(REAL))('the published file', () => {
  it('has twelve institutions; four addresses were filled down', async () => {
    const planned = await plan(await readFile(REAL));
    expect(planned.counts).toEqual({
      created: 12,
      changed: 0,
      sourced: 0,
      unchanged: 0,
      refused: 0,
      kept: 4 + 12,
    });
    expect(keys(planned)).toEqual([3, 4, 5, 6].map((line) => ['drag_filled', line, 14]));
  });
});
