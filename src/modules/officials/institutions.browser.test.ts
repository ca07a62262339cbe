/** Institutions as they are read: the samples on a phone and on a wide screen, without scripts. */
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { expectAccessible } from '../../../test/harness/accessible.ts';
import { noPageErrors, noSidewaysScroll, noThirdParty, screenshots } from '../../../test/harness/browser.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { loadOfficialSamples } from './samples.ts';

const site = useApp();
const web = useBrowser(site);

beforeAll(async () => {
  await loadOfficialSamples(site.deps, true);
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
});
