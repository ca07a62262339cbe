/** Lists of institutions whose columns are called otherwise than those that were published. */
import { expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { bytesInput } from './file-bytes.ts';
import { importInstitutions } from './institution-import.ts';
import { type InstitutionMap, readInstitutionMap } from './institution-reading.ts';
import { ACTOR } from './person-fixtures.ts';
import { printOffered } from './person-report.ts';

const site = useApp();
const LIST =
  'Entidad,Página,Qué hace,Domicilio particular\nCorte de Mapas,corte.example,Juzga mapas,Calle 1\n';

const take = async (map?: InstitutionMap, dryRun = false) =>
  await importInstitutions(site.deps, ACTOR, bytesInput('otra.csv', new TextEncoder().encode(LIST)), {
    dryRun,
    draft: false,
    publisher: 'Organización de Ejemplo',
    ...(map && { map }),
  });
const SAID = { Entidad: 'nombre', Página: 'web', 'Qué hace': 'descripcion' };

it('is refused with what its columns seem to be, and goes in as somebody says', async () => {
  const { db } = site.deps;
  const refused = await take();
  expect(refused.fault?.key).toBe('officials.institution_file.no_name_column');
  const offered = readInstitutionMap(printOffered(refused) ?? '');
  expect(offered).toEqual({
    map: {
      columns: { Entidad: 'none', Página: 'none', 'Qué hace': 'none', 'Domicilio particular': 'none' },
    },
  });
  const done = await take({ columns: { ...SAID, 'Domicilio particular': 'none' } });
  expect([done.fault, done.findings, done.counts.created]).toEqual([undefined, [], 1]);
  const said = await db
    .selectFrom('statements as t')
    .innerJoin('institutions as i', 'i.id', 't.subject_id')
    .select(['t.property', 't.value'])
    .where('i.name', '=', 'Corte de Mapas')
    .orderBy('t.property')
    .execute();
  expect(said).toMatchObject([
    { property: 'description', value: { text: 'Juzga mapas' } },
    { property: 'name', value: { text: 'Corte de Mapas' } },
    { property: 'website', value: { text: 'corte.example' } },
  ]);
});

it('is told when the same bytes were read otherwise before', async () => {
  const map = { columns: SAID };
  const told = ({ findings }: Awaited<ReturnType<typeof take>>) =>
    findings.map(({ key }) => key.replace('officials.', ''));
  // Not read, and not said: told as a column that nobody knows. The reading is the one that is in.
  const same = await take(map, true);
  expect([told(same), same.counts.unchanged]).toEqual([['institution_file.unknown_column'], 1]);
  const other = await take({ columns: { ...SAID, Página: 'none', 'Domicilio particular': 'none' } });
  expect([told(other), other.counts.unchanged]).toEqual([['file.warning.read_otherwise'], 1]);
  const more = await take({ columns: { ...SAID, 'Qué hace': 'mision' } });
  expect([told(more)[0], more.counts.changed]).toEqual(['file.warning.read_otherwise', 1]);
  const readings = await site.deps.db.selectFrom('official_imports').select('read_as').execute();
  expect(new Set(readings.map((row) => row.read_as)).size).toBe(2);
});

it('says what is wrong with a map: no such column, a private one, two that are the same, no map of institutions', async () => {
  const faultOf = async (columns: InstitutionMap['columns']) => (await take({ columns }, true)).fault;
  expect(await faultOf({ Apodo: 'nombre' })).toMatchObject({ key: 'officials.file.fault.map_header' });
  expect(await faultOf({ ...SAID, 'Domicilio particular': 'direccion' })).toMatchObject({
    key: 'officials.file.fault.private_column',
    column: 4,
  });
  expect(await faultOf({ Entidad: 'nombre', Página: 'nombre' })).toMatchObject({
    key: 'officials.institution_file.said_twice',
    column: 2,
    values: { header: 'Página', first: 'Entidad', column: 'nombre' },
  });
  for (const [text, key] of [
    ['{"columns": {"Entidad": "post"}}', 'file.fault.map_field'],
    ['{"columns": {"Entidad": "nombre"}, "every_row": {}}', 'institution_file.map_shape'],
    ['{}', 'file.fault.map_shape'],
    ['{', 'file.fault.map_json'],
  ] as const)
    expect([text, readInstitutionMap(text)]).toMatchObject([text, { fault: { key: `officials.${key}` } }]);
});
