/** The survey in a real browser: on a phone without scripts, and the organiser's pages. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { expectAccessible } from '../../../../test/harness/accessible.ts';
import {
  noPageErrors,
  noSidewaysScroll,
  phonePage,
  screenshots,
  widePage,
} from '../../../../test/harness/browser.ts';
import { useBrowser } from '../../../../test/harness/browsing.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor } from '../../../../test/harness/visitor.ts';
import { insertAttendees } from '../../events/fixtures-people.ts';
import { insertEdition } from '../../events/fixtures.ts';
import { insertSurvey, ticketPathOf } from '../fixtures.ts';

const site = useApp();
const web = useBrowser(site);
let paths: string[];

beforeAll(async () => {
  site.setNow('2027-03-10T15:00:00Z');
  const event = await insertEdition(site.deps.db, 'encuestado', {
    event: { title: 'Encuentro de Ejemplo 2027' },
  });
  const people = await insertAttendees(site.deps, event, 12);
  await insertSurvey(site.deps, event.id, 100);
  paths = await Promise.all(people.map((id) => ticketPathOf(site.deps, id)));
}, 60_000);

async function judge(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await noSidewaysScroll(page);
  noPageErrors(page);
  await screenshots(page, name);
}

it('is answered on a phone without scripts', async () => {
  const page = await web.phone({ js: false });
  await page.goto(paths[0] ?? '');
  await judge(page, 'encuesta');
  await page.getByRole('button', { name: 'Enviar mis respuestas' }).click();
  await page.getByLabel('5 · Mucho').check();
  await page.getByLabel('Talleres').check();
  await page.getByRole('textbox', { name: /¿Qué mejoraría\?/ }).fill('Más tiempo para preguntas.');
  await page.getByRole('button', { name: 'Enviar mis respuestas' }).click();
  await page.getByText('Gracias por responder').waitFor();
  await judge(page, 'encuesta-gracias');
  await page.close();
}, 60_000);

it('shows the organiser what came', async () => {
  for (const [i, path] of paths.slice(1).entries())
    await makeVisitor(site.app).post(path, {
      'answers.p1': String((i % 5) + 1),
      'answers.p3': ['o1', 'o2'],
      'answers.p4': i % 3 ? 'yes' : 'no',
      'answers.p5': 'Que los talleres no coincidan con los paneles; quería ir a los dos.\nY más café.',
    });
  const { cookie } = await signInAs(site.deps, 'administrator');
  for (const open of [phonePage, widePage]) {
    const page = await open(web.browser, { baseURL: web.baseURL });
    await web.signIn(page, cookie);
    for (const tab of ['encuesta', 'encuesta/ajustes', 'encuesta/preguntas/nueva', 'encuesta/resultados']) {
      await page.goto(`/admin/encuentros/encuestado/${tab}`);
      await judge(page, `oficina-${tab.replaceAll('/', '-')}`);
    }
    expect(await page.getByRole('heading', { name: 'Textos libres' }).count()).toBe(1);
    await page.close();
  }
}, 90_000);
