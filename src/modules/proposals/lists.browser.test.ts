/** Finding proposals in a real browser: on a phone without scripts, and on a wide screen. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { phonePage, widePage } from '../../../test/harness/browser.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { run } from '../../platform/db/outcome.ts';
import { deliver, insertAsk } from '../answers/fixtures.ts';
import { DEPARTMENTS } from '../events/index.ts';
import { insertBody } from '../officials/fixtures-people.ts';
import { attest } from './commands/attest.ts';
import { contextFor, insertPublished, sending } from './fixtures.ts';
import { CATEGORIES } from './rules/categories.ts';

const site = useApp();
const web = useBrowser(site, { shots: 'proposal-list' });

async function make(n: number): Promise<string> {
  const { id } = await insertPublished(site.deps, {
    text: { ...sending().text, title: `Propuesta inventada número ${n} sobre la atención en los juzgados` },
    category: CATEGORIES[(n * 5) % CATEGORIES.length]?.id ?? 'genero',
    department: DEPARTMENTS[(n * n) % DEPARTMENTS.length]?.value ?? '',
  });
  return id;
}

describe('proposals', () => {
  it('are found by answer, need and department', { timeout: 240_000 }, async () => {
    const ids: string[] = [];
    for (let n = 0; n < 24; n++) ids.push(await make(n));
    const body = await insertBody(site.deps.db, 'Tribunal de Ejemplo con un Nombre Bastante Largo');
    const late = await insertAsk(site.deps, ids[3] ?? '', body.id);
    await deliver(site.deps, late.id);
    const onDate = site.deps.now().toZonedDateTimeISO('UTC').toPlainDate();
    const seen = { kind: 'meeting', seen: 180, discarded: 0, reason: '', place: 'Taller', onDate } as const;
    await run(site.deps.db, (trx) => attest(trx, contextFor(site.deps), ids[3] ?? '', seen));
    site.setNow(site.deps.now().add({ hours: 24 * 50 }));
    const open = await insertAsk(site.deps, ids[7] ?? '', body.id);
    await deliver(site.deps, open.id);
    const phone = await phonePage(web.browser, { baseURL: web.baseURL, js: false });
    await phone.goto('/propuestas');
    await web.look(phone, 'list');
    await phone.getByRole('link', { name: 'Necesitan respuesta' }).click();
    await phone.getByText('Primero lo que más personas apoyan').waitFor();
    expect(await phone.locator('.proposal-list h2').first().textContent()).toContain('número 3 ');
    await phone.getByText('Filtrar', { exact: true }).first().click();
    await phone.getByLabel('Respuesta').selectOption({ label: 'Venció el plazo y no hay respuesta' });
    await phone.getByRole('button', { name: 'Aplicar filtros' }).click();
    await phone.getByText('Sin respuesta: el plazo venció').waitFor();
    expect(await phone.locator('.proposal-list h2').count()).toBe(1);
    await web.look(phone, 'list-late');
    await phone.goto('/propuestas/mapa');
    await web.look(phone, 'map');
    await phone
      .getByRole('row', { name: /Alta Verapaz/ })
      .getByRole('link')
      .click();
    await phone.getByText('Filtrar', { exact: true }).first().waitFor();
    expect(new URL(phone.url()).searchParams.get('departamento')).toBe('alta-verapaz');
    await phone.close();
    const wide = await widePage(web.browser, { baseURL: web.baseURL });
    await wide.goto('/propuestas?orden=necesidad');
    await web.look(wide, 'list-wide');
    await wide.goto('/propuestas?estado=en-espera');
    await web.look(wide, 'list-waiting-wide');
    await wide.goto('/propuestas/mapa');
    await web.look(wide, 'map-wide');
    await wide.emulateMedia({ media: 'print' });
    await web.look(wide, 'map-print');
    await wide.close();
  });
});
