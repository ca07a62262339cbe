/**
 * A mistake and its mending in a real browser: an editor on a phone without scripts finds the change, reads what
 * it would undo, puts the old text back with a reason; anybody reads the difference, and an old link still leads there.
 */
import { beforeAll, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { phonePage, screenshots, widePage } from '../../../test/harness/browser.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { publishEdition, updateEdition } from '../events/commands/editions.ts';
import { ACT, editionInput, editor as editorOf } from '../events/commands/fixtures.ts';

const site = useApp();
const web = useBrowser(site, { shots: 'history' });
let id = '';
const GOOD = [
  'El encuentro reúne a quienes trabajan por una justicia que se pueda ver y entender.',
  'Habrá conferencias, talleres y espacios para conocerse.',
  'La participación es libre y no tiene costo.',
  'Las sesiones se graban con permiso de quienes hablan.',
  'El programa puede cambiar: mire esta página antes de venir.',
];
const BAD = GOOD.with(2, 'La participación es libre y cuesta cien quetzales.').slice(0, 4);

beforeAll(async () => {
  const desk = editorOf(
    {
      get db() {
        return site.deps.db;
      },
    },
    () => id,
  );
  const { done, run } = desk;
  const input = (lines: string[], more = {}) =>
    editionInput('ejemplo-2027', {
      title: 'Encuentro de Ejemplo 2027',
      description: lines.join('\n\n'),
      summary: 'Dos días para mirar la justicia de cerca.',
      ...more,
    });
  id = await desk.newEdition('ejemplo-dos-mil-27', input(GOOD, { slug: 'ejemplo-dos-mil-27' }));
  await done(run((trx) => publishEdition(trx, ACT, id)));
  const change = { ...input(BAD, { venue: 'Sala Ficticia' }), version: 2 };
  await done(run((trx) => updateEdition(trx, ACT, id, change)));
}, 60_000);

it('is found, compared and put back, and everybody can follow it', { timeout: 120_000 }, async () => {
  const { cookie } = await signInAs(site.deps, 'editor');
  const editor = await web.phone({ js: false });
  await web.signIn(editor, cookie);
  await editor.goto('/admin/encuentros/ejemplo-2027/historial');
  await editor.getByRole('link', { name: 'Se modificó' }).first().click();
  await editor.getByRole('link', { name: 'Versión anterior' }).click();
  await editor.getByRole('link', { name: 'Restaurar esta versión' }).click();
  await editor.getByRole('button', { name: 'Restaurar esta versión' }).click();
  await web.look(editor, 'restore');
  await editor.getByLabel('Motivo').fill('El encuentro no tiene costo; el texto decía otra cosa.');
  await editor.getByRole('button', { name: 'Restaurar esta versión' }).click();
  expect(await editor.getByRole('heading', { level: 1 }).textContent()).toBe(
    'Se restauró una versión anterior',
  );

  for (const open of [phonePage, widePage]) {
    const reader = await open(web.browser, { baseURL: web.baseURL });
    // The address that it had in between: restored with the rest, the first one is the present one again.
    await reader.goto('/encuentros/ejemplo-2027');
    expect(new URL(reader.url()).pathname).toBe('/encuentros/ejemplo-dos-mil-27');
    await reader.getByRole('link', { name: 'Historial de cambios' }).click();
    await screenshots(reader, 'history-edition');
    await reader.getByRole('link', { name: 'Se restauró una versión anterior' }).click();
    await reader.getByText('Todo lo que decía esta versión').click();
    await web.look(reader, 'version');
    expect(await reader.locator('ins').first().textContent()).toContain('[se agregó: ');
    await reader.goto('/encuentros/encuentro-de-ejemplo');
    await screenshots(reader, 'history-lost');
    await reader.close();
  }
  await editor.close();
});
