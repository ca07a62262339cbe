/** Elections as they are read: the samples on a phone and on a wide screen, without scripts. */
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { expectAccessible } from '../../../test/harness/accessible.ts';
import { noPageErrors, noSidewaysScroll, noThirdParty, screenshots } from '../../../test/harness/browser.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { loadSelectionSamples } from './samples.ts';
import { loadOfficialSamples } from '../officials/index.ts';

const site = useApp();
const web = useBrowser(site, { shots: 'selections' });

beforeAll(async () => {
  await loadOfficialSamples(site.deps, true);
  await loadSelectionSamples(site.deps, true);
}, 60_000);

/** The first three side by side. */
async function comparisonOf(slug: string): Promise<string> {
  const { body } = await site.app.inject({ url: `/api/v1/processes/${slug}/candidates?limit=3` });
  const { data } = JSON.parse(body) as { data: { slug: string }[] };
  const query = new URLSearchParams(data.map((one, at) => ['abc'.charAt(at), one.slug] as [string, string]));
  return `/elecciones/${slug}/comparar?${query.toString()}`;
}

describe('the pages of elections', () => {
  it('read well on every screen, without scripts', { timeout: 120_000 }, async () => {
    for (const open of [web.phone, web.wide]) {
      const page = await open({ js: false });
      for (const [name, path] of [
        ['list', '/elecciones'],
        ['ag2022', '/elecciones/fiscal-general-2022'],
        ['ag2026', '/elecciones/fiscal-general-2026'],
        ['chronology', '/elecciones/corte-suprema-2019/cronologia'],
        ['kind', '/elecciones/tipos/fiscal-general'],
        ['candidacies', '/elecciones/fiscal-general-2022/aspirantes'],
        ['comparison', await comparisonOf('fiscal-general-2022')],
        ['commission', '/elecciones/fiscal-general-2022/comision'],
        ['votes', '/elecciones/fiscal-general-2022/votaciones'],
        ['objections', '/elecciones/fiscal-general-2022/objeciones'],
        ['contradictions', '/elecciones/fiscal-general-2022/contradicciones'],
      ] as const) {
        await page.goto(path);
        await expectAccessible(page);
        await noSidewaysScroll(page);
        await screenshots(page, `selections-${name}`);
      }
      noThirdParty(page);
      noPageErrors(page);
      await page.close();
    }
  });

  it(
    'lead from the list to what happened, and from a number to its source',
    { timeout: 60_000 },
    async () => {
      const page = await web.phone({ js: false });
      await page.goto('/elecciones');
      await page.getByRole('link', { name: 'Fiscal General 2026' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'Fiscal General 2026' }).waitFor();
      // The sources end in the middle of it, and the page says so.
      await page.getByText('Nuestras fuentes terminan el').waitFor();
      await page.locator('#cronologia .note-refs a').first().click();
      expect(new URL(page.url()).hash).toMatch(/^#nota-\d+$/);
      await page.locator('.notes a').first().click();
      await page
        .getByRole('link', { name: /Fiscal General 2026/ })
        .first()
        .waitFor();
    },
  );
});
