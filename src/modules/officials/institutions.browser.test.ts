/** Institutions as they are read: the samples on a phone and on a wide screen, without scripts. */
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { expectAccessible } from '../../../test/harness/accessible.ts';
import { noPageErrors, noSidewaysScroll, noThirdParty, screenshots } from '../../../test/harness/browser.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { insertPerson } from './fixtures-people.ts';
import { choosingBodies } from './import/choosing-bodies-fixtures.ts';
import { bytesInput } from './import/file-bytes.ts';
import { importInstitutions } from './import/institution-import.ts';
import { ACTOR } from './import/person-fixtures.ts';
import { loadOfficialSamples } from './samples.ts';

const site = useApp();
const web = useBrowser(site, { shots: 'institutions' });

beforeAll(async () => {
  await loadOfficialSamples(site.deps, true);
  const [bodies, council] = [
    choosingBodies('Inventado'),
    'nombre,mision\nConsejo Inventado (CE),Dar ejemplos\n',
  ];
  for (const [name, text] of Object.entries({ 'comisiones.csv': bodies, 'consejo.csv': council }))
    await importInstitutions(site.deps, ACTOR, bytesInput(name, new TextEncoder().encode(text)), {
      dryRun: false,
      draft: false,
      publisher: 'Editorial de Ejemplo',
    });
  const body = 'Comisión de Postulación de Ejemplo Inventado (CE)';
  await insertPerson(site.deps.db, 'Berta Ficticia', {
    kind: 'commissioner',
    tenures: [{ kind: 'commission', bodyPrinted: body, process: body }],
  });
});

describe('the pages of institutions', () => {
  it('read well on every screen, without scripts', { timeout: 120_000 }, async () => {
    for (const open of [web.phone, web.wide]) {
      const page = await open({ js: false });
      for (const [name, path] of [
        ['home', '/justiciapedia'],
        ['list', '/justiciapedia/instituciones'],
        ['court', '/justiciapedia/instituciones/corte-suprema-de-justicia'],
        ['chamber', '/justiciapedia/instituciones/corte-de-apelaciones'],
        ['commission', '/justiciapedia/instituciones/comision-de-postulacion-de-ejemplo-inventado'],
        ['rounds', '/justiciapedia/instituciones/comision-de-colegio-inventado-inventado'],
        ['chosen', '/justiciapedia/instituciones/consejo-inventado'],
      ] as const) {
        await page.goto(path);
        await expectAccessible(page);
        await noSidewaysScroll(page);
        await screenshots(page, `institutions-${name}`);
      }
      noThirdParty(page);
      noPageErrors(page);
      await page.close();
    }
  });

  it(
    'lead from the tree to an institution, and from a number to its source',
    { timeout: 60_000 },
    async () => {
      const page = await web.phone({ js: false });
      await page.goto('/justiciapedia');
      await page.getByRole('link', { name: 'Corte de Apelaciones (CA)' }).click();
      await page.getByRole('heading', { level: 1, name: 'Corte de Apelaciones (CA)' }).waitFor();
      await page.locator('.note-refs a').first().click();
      expect(new URL(page.url()).hash).toMatch(/^#nota-\d+$/);
      await page.locator('.notes').getByRole('link', { name: 'instituciones.csv' }).first().click();
      await page.getByRole('heading', { level: 1, name: /instituciones\.csv/ }).waitFor();
      await page.getByRole('link', { name: 'Corte Suprema de Justicia (CSJ)' }).waitFor();
      await page.close();
    },
  );

  it('are written without scripts, the source looked for on the way', { timeout: 120_000 }, async () => {
    const page = await web.phone({ js: false });
    await web.signIn(page, (await signInAs(site.deps, 'editor')).cookie);
    await page.goto('/admin/justiciapedia/instituciones');
    await web.look(page, 'office-list');
    await page.getByRole('link', { name: 'Ministerio Público (MP)' }).click();
    await web.look(page, 'office-institution');
    await page.getByRole('link', { name: 'Agregar un dato' }).click();
    await page.getByText('Elegir otra fuente').click();
    await page.getByLabel('Palabras del título, de quien la publica o de la dirección').fill('edilex');
    await page.getByRole('button', { name: 'Buscar fuente' }).click();
    await page.getByRole('link', { name: 'edilex.com.gt/cprg/t4c4s2' }).click();
    await page.getByLabel('Qué dato es').selectOption({ label: 'Dirección' });
    await page.getByLabel('Lo que dice').fill('8 avenida 10-67, zona 1');
    await web.look(page, 'office-fact');
    await page.getByRole('button', { name: 'Guardar el dato' }).click();
    await page.getByText('Contradice lo que se muestra: están lado a lado').waitFor();
    const fact = page.locator('.office-fact li', { hasText: '8 avenida 10-67' });
    await fact.getByRole('link', { name: 'Corregir o decidir' }).click();
    await web.look(page, 'office-decide');
    await page.getByLabel('Por qué', { exact: false }).first().fill('Es un ejemplo de prueba.');
    await page.getByRole('button', { name: 'Mostrar este' }).click();
    await page.getByText('Ahora se muestra este dato.').waitFor();
    await page.goto('/justiciapedia/instituciones/ministerio-publico');
    await page.locator('.reach').getByText('8 avenida 10-67, zona 1').waitFor();
    await page.locator('.contradicted').getByText('Es un ejemplo de prueba.').waitFor();
    await web.look(page, 'contradicted');
    await page.close();
  });
});
