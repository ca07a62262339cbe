/** A frame of another site: nothing of it is asked for until somebody presses, and then only what the page allows. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { expectAccessible } from '../../../test/harness/accessible.ts';
import { noPageErrors, noSidewaysScroll, noThirdParty, screenshots } from '../../../test/harness/browser.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { published } from './fixtures.ts';

const site = useApp();
const web = useBrowser(site);
describe('a still', () => {
  it('loads when it is pressed, and only then', { timeout: 60_000 }, async () => {
    const frame =
      '<iframe src="https://us06web.zoom.us/meeting/register/tZMlc-abcdef" height="2574">Cargando</iframe>';
    const { slug } = await published(site.deps, 'Con registro', { body: `Inscríbase.\n\n${frame}\n` });
    const page = await web.phone();
    const asked: string[] = [];
    // The other site is played here: nothing leaves the machine.
    await page.context().route(/^https:/, async (route) => {
      asked.push(route.request().url());
      await route.fulfill({
        contentType: 'text/html',
        body: '<!doctype html><title>x</title><p>Formulario</p>',
      });
    });
    await page.goto(`/publicaciones/${slug}`);
    await expectAccessible(page);
    await noSidewaysScroll(page);
    await screenshots(page, 'still');
    noThirdParty(page);
    expect(asked).toEqual([]);
    await page.getByRole('button', { name: 'Cargar aquí' }).click();
    await page.frameLocator('.still iframe').getByText('Formulario').waitFor();
    expect(asked.map((url) => new URL(url).hostname)).toEqual(['us06web.zoom.us']);
    noPageErrors(page);
    await page.close();
  });
});
