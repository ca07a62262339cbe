import { expect, it } from 'vitest';
import { draftInstitution, publishedInstitution } from '../../src/modules/officials/institution-fixtures.ts';
import { published } from '../../src/modules/publications/fixtures.ts';
import { sweepSearch } from '../../src/platform/search/sweep.ts';
import { useApp } from '../harness/app.ts';
import { useBrowser } from '../harness/browsing.ts';
import { signInAs } from '../harness/staff.ts';

const site = useApp();
const browsing = useBrowser(site, { shots: 'law' });

it('an editor names the text that explains the law of an institution, and everybody is led there', async () => {
  const { deps } = site;
  const law = await published(deps, 'Ley del Ejemplo explicada', { type: 'law' });
  const one = await publishedInstitution(deps, 'Instituto del Ejemplo');
  const other = await draftInstitution(deps, 'Instituto ajeno');
  await sweepSearch(deps);
  const { cookie } = await signInAs(deps, 'editor');
  const page = await browsing.phone({ js: false });
  await browsing.signIn(page, cookie);
  await page.goto(`/admin/justiciapedia/instituciones/${one.id}/datos/nuevo?fuente=${one.source}`);
  await page.getByText('Elegir una ley explicada', { exact: true }).click();
  await page.getByLabel('Palabras del título', { exact: true }).fill('ejemplo explicada');
  await page.getByRole('button', { name: 'Buscar la ley' }).click();
  await browsing.look(page, 'found');
  await page.getByRole('link', { name: 'Ley del Ejemplo explicada' }).click();
  expect(await page.getByLabel('Qué dato es').inputValue()).toBe('law');
  await page.getByLabel('Lo que dice').fill('Ley del Ejemplo, Decreto 1-2001');
  await page.getByRole('button', { name: 'Guardar el dato' }).click();
  await page.getByText('Guardado; se muestra.').waitFor();
  await page.goto(`/justiciapedia/instituciones/${one.slug}`);
  await page
    .getByRole('link', { name: /Ley del Ejemplo/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: 'Ley del Ejemplo explicada' }).waitFor();

  // What is no published text, or a record of another kind, is none.
  for (const id of ['', 'x', crypto.randomUUID(), other.id]) {
    const answer = await site.app.inject({
      method: 'POST',
      url: `/admin/justiciapedia/instituciones/${one.id}/datos/nuevo`,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ property: 'law', text: 'Ley', law: id, source: one.source }).toString(),
    });
    expect([answer.statusCode, answer.body.includes('href="#f-law"')]).toEqual([422, true]);
  }
  const stored = await deps.db
    .selectFrom('statements')
    .select('value')
    .where('property', '=', 'law')
    .execute();
  expect(stored).toEqual([
    { value: { text: 'Ley del Ejemplo, Decreto 1-2001', kind: 'publication', id: law.id } },
  ]);
});
