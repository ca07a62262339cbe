import { expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { useBrowser } from '../../../../test/harness/browsing.ts';
import { everyText } from '../../../../test/harness/every-text.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { purgeUploads } from '../commands/uploads.ts';

const site = useApp();
const browsing = useBrowser(site, { shots: 'imports' });

const IMPORTS = '/admin/justiciapedia/importaciones';
/** Department 99 does not exist. */
const CUI = '9999000019999';
const MARRIED = 'Casada con Mengano Secreto';
const LIST = `nombre,CUI,estadocivil,sexo,rareza,seleccionarEleccion
Zutana Beta Ficticia Ejemplar,${CUI},${MARRIED},Femenino,Jueza inventada,Elección de Ejemplo
Zutana Beta Ficticia Ejemplar,${CUI},${MARRIED},Femenino,,Otra elección
Perengano Delta Otrado Distinto,,,equis,,Elección de Ejemplo
,,,Femenino,,Elección de Ejemplo
`;
const file = (name = 'lista.csv', text = LIST) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

it(
  'an editor looks at a list, reads a column otherwise, leaves a row, takes it in and back, without scripts',
  { timeout: 60_000 },
  async () => {
    const { db } = site.deps;
    const { cookie } = await signInAs(site.deps, 'editor');
    const page = await browsing.wide({ js: false });
    await browsing.signIn(page, cookie);
    await page.goto(IMPORTS);
    await page.getByRole('heading', { name: 'Todavía no hay importaciones' }).waitFor();

    // What is no list is said beside the field.
    await page.getByLabel('Archivo', { exact: false }).setInputFiles(file('nada.csv', 'a,b\n1,2'));
    await page.getByRole('button', { name: 'Revisar antes de importar' }).click();
    await page.getByRole('link', { name: /Ninguna columna se reconoce/ }).waitFor();

    await page.getByLabel('Quién la publica').fill('Organización de Ejemplo');
    await page.getByLabel('Archivo', { exact: false }).setInputFiles(file());
    await page.getByRole('button', { name: 'Revisar antes de importar' }).click();
    await page.getByRole('heading', { name: 'lista.csv', level: 1 }).waitFor();
    const preview = (await page.textContent('main')) ?? '';
    for (const words of [
      'No entró: número de identificación personal',
      'lista.csv:5:1: rechazada: La fila no tiene nombre.',
      'lista.csv:4:4: aviso: No dice masculino ni femenino',
      'misma persona en las filas 2, 3',
      'privada, no se lee nunca',
    ])
      expect(preview).toContain(words);
    await browsing.look(page, 'preview');
    // Of the file nothing is kept but what came through the door, and that is sealed.
    const kept = await everyText(db);
    for (const secret of [CUI, MARRIED, 'Zutana', 'Jueza inventada']) expect(kept).not.toContain(secret);
    const { sealed, id } = await db
      .selectFrom('official_uploads')
      .select(['sealed', 'id'])
      .executeTakeFirstOrThrow();
    const opened = JSON.stringify(site.deps.vault.open(`official_uploads:${id}`, sealed));
    expect(opened).toContain('Zutana');
    for (const secret of [CUI, MARRIED, 'Jueza inventada']) expect(opened).not.toContain(secret);

    // A column that nobody knew, read as what it is: the file is sent again.
    await page.getByText('6 columnas').click();
    await page.getByLabel('rareza').selectOption({ label: 'Puesto' });
    await page.getByLabel('El archivo, otra vez').setInputFiles(file());
    await page.getByRole('button', { name: 'Leer de nuevo' }).click();
    await page.getByText('Jueza inventada, Elección de Ejemplo').waitFor();
    expect(await page.getByLabel('CUI').count()).toBe(0);
    expect((await db.selectFrom('official_uploads').select('id').execute()).length).toBe(1);

    await page.getByLabel('Dejar fuera Perengano Delta Otrado Distinto').check();
    await page.getByRole('button', { name: 'Guardar decisiones' }).click();
    await page.getByText('Decisiones guardadas.').waitFor();
    expect(await page.getByLabel('Dejar fuera Perengano Delta Otrado Distinto').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Importar como borradores' }).click();
    await page.getByText('La lista entró').waitFor();
    await browsing.look(page, 'imported');
    const people = await db.selectFrom('people').select(['name', 'status']).execute();
    expect(people).toEqual([{ name: 'Zutana Beta Ficticia Ejemplar', status: 'draft' }]);
    expect(await db.selectFrom('official_uploads').select('id').execute()).toEqual([]);
    const everything = await everyText(db);
    for (const secret of [CUI, MARRIED]) expect(everything).not.toContain(secret);

    await page.getByRole('button', { name: 'Deshacer la importación' }).click();
    await page.getByRole('link', { name: 'Diga por qué.' }).waitFor();
    await page.getByLabel('Por qué').fill('Era la lista de otro año');
    await page.getByRole('button', { name: 'Deshacer la importación' }).click();
    await page.getByText('La importación se deshizo.').waitFor();
    expect(await db.selectFrom('people').select('id').execute()).toEqual([]);
    await page.goto(IMPORTS);
    await page.getByRole('cell', { name: 'Deshecha' }).waitFor();
    const phone = await browsing.phone();
    await browsing.signIn(phone, cookie);
    await phone.goto(IMPORTS);
    await browsing.look(phone, 'list-phone');
  },
);

it('what nobody takes in is gone after a day, and who may not import sees none of it', async () => {
  const { db } = site.deps;
  const { cookie } = await signInAs(site.deps, 'editor');
  const page = await browsing.wide({ js: false });
  await browsing.signIn(page, cookie);
  await page.goto(IMPORTS);
  await page.getByLabel('Archivo', { exact: false }).setInputFiles(file());
  await page.getByRole('button', { name: 'Revisar antes de importar' }).click();
  await page.getByRole('heading', { name: 'lista.csv', level: 1 }).waitFor();
  const { expires_at: at } = await db
    .selectFrom('official_uploads')
    .select('expires_at')
    .executeTakeFirstOrThrow();
  const purge = (now: Temporal.Instant) => withTransaction(db, (trx) => purgeUploads(trx, now));
  expect(await purge(at.subtract({ seconds: 1 }))).toBe(0);
  expect(await purge(at)).toBe(1);
  expect((await page.request.get(page.url())).status()).toBe(404);

  const observer = await signInAs(site.deps, 'observer');
  const other = await browsing.wide({ js: false });
  await browsing.signIn(other, observer.cookie);
  expect((await other.request.get(IMPORTS)).status()).toBe(403);
});

it(
  'a list whose columns moved waits with what they seem to be, and is read when somebody has said what they are',
  { timeout: 90_000 },
  async () => {
    const { db } = site.deps;
    const { cookie } = await signInAs(site.deps, 'editor');
    const rows = [
      'Zutana Beta Ficticia Ejemplar',
      'Perengano Delta Otrado Distinto',
      'Fulano Alfa Supuesto Modelo',
    ];
    const moved = JSON.stringify(
      rows.map((nombre, at) => ({
        nombre,
        cargo: String(at + 1),
        institucion: 'Aspirante Elección de Ejemplo',
        profesion: 'institucion',
        estado: 'Estado',
        anosprofesional: 'En proceso',
      })),
    );
    const sent = file('corrida.json', moved);
    for (const [name, see] of [
      ['wide', await browsing.wide({ js: false })],
      ['phone', await browsing.phone()],
    ] as const) {
      await browsing.signIn(see, cookie);
      await see.goto(IMPORTS);
      await see.getByLabel('Archivo', { exact: false }).setInputFiles(sent);
      await see.getByRole('button', { name: 'Revisar antes de importar' }).click();
      await see.getByText('Todavía no se lee: diga qué es cada columna').waitFor();
      await browsing.look(see, `moved-${name}`);
    }
    const page = await browsing.wide({ js: false });
    await browsing.signIn(page, cookie);
    await page.goto(IMPORTS);
    await page.getByRole('link', { name: 'corrida.json' }).first().click();
    expect(await page.getByRole('button', { name: 'Importar como borradores' }).count()).toBe(0);
    expect(await page.getByLabel('cargo', { exact: true }).inputValue()).toBe('list_number');
    const href = await page.getByRole('link', { name: /Descargar estas columnas/ }).getAttribute('href');
    const map = await page.request.get(new URL(href ?? '', page.url()).href);
    expect(await map.json()).toEqual({
      columns: {
        nombre: 'name',
        cargo: 'list_number',
        institucion: 'post',
        profesion: 'none',
        estado: 'none',
        anosprofesional: 'state',
      },
    });
    await page.getByLabel('Departamento').fill('Alta Verapaz');
    await page.getByLabel('El archivo, otra vez').setInputFiles(sent);
    await page.getByRole('button', { name: 'Leer de nuevo' }).click();
    await page.getByText('nueva · Aspirante Elección de Ejemplo').first().waitFor();
    expect(await page.getByLabel('Departamento').inputValue()).toBe('Alta Verapaz');
    await browsing.look(page, 'moved-read');
    await page.getByRole('button', { name: 'Importar como borradores' }).click();
    await page.getByText('La lista entró').waitFor();
    const held = await db
      .selectFrom('tenures')
      .select(['state', 'territory', 'list_number'])
      .orderBy('list_number')
      .execute();
    expect(held).toEqual(
      ['1', '2', '3'].map((list_number) => ({ state: 'En proceso', territory: 'Alta Verapaz', list_number })),
    );

    // The same people in a later state of the list, under the same name: what would come of each is said before.
    const later = JSON.stringify(
      [...rows.slice(0, 2), 'Sutana Epsilon Figurada Muestra'].map((nombre) => ({
        nombre,
        profesion: 'Contadora',
      })),
    );
    await page.goto(IMPORTS);
    await page.getByLabel('Archivo', { exact: false }).setInputFiles(file('corrida.json', later));
    await page.getByRole('button', { name: 'Revisar antes de importar' }).click();
    await page
      .getByRole('cell', { name: /^se completa/ })
      .first()
      .waitFor();
    const table = await page.getByRole('table').innerText();
    expect(table.match(/nueva|se completa|ya está, sin cambio/g)).toEqual([
      'se completa',
      'se completa',
      'nueva',
    ]);
  },
);

it(
  'a list of institutions waits until somebody has said what its columns are',
  { timeout: 60_000 },
  async () => {
    const { db } = site.deps;
    const { cookie } = await signInAs(site.deps, 'editor');
    const sent = file('entidades.csv', 'Entidad,Página\nCorte de Mapas Inventada,corte.example\n');
    const page = await browsing.wide({ js: false });
    await browsing.signIn(page, cookie);
    const send = async () => {
      await page.goto(IMPORTS);
      await page.getByLabel('De qué es la lista', { exact: false }).selectOption('institution');
      await page.getByLabel('Archivo', { exact: false }).setInputFiles(sent);
      await page.getByRole('button', { name: 'Revisar antes de importar' }).click();
      await page.getByText('Todavía no se lee: diga qué es cada columna').waitFor();
      expect(await page.getByLabel('Departamento').count()).toBe(0);
      await page.getByLabel('Entidad').selectOption({ label: 'Nombre' });
      await page.getByLabel('Página').selectOption({ label: 'Sitio web' });
      await page.getByLabel('El archivo, otra vez').setInputFiles(sent);
      await page.getByRole('button', { name: 'Leer de nuevo' }).click();
      await page.getByRole('rowheader', { name: 'Corte de Mapas Inventada' }).waitFor();
    };
    await send();
    await page.getByText('2 columnas').click();
    await browsing.look(page, 'institutions-said');
    const href = await page.getByRole('link', { name: /Descargar estas columnas/ }).getAttribute('href');
    const map = await page.request.get(new URL(href ?? '', page.url()).href);
    expect(await map.json()).toEqual({ columns: { Entidad: 'nombre', Página: 'web' } });
    await page.getByRole('button', { name: 'Importar como borradores' }).click();
    await page.getByText('La lista entró').waitFor();
    const said = await db
      .selectFrom('institutions as i')
      .innerJoin('statements as t', 't.subject_id', 'i.id')
      .select(['i.status', 't.property'])
      .where('i.name', '=', 'Corte de Mapas Inventada')
      .orderBy('t.property')
      .execute();
    expect(said).toEqual([
      { status: 'draft', property: 'name' },
      { status: 'draft', property: 'website' },
    ]);
    // Read so again, it is in already.
    await send();
    await page.getByText('Este archivo ya se importó').waitFor();
    expect(await page.getByText('con sus columnas leídas de otra manera').count()).toBe(0);
  },
);
