/** The search in a real browser: as somebody with an old phone and no scripts, and by keyboard with suggestions. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { sweepSearch } from '../../platform/search/sweep.ts';
import { publishEdition } from '../events/commands/editions.ts';
import { ACT, editor } from '../events/commands/fixtures.ts';
import { saveSpeaker } from '../events/commands/programme.ts';

const site = useApp();
const web = useBrowser(site, { shots: 'search' });
beforeAll(async () => {
  let eventId = '';
  const { run, done, newEdition, session } = editor(site.deps, () => eventId);
  eventId = await newEdition('ejemplo-2027', {
    title: 'Encuentro de Ejemplo 2027',
    summary: 'Tres días de conversación sobre cómo se abren las cortes.',
  });
  const speaker = (slug: string, name: string) =>
    done(
      run((trx) =>
        saveSpeaker(trx, ACT, eventId, {
          slug,
          name,
          organization: 'Organización Inventada',
          bio: 'Persona inventada que estudia las cortes y publica lo que encuentra.',
        }),
      ),
    );
  const { id: speakerId } = await speaker('ficticia', 'Ficticia Gutiérrez Ejemplo');
  await speaker('inventado', 'Inventado Guzmán de Prueba');
  for (let i = 1; i <= 12; i++)
    await done(
      session(`mesa-${i}`, {
        title: `Mesa ${i}: cortes que publican sus datos`,
        abstract: 'Quienes llevan las cortes cuentan cómo publican agendas, sentencias y presupuestos.',
        speakers: [{ speakerId, role: 'speaker' }],
      }),
    );
  await done(run((trx) => publishEdition(trx, ACT, eventId)));
  await sweepSearch(site.deps);
}, 60_000);

const headings = (page: Page) => page.locator('main ol h2').allTextContents();

describe('the search', () => {
  it('works on an old phone without scripts', async () => {
    const page = await web.phone({ js: false });
    await page.goto('/');
    await page.goto('/buscar');
    await web.look(page, 'begin');
    await page.getByLabel('¿Qué busca?').fill('CORTES que publican');
    await page.getByRole('button', { name: 'Buscar' }).click();
    expect(await headings(page)).toHaveLength(10);
    await web.look(page, 'found');
    await page.getByRole('link', { name: 'Ver más' }).click();
    expect((await headings(page)).length).toBeGreaterThan(0);
    await page.goto('/buscar?q=gutieres');
    expect(await page.getByText('Se muestran los de «Gutiérrez»').count()).toBe(1);
    await web.look(page, 'corrected');
    await page.goto('/buscar?q=qwertyuiop');
    await web.look(page, 'nothing');
    await page.close();
  });

  it('suggests while somebody types, and can be used by keyboard alone', async () => {
    const page = await web.wide({ colorScheme: 'dark' });
    await page.goto('/buscar');
    const field = page.getByRole('combobox', { name: '¿Qué busca?' });
    await field.focus();
    await page.keyboard.type('gu');
    const options = page.getByRole('option');
    await options.first().waitFor();
    expect(await field.getAttribute('aria-expanded')).toBe('true');
    expect((await options.allTextContents()).toSorted()).toEqual([
      'Ficticia Gutiérrez Ejemplo Ponentes',
      'Inventado Guzmán de Prueba Ponentes',
    ]);
    await page.keyboard.press('ArrowDown');
    expect(await options.first().getAttribute('aria-selected')).toBe('true');
    expect(await field.getAttribute('aria-activedescendant')).toBe(await options.first().getAttribute('id'));
    await web.look(page, 'suggestions');
    await page.keyboard.press('Escape');
    expect(await field.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.type('z');
    await options.first().waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/ponentes/inventado');
    await page.goto('/buscar?q=cortes');
    await web.look(page, 'found-wide');
    await page.goto('/buscar?q=cortes&tipo=event');
    await web.look(page, 'one-kind');
    await page.close();
  });
});
